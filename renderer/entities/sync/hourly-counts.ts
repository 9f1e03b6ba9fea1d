import { queryOptions, useQuery } from '@tanstack/react-query'
import type { HourlyCounts } from '../../../shared/contract/request-log.ts'
import { api } from '../../api.ts'

/** Counts leave the hour by themselves, a minute's worth at a time. */
const ASK_AGAIN_MS = 60_000

/** How many syncs Bulkdesk started in the last hour; asked of main, which reads nothing for it. */
export function useHourlyCounts(): HourlyCounts | undefined {
  return useQuery(
    queryOptions({
      queryKey: ['hourly-counts'],
      queryFn: () => api.getHourlyCounts(),
      staleTime: 0,
      refetchInterval: ASK_AGAIN_MS,
    }),
  ).data
}
