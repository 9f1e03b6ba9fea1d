import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, subscribe } from '../../api.ts'

/** The saved jobs of the connection in use. Kept fresh by 'jobs-changed'; the command line may change them unheard. */
export function jobsQuery() {
  return queryOptions({ queryKey: ['jobs', 'list'], queryFn: () => api.listJobs() })
}

export function jobRunsQuery(jobId: string) {
  return queryOptions({ queryKey: ['jobs', 'runs', jobId], queryFn: () => api.listJobRuns({ jobId }) })
}

export function useJobEvents(): void {
  const client = useQueryClient()
  useEffect(() => subscribe('jobs-changed', () => void client.invalidateQueries({ queryKey: ['jobs'] })), [client])
}
