import { Button } from '@mantine/core'
import { IconPlayerPlay, IconTerminal2 } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Sync } from '../../../shared/sync.ts'
import { api } from '../../api.ts'
import { announce } from '../../components/announcer.tsx'
import { BackButton } from '../../components/back-button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Page } from '../../components/page.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { SyncStatusBadge } from '../../components/status-badge.tsx'
import { go, type SyncTab } from '../../navigation.ts'
import { syncQuery, useSyncEvents } from '../../sync-queries.ts'
import { describeFamily, describeKind, nameSync } from '../../sync-words.ts'
import { startRequest } from './requests.ts'
import { SyncFigures } from './sync-figures.tsx'
import classes from './sync-screen.module.css'
import { SyncTabs } from './sync-tabs.tsx'
import { SyncTimeline } from './sync-timeline.tsx'

interface SyncScreenProps {
  readonly id: number
  readonly tab?: SyncTab
}

/** One sync: watched until it has ended, then what came of it. */
export function SyncScreen({ id, tab }: SyncScreenProps) {
  const query = useQuery(syncQuery(id))
  const refresh = () => void query.refetch()
  useSyncEvents()
  const sync = query.data
  if (!sync) {
    return (
      <Page title={`Sync ${id}`} before={<BackButton />}>
        {query.error ? (
          <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} />
        ) : (
          <SkeletonRows rows={8} label="Loading the sync" />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={nameSync(sync)}
      before={<BackButton />}
      beside={<SyncStatusBadge state={sync.status} />}
      context={describeSync(sync)}
      actions={<SyncActions sync={sync} />}
      fill
    >
      {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} inset /> : null}
      <div className={classes.summary}>
        <SyncTimeline sync={sync} />
        <SyncFigures sync={sync} />
      </div>
      <SyncTabs key={sync.id} sync={sync} tab={tab} />
    </Page>
  )
}

function SyncActions({ sync }: { readonly sync: Sync }) {
  const copy = useMutation({
    mutationFn: () => api.copyAsCurl(startRequest(sync.syncedInstanceUri, sync.callbackUrl)),
    onSuccess: () => announce('Copied as cURL, without the password'),
  })
  return (
    <>
      <Button leftSection={<IconTerminal2 size={16} stroke={1.5} />} onClick={() => copy.mutate()}>
        {copy.isSuccess ? 'Copied' : 'Copy as cURL'}
      </Button>
      <Button
        leftSection={<IconPlayerPlay size={16} stroke={1.5} />}
        onClick={() => go({ screen: 'new-sync', uri: sync.syncedInstanceUri })}
      >
        Run again…
      </Button>
    </>
  )
}

function describeSync(sync: Sync): string {
  const kind = describeKind(sync)
  const family = describeFamily(sync.definition)
  return [`Sync ${sync.id}`, family ? `${kind} · ${family}` : kind, `by ${sync.createdBy}`].join(' · ')
}
