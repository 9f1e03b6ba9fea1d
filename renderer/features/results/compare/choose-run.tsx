import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Run, RunSource } from '../../../../shared/contract/run.ts'
import { compareWords } from '../../../../shared/words/compare.ts'
import { keptRunsWords } from '../../../../shared/words/result-rows.ts'
import { formatLocal } from '../../../../shared/words/times.ts'
import { keptRunsQuery } from '../../../entities/run/run-queries.ts'
import { syncsQuery } from '../../../entities/sync/sync-queries.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'

const words = compareWords

/** The other run: one that is kept, or a past run of the same export, which is fetched. */
export type OtherRun = { readonly runId: string } | RunSource

interface ChooseRunProps {
  readonly run: Run
  readonly chosen: OtherRun | undefined
  readonly onChoose: (other: OtherRun) => void
}

/** The other runs of the same export: those kept here, and those Eloqua may still have. */
export function ChooseRun({ run, chosen, onChoose }: ChooseRunProps) {
  const kept = useQuery(keptRunsQuery())
  const past = useQuery(syncsQuery({ offset: 0 }))
  const others = (kept.data ?? []).filter((other) => other.runId !== run.runId && isSameExport(other, run))
  const syncs = (past.data?.items ?? []).filter(
    (sync) =>
      sync.syncedInstanceUri === run.definition?.uri &&
      sync.id !== run.syncId &&
      (sync.status === 'success' || sync.status === 'warning') &&
      !others.some((other) => other.syncId === sync.id),
  )
  const now = new Date()
  if (kept.data && (past.data || past.error) && others.length + syncs.length === 0) {
    return <EmptyState title={words.noOther}>{words.noOtherHint}</EmptyState>
  }
  return (
    <Select
      label={words.other}
      placeholder={words.chooseOther}
      w={420}
      value={chosen ? choiceOf(chosen) : null}
      data={[
        {
          group: words.keptRuns,
          items: others.map((other) => ({
            value: choiceOf({ runId: other.runId }),
            label: words.run(nameOf(other, now), other.rows),
          })),
        },
        {
          group: words.pastRuns,
          items: syncs.map((sync) => ({
            value: choiceOf({ syncId: sync.id, what: 'data' }),
            label: `${keptRunsWords.ofSync(sync.id)} · ${formatLocal(new Date(sync.syncEndedAt ?? sync.createdAt), now)}`,
          })),
        },
      ].filter(({ items }) => items.length > 0)}
      onChange={(value) => value && onChoose(otherOf(value))}
    />
  )
}

/** Another company's definitions have the same numbers. */
function isSameExport(a: Run, b: Run): boolean {
  return (
    a.what === b.what &&
    a.definition?.uri === b.definition?.uri &&
    a.connection.company.toLowerCase() === b.connection.company.toLowerCase() &&
    a.connection.environment === b.connection.environment
  )
}

function nameOf({ kept, syncId, syncEndedAt, fetchedAt }: Run, now: Date): string {
  return `${kept?.name ?? keptRunsWords.ofSync(syncId)} · ${formatLocal(new Date(syncEndedAt ?? fetchedAt), now)}`
}

function choiceOf(other: OtherRun): string {
  return 'runId' in other ? `run ${other.runId}` : `sync ${other.syncId}`
}

function otherOf(value: string): OtherRun {
  const [kind, id = ''] = value.split(' ')
  return kind === 'run' ? { runId: id } : { syncId: Number(id), what: 'data' }
}
