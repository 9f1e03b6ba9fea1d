import { useQueryClient } from '@tanstack/react-query'
import { isAppError } from '../../../../shared/contract/errors.ts'
import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultPageQuery } from './queries.ts'

/**
 * Does something with a page in main. Main keeps only so many pages, and may have dropped this one although its rows are
 * still on screen: then it is fetched again first, once.
 */
export function useOnPage({ pageId, syncId, offset, limit }: ResultPage) {
  const client = useQueryClient()
  return async <T>(act: (pageId: string) => Promise<T>): Promise<T> => {
    try {
      return await act(pageId)
    } catch (error) {
      if (!isAppError(error) || error.code !== 'page-gone') throw error
      const fresh = await client.fetchQuery({ ...resultPageQuery({ syncId, offset, limit }), staleTime: 0 })
      return act(fresh.pageId)
    }
  }
}
