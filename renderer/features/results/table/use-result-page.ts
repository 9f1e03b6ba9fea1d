import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import { nextOffset } from './page-place.ts'
import { type PageRequest, resultPageQuery } from './queries.ts'

/** The page asked for, with the one after it fetched ahead once it is there. */
export function useResultPage(request: PageRequest) {
  const client = useQueryClient()
  const query = useQuery(resultPageQuery(request))
  const { data: page, isPlaceholderData } = query
  const next = page && !isPlaceholderData ? nextOffset(page) : undefined
  const { syncId, limit } = request
  useEffect(() => {
    if (next !== undefined) void client.prefetchQuery(resultPageQuery({ syncId, offset: next, limit }))
  }, [client, syncId, next, limit])
  return query
}

/**
 * Main keeps only so many pages. When it has dropped this one, it is fetched again: once, so that a page that
 * cannot be kept at all ends as an error and not as a loop.
 */
export function useRefetchOnceGone(error: AppError | undefined, pageKey: string, refetch: () => void): void {
  const asked = useRef<string>(undefined)
  const isGone = error?.code === 'page-gone'
  useEffect(() => {
    if (!isGone || asked.current === pageKey) return
    asked.current = pageKey
    refetch()
  }, [isGone, pageKey, refetch])
}
