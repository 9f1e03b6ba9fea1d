import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** What this machine's keychain can do: tried by main, so asked again whenever the screen appears. */
export function keychainQuery() {
  return queryOptions({ queryKey: ['keychain'], queryFn: () => api.getKeychainStatus(), staleTime: 0 })
}
