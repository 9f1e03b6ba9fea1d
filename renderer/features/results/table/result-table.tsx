import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { columnsKey } from '../../../../shared/contract/window-settings.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { resultWords } from '../../../../shared/words/results.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { runQuery, useRunEvents } from '../../../entities/run/run-queries.ts'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useCommand } from '../../../window/commands.ts'
import { ResultFailure } from './result-failure.tsx'
import { RunView } from './run-view.tsx'

/** What an export sync returned, as a table. */
export function ResultTable({ sync }: { readonly sync: Sync }) {
  const connection = useActiveConnection()
  const query = useQuery(runQuery({ syncId: sync.id, what: 'data' }))
  const { data: run, error } = query
  const runId = run?.runId
  useRunEvents()
  useCommand('refresh', () => void query.refetch())
  useEffect(() => {
    if (runId !== undefined) return () => void api.closeRun({ runId }).catch(() => {})
  }, [runId])
  if (error) {
    return <ResultFailure error={error} sync={sync} retrying={query.isFetching} onRetry={() => void query.refetch()} />
  }
  if (!run) return <SkeletonRows rows={16} label={resultWords.loading} />
  const layoutKey = connection ? columnsKey(connection, sync.syncedInstanceUri) : sync.syncedInstanceUri
  return <RunView key={run.runId} run={run} layoutKey={layoutKey} />
}
