import { useQuery } from '@tanstack/react-query'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { definitionIndexQuery } from '../../entities/definition/definition-form-queries.ts'
import { jobsQuery, useJobEvents } from '../../entities/job/job-queries.ts'
import { keptRunsQuery } from '../../entities/run/run-queries.ts'
import { transfersQuery } from '../../entities/transfer/transfer-queries.ts'
import { useCommand } from '../../window/commands.ts'
import { byCauseOf, endingDefinitions, notKept, troubledJobs, waitingTransfers } from './attention.ts'
import { useSyncAttention } from './use-sync-attention.ts'

/** Reading all definitions is many requests, and what is told of them changes by the day. */
const DEFINITIONS_STAY_MS = 10 * 60_000

/** What needs the user, from all that is asked. One request to Eloqua goes first: where the sign-in is rejected, each counts as a try. */
export function useAttention(now: Date) {
  useJobEvents()
  const connectionId = useActiveConnection()?.id
  const syncs = useSyncAttention()
  const transfers = useQuery(transfersQuery())
  const jobs = useQuery(jobsQuery())
  const kept = useQuery(keptRunsQuery())
  const definitions = useQuery({
    ...definitionIndexQuery(),
    staleTime: DEFINITIONS_STAY_MS,
    enabled: syncs.isFresh,
  })
  const here = [transfers, jobs, kept]
  useCommand('refresh', async () => {
    for (const query of here) void query.refetch()
    const { isSuccess } = await syncs.refetch()
    if (isSuccess) await definitions.refetch()
  })
  const keptHere = (kept.data ?? []).filter(({ connection }) => connection.id === connectionId)
  return {
    transfers: waitingTransfers(transfers.data ?? []),
    troubled: byCauseOf(syncs.attention?.troubled ?? []),
    jobs: troubledJobs(jobs.data ?? []),
    expiring: notKept(syncs.attention?.expiring ?? [], keptHere),
    definitions: endingDefinitions(definitions.data?.items ?? [], now),
    asked: syncs.error ? [syncs, ...here] : [syncs, ...here, definitions],
  }
}
