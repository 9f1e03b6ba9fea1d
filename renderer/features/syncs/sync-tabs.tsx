import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { syncTabWords } from '../../../shared/words/syncs.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import { replaceRoute, type SyncTab } from '../../window/navigation.ts'
import type { ResultSlot } from './result-slot.ts'
import { SyncData } from './sync-data.tsx'
import { SyncLogTab } from './sync-log.tsx'
import { SyncRejected } from './sync-rejected.tsx'
import { SyncRequest } from './sync-request.tsx'
import classes from './sync-screen.module.css'

interface SyncTabsProps {
  readonly sync: Sync
  readonly tab: SyncTab | undefined
  readonly Result: ResultSlot
}

/** Data, log, rejected rows, request. Imports and sync actions return no data, so theirs begin with the log. */
export function SyncTabs({ sync, tab, Result }: SyncTabsProps) {
  const kind = sync.definition?.kind
  const hasData = kind === undefined || kind === 'export'
  const { data } = useQuery({ ...syncFiguresQuery(sync.id), enabled: isFinal(sync.status) })
  const shown = tab && (tab !== 'data' || hasData) ? tab : hasData ? 'data' : 'log'
  return (
    <Tabs
      className={classes.tabs}
      value={shown}
      onChange={(next) => isTab(next) && replaceRoute({ screen: 'sync', id: sync.id, tab: next })}
    >
      <Tabs.List className={classes.tabList}>
        {hasData ? <Tabs.Tab value="data">{syncTabWords.data}</Tabs.Tab> : null}
        <Tabs.Tab value="log">{syncTabWords.log}</Tabs.Tab>
        <Tabs.Tab value="rejected">{syncTabWords.rejected(data?.rejected)}</Tabs.Tab>
        <Tabs.Tab value="request">{syncTabWords.request}</Tabs.Tab>
      </Tabs.List>
      {hasData ? (
        <Tabs.Panel className={classes.panel} value="data">
          <SyncData sync={sync} Result={Result} />
        </Tabs.Panel>
      ) : null}
      <Tabs.Panel className={classes.panel} value="log">
        <SyncLogTab sync={sync} />
      </Tabs.Panel>
      <Tabs.Panel className={classes.panel} value="rejected">
        <SyncRejected sync={sync} />
      </Tabs.Panel>
      <Tabs.Panel className={classes.panel} value="request">
        <SyncRequest sync={sync} />
      </Tabs.Panel>
    </Tabs>
  )
}

function isTab(value: string | null): value is SyncTab {
  return value === 'data' || value === 'log' || value === 'rejected' || value === 'request'
}
