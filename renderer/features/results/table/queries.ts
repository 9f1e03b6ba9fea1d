import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../../api.ts'

/** Rows fetched from main at a time. */
export const BLOCK_ROWS = 100

export interface PageRequest {
  readonly syncId: number
  readonly offset: number
  readonly limit: number
}

/**
 * A page of a sync's data. A sync's data never changes, so a page that was fetched is good until main has to
 * drop it; the one shown before stays on screen while the next is on its way.
 */
export function resultPageQuery({ syncId, offset, limit }: PageRequest) {
  return queryOptions({
    queryKey: ['result-page', syncId, offset, limit],
    queryFn: () => api.openResultPage({ syncId, offset, limit }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30 * 60_000,
    placeholderData: keepPreviousData,
  })
}

/** Rows `block * BLOCK_ROWS` and following of a page that main holds. */
export function rowsQuery(pageId: string, block: number, pageRows: number) {
  const from = block * BLOCK_ROWS
  return queryOptions({
    queryKey: ['rows', pageId, block],
    queryFn: () => api.readRows({ pageId, from, count: Math.min(BLOCK_ROWS, pageRows - from) }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
