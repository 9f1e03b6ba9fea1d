import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** What this machine's keychain can do: tried by main, so asked again whenever the screen appears. */
export function keychainQuery() {
  return queryOptions({ queryKey: ['keychain'], queryFn: () => api.getKeychainStatus(), staleTime: 0 })
}

/** The companies' apps for OAuth that are saved. */
export function signInAppsQuery() {
  return queryOptions({ queryKey: ['sign-in-apps'], queryFn: () => api.listSignInApps(), staleTime: 0 })
}

/** What the connection in use may do. `id`: of that connection. */
export function signInReportQuery(id: string) {
  return queryOptions({ queryKey: ['sign-in-report', id], queryFn: () => api.getSignInReport(), staleTime: 60_000 })
}
