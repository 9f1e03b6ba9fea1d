import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

export function appInfoQuery() {
  return queryOptions({
    queryKey: ['app-info'],
    queryFn: () => api.getAppInfo(),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Tried by main every time it is asked. */
export function keychainQuery() {
  return queryOptions({ queryKey: ['keychain'], queryFn: () => api.getKeychainStatus(), staleTime: 0 })
}
