import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { stateOf } from '../../../shared/eloqua/sync-index.ts'
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
  readonly children: ReactNode
}

/**
 * Data, log, rejected rows, request. Imports and sync actions return no data, so theirs begin with the rejected rows where there
 * are some, else with the log.
 */
export function SyncTabs({ sync, tab, children }: SyncTabsProps) {
  const rejectsFirst = useRejectsFirst(sync)
  const shown = tab && tabsOf(sync).includes(tab) ? tab : rejectsFirst ? 'rejected' : tabsOf(sync)[0]
  return (
    <Tabs
      className={classes.tabs}
      value={shown}
      onChange={(next) => isTab(next) && replaceRoute({ screen: 'sync', id: sync.id, tab: next })}
    >
      {children}
    </Tabs>
  )
}

/** Until the figures are there, a warning is taken for rejected rows: mostly it is. */
function useRejectsFirst({ id, status, definition }: Sync): boolean {
  const mayReject = definition !== undefined && definition.kind !== 'export'
  const isTroubled = status === 'warning' || stateOf(status) === 'error'
  const { data } = useQuery({ ...syncFiguresQuery(id), enabled: mayReject && isTroubled })
  if (!mayReject || !isTroubled) return false
  return data ? (data.rejected ?? 0) + (data.duplicates ?? 0) > 0 : status === 'warning'
}

/** An export rejects no rows, and only an export returns data. What a sync ran may be unknown. */
function tabsOf({ definition }: Sync): readonly SyncTab[] {
  if (definition === undefined) return ['data', 'log', 'rejected', 'request']
  return definition.kind === 'export' ? ['data', 'log', 'request'] : ['log', 'rejected', 'request']
}

/** `inset`: the tabs stand on the line of the title. */
export function SyncTabList({ sync, inset }: { readonly sync: Sync; readonly inset?: boolean }) {
  const { data } = useQuery({ ...syncFiguresQuery(sync.id), enabled: isFinal(sync.status) })
  const names: Readonly<Record<SyncTab, string>> = {
    data: syncTabWords.data,
    log: syncTabWords.log,
    rejected: syncTabWords.rejected(data),
    request: syncTabWords.request,
  }
  return (
    <Tabs.List className={classes.tabList} data-inset={inset || undefined}>
      {tabsOf(sync).map((tab) => (
        <Tabs.Tab key={tab} value={tab}>
          {names[tab]}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  )
}

interface SyncTabPanelsProps {
  readonly sync: Sync
  readonly Result: ResultSlot
  /** Stands above the log where it has no place above the tabs. */
  readonly summary: ReactNode
}

export function SyncTabPanels({ sync, Result, summary }: SyncTabPanelsProps) {
  const panels: Readonly<Record<SyncTab, ReactNode>> = {
    data: <SyncData sync={sync} Result={Result} />,
    log: (
      <>
        {summary}
        <SyncLogTab sync={sync} />
      </>
    ),
    rejected: <SyncRejected sync={sync} />,
    request: <SyncRequest sync={sync} />,
  }
  return tabsOf(sync).map((tab) => (
    <Tabs.Panel key={tab} className={classes.panel} value={tab}>
      {panels[tab]}
    </Tabs.Panel>
  ))
}

function isTab(value: string | null): value is SyncTab {
  return value === 'data' || value === 'log' || value === 'rejected' || value === 'request'
}
