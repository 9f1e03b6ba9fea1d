import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import { columnsKey } from '../../../../shared/contract/window-settings.ts'
import { keptRunsWords } from '../../../../shared/words/result-rows.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { keptRunQuery, useRunEvents } from '../../../entities/run/run-queries.ts'
import { BackButton } from '../../../ui/back-button.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { go, goBack } from '../../../window/navigation.ts'
import { RunView } from '../table/run-view.tsx'

const words = keptRunsWords

/** A kept result: its rows are on this computer, whatever Eloqua still has. */
export function RunScreen({ runId }: { readonly runId: string }) {
  const query = useQuery(keptRunQuery(runId))
  useRunEvents()
  useEffect(() => () => void api.closeRun({ runId }).catch(() => {}), [runId])
  const run = query.data
  if (!run) {
    return (
      <Page title={words.here} before={<BackButton onClick={goBack} />} compact>
        {query.error ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
        ) : (
          <SkeletonRows rows={16} label={words.loading} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={run.kept?.name ?? words.ofSync(run.syncId)}
      before={<BackButton onClick={goBack} />}
      beside={<Badge variant="light">{words.here}</Badge>}
      context={<Facts run={run} />}
      actions={
        <Button size="xs" onClick={() => go({ screen: 'sync', id: run.syncId })}>
          {words.openSync(run.syncId)}
        </Button>
      }
      compact
      fill
    >
      <RunView key={run.runId} run={run} layoutKey={columnsKey(run.connection, run.definition?.uri ?? '')} />
    </Page>
  )
}

function Facts({ run }: { readonly run: Run }) {
  return (
    <>
      {run.definition?.name} · {run.startedBy ?? run.connection.user} · {run.connection.label} ·{' '}
      <TimeText value={run.syncEndedAt ?? run.fetchedAt} />
    </>
  )
}
