import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Run, RunSource } from '../../../shared/contract/run.ts'
import { api, subscribe } from '../../api.ts'

/** What has ended does not change by itself, and what changes is told by main. */
const UNTIL_TOLD = { staleTime: Number.POSITIVE_INFINITY, gcTime: 30 * 60_000 }

/** The rows of a sync. Asking for them fetches them, beside the window. */
export function runQuery(source: RunSource) {
  return queryOptions({
    queryKey: ['run', source.what, source.syncId],
    queryFn: () => api.openRun(source),
    ...UNTIL_TOLD,
  })
}

export function keptRunQuery(runId: string) {
  return queryOptions({ queryKey: ['run', 'kept', runId], queryFn: () => api.openKeptRun({ runId }), ...UNTIL_TOLD })
}

export function keptRunsQuery() {
  return queryOptions({ queryKey: ['kept-runs'], queryFn: () => api.listKeptRuns() })
}

export function runStorageQuery() {
  return queryOptions({ queryKey: ['run-storage'], queryFn: () => api.getRunStorage() })
}

/** Takes what main tells of runs into every query that shows them. Call it on a screen that shows runs. */
export function useRunEvents(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      subscribe('run-changed', (run) => {
        client.setQueriesData<Run>({ queryKey: ['run'] }, (before) => (before?.runId === run.runId ? run : before))
        const list = client.getQueryData(keptRunsQuery().queryKey)
        const isListed = list?.some(({ runId }) => runId === run.runId) ?? false
        if (list && isListed !== (run.kept !== undefined)) void client.invalidateQueries(keptRunsQuery())
      }),
    [client],
  )
}

/** Takes a run that main has just answered with into what is on screen. */
export function useTakeRun(): (run: Run) => void {
  const client = useQueryClient()
  return (run) => {
    client.setQueriesData<Run>({ queryKey: ['run'] }, (before) => (before?.runId === run.runId ? run : before))
    void client.invalidateQueries(keptRunsQuery())
    void client.invalidateQueries(runStorageQuery())
  }
}
