import { Button } from '@mantine/core'
import { IconPlayerPlay, IconTerminal2 } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { describeFamily } from '../../../shared/words/definitions.ts'
import { nameSync, syncWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { syncQuery, useSyncEvents } from '../../entities/sync/sync-queries.ts'
import { announce } from '../../ui/announcer.tsx'
import { BackButton } from '../../ui/back-button.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { go, goBack, type SyncTab } from '../../window/navigation.ts'
import { startRequest } from './requests.ts'
import type { ResultSlot } from './result-slot.ts'
import { SyncFigures } from './sync-figures.tsx'
import classes from './sync-screen.module.css'
import { SyncTabs } from './sync-tabs.tsx'
import { SyncTimeline } from './sync-timeline.tsx'

interface SyncScreenProps {
  readonly id: number
  readonly tab?: SyncTab
  readonly Result: ResultSlot
}

/** One sync: watched until it has ended, then what came of it. */
export function SyncScreen({ id, tab, Result }: SyncScreenProps) {
  const query = useQuery(syncQuery(id))
  const refresh = () => void query.refetch()
  useSyncEvents()
  const sync = query.data
  if (!sync) {
    return (
      <Page title={syncWords.title(id)} before={<BackButton onClick={goBack} />}>
        {query.error ? (
          <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} />
        ) : (
          <SkeletonRows rows={8} label={syncWords.loading} />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={nameSync(sync)}
      before={<BackButton onClick={goBack} />}
      beside={<SyncStatusBadge state={sync.status} />}
      context={syncWords.context(sync, describeFamily(sync.definition))}
      actions={<SyncActions sync={sync} />}
      fill
    >
      {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} inset /> : null}
      <div className={classes.summary}>
        <SyncTimeline sync={sync} />
        <SyncFigures sync={sync} />
      </div>
      <SyncTabs key={sync.id} sync={sync} tab={tab} Result={Result} />
    </Page>
  )
}

function SyncActions({ sync }: { readonly sync: Sync }) {
  const copy = useMutation({
    mutationFn: () => api.copyAsCurl(startRequest(sync.syncedInstanceUri, sync.callbackUrl)),
    onSuccess: () => announce(syncWords.copiedCurl),
  })
  return (
    <>
      <Button leftSection={<IconTerminal2 size={16} stroke={1.5} />} onClick={() => copy.mutate()}>
        {copy.isSuccess ? syncWords.copied : syncWords.copyCurl}
      </Button>
      <Button
        leftSection={<IconPlayerPlay size={16} stroke={1.5} />}
        onClick={() => go({ screen: 'new-sync', uri: sync.syncedInstanceUri })}
      >
        {syncWords.runAgain}
      </Button>
    </>
  )
}
