import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import { compareWords } from '../../../../shared/words/compare.ts'
import { keptRunsWords } from '../../../../shared/words/result-rows.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { keptRunQuery, runQuery, useRunEvents } from '../../../entities/run/run-queries.ts'
import { BackButton } from '../../../ui/back-button.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { goBack } from '../../../window/navigation.ts'
import { isSettled } from '../analysis/queries.ts'
import { ChooseRun, type OtherRun } from './choose-run.tsx'
import classes from './compare.module.css'
import { ComparedRuns } from './compared-runs.tsx'

const words = compareWords

/** Two runs of one export side by side: what was added, removed and changed. */
export function CompareScreen({ runId }: { readonly runId: string }) {
  const [other, setOther] = useState<OtherRun>()
  const query = useQuery(keptRunQuery(runId))
  useRunEvents()
  const run = query.data
  if (!run) {
    return (
      <Page title={words.button} before={<BackButton onClick={goBack} />} compact>
        {query.error ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
        ) : (
          <SkeletonRows rows={8} label={words.loading} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={words.title(run.kept?.name ?? run.definition?.name ?? keptRunsWords.ofSync(run.syncId))}
      before={<BackButton onClick={goBack} />}
      context={words.context}
      compact
      fill
    >
      <div className={classes.choose}>
        <ChooseRun run={run} chosen={other} onChoose={setOther} />
      </div>
      {other ? <WithOther run={run} other={other} /> : null}
    </Page>
  )
}

function WithOther({ run, other }: { readonly run: Run; readonly other: OtherRun }) {
  const kept = useQuery({ ...keptRunQuery('runId' in other ? other.runId : ''), enabled: 'runId' in other })
  const fetched = useQuery({
    ...runQuery('runId' in other ? { syncId: 0, what: 'data' } : other),
    enabled: !('runId' in other),
  })
  const query = 'runId' in other ? kept : fetched
  const found = query.data
  if (query.error) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
  }
  if (!found) return <SkeletonRows rows={8} label={words.loading} />
  if (!isSettled(run) || !isSettled(found)) return <p className={classes.note}>{words.rowsArriving}</p>
  const [before, after] = timeOf(found) <= timeOf(run) ? [found, run] : [run, found]
  return <ComparedRuns key={`${before.runId}/${after.runId}`} before={before} after={after} />
}

function timeOf({ syncEndedAt, fetchedAt }: Run): number {
  return Date.parse(syncEndedAt ?? fetchedAt)
}
