import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** All transfers of this run of Bulkdesk, newest first. Kept fresh by 'transfer-changed'. */
export function transfersQuery() {
  return queryOptions({
    queryKey: ['transfers'],
    queryFn: () => api.listTransfers(),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
