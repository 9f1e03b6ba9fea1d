import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, subscribe } from '../../api.ts'

const UPLOADS_PER_PAGE = 100

/** One page of the receipts that fit the search, newest first. */
export function historyQuery(search: string, offset: number) {
  return queryOptions({
    queryKey: ['uploads', 'history', search, offset],
    queryFn: () => api.listUploads({ search, offset, limit: UPLOADS_PER_PAGE }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  })
}

/** An upload that goes on while the list is on screen changes its row. */
export function useHistoryEvents(): void {
  const client = useQueryClient()
  useEffect(
    () => subscribe('upload-changed', () => void client.invalidateQueries({ queryKey: ['uploads', 'history'] })),
    [client],
  )
}
