import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconDots, IconPlayerPlay, IconTerminal2 } from '@tabler/icons-react'
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
import { SyncTabList, SyncTabPanels, SyncTabs } from './sync-tabs.tsx'
import { SyncTimeline } from './sync-timeline.tsx'
import { SyncWhy } from './sync-why.tsx'

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
  const folds = isFolded(sync)
  const summary = (
    <div className={classes.summary}>
      <SyncTimeline sync={sync} />
      <SyncFigures sync={sync} />
    </div>
  )
  const context = syncWords.context(sync, describeFamily(sync.definition))
  return (
    <SyncTabs key={sync.id} sync={sync} tab={tab}>
      <Page
        title={nameSync(sync)}
        before={<BackButton onClick={goBack} />}
        beside={<SyncStatusBadge state={sync.status} />}
        context={context}
        actions={
          <>
            {folds ? <SyncTabList sync={sync} inset /> : null}
            <SyncActions sync={sync} folds={folds} />
          </>
        }
        compact={folds}
        fill
      >
        {query.error ? <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} inset /> : null}
        <SyncWhy sync={sync} />
        {folds ? null : summary}
        {folds ? null : <SyncTabList sync={sync} />}
        <SyncTabPanels sync={sync} Result={Result} summary={folds ? summary : null} />
      </Page>
    </SyncTabs>
  )
}

/** Of an export that went well the rows are what counts: all else stands on one line, and the rest beside the log. */
function isFolded({ definition, status }: Sync): boolean {
  return definition?.kind === 'export' && (status === 'success' || status === 'warning')
}

interface SyncActionsProps {
  readonly sync: Sync
  /** All in a menu, where the line belongs to the rows. What only programmers want is always there. */
  readonly folds: boolean
}

function SyncActions({ sync, folds }: SyncActionsProps) {
  const copy = useMutation({
    mutationFn: () => api.copyAsCurl(startRequest(sync.syncedInstanceUri, sync.callbackUrl)),
    onSuccess: () => announce(syncWords.copiedCurl),
  })
  const runAgain = () => go({ screen: 'new-sync', uri: sync.syncedInstanceUri })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={syncWords.more} my="auto">
            <IconDots size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {folds ? (
            <Menu.Item leftSection={<IconPlayerPlay size={14} stroke={1.5} />} onClick={runAgain}>
              {syncWords.runAgain}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconTerminal2 size={14} stroke={1.5} />} onClick={() => copy.mutate()}>
            {syncWords.copyCurl}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {folds ? null : (
        <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} />} onClick={runAgain}>
          {syncWords.runAgain}
        </Button>
      )}
    </>
  )
}
