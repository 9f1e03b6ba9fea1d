import { useViewportSize } from '@mantine/hooks'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import type { FoundSyncs, ListedSync } from '../../../shared/eloqua/sync-index.ts'
import { describeFamily } from '../../../shared/words/definitions.ts'
import { syncSearchWords } from '../../../shared/words/sync-search.ts'
import { describeKind, describeTook, nameSync, noFigure, syncsWords } from '../../../shared/words/syncs.ts'
import { formatClock } from '../../../shared/words/times.ts'
import { useKeptPlace } from '../../entities/connection/use-kept.ts'
import { SyncStatusBadge } from '../../entities/status-badge.tsx'
import { foundSyncsQuery, SYNCS_PER_BLOCK, type SyncSearch } from '../../entities/sync/found-syncs.ts'
import { syncFiguresQuery } from '../../entities/sync/sync-queries.ts'
import type { Column } from '../../ui/data-table.tsx'
import { NumberText, Without } from '../../ui/number-text.tsx'
import { TimeText } from '../../ui/time-text.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useStaying } from '../../ui/use-staying.ts'
import { WindowedTable } from '../../ui/windowed-table.tsx'
import { go } from '../../window/navigation.ts'
import { blocksOf, linesOf, type SyncLine, syncFinder } from './sync-lines.ts'
import classes from './sync-rows.module.css'
import { useSyncMenu } from './use-sync-menu.ts'

type Find = (line: SyncLine) => ListedSync | undefined

interface SyncRowsProps {
  readonly search: SyncSearch
  /** The first syncs that fit, and the figures of all of them. */
  readonly found: FoundSyncs
  readonly onSort: (sort: SyncSearch['sort']) => void
  readonly onText: (text: string) => void
}

/** All syncs that were found, however many: what is in sight is asked of main. */
export function SyncRows({ search, found, onSort, onText }: SyncRowsProps) {
  const [sight, setSight] = useState({ from: 0, to: 0 })
  const onSight = useCallback((from: number, to: number) => setSight({ from, to }), [])
  const lines = useMemo(() => linesOf(found), [found])
  const blocks = blocksOf(lines.slice(sight.from, sight.to), SYNCS_PER_BLOCK)
  const more = useQueries({ queries: blocks.map((block) => foundSyncsQuery(search, block)) })
  const find = syncFinder([found, ...more.map(({ data }) => data)])
  const now = useNow(60_000)
  const rowMenu = useSyncMenu(find, onText)
  const place = useKeptPlace('syncs')
  const isByTime = found.days.length > 0
  const { width } = useViewportSize()
  const isWide = width === 0 || width >= WIDE
  return (
    <WindowedTable
      label={syncsWords.title}
      columns={columnsOf(find, { isByTime, isWide })}
      rows={lines}
      rowKey={(line) => ('day' in line ? line.day : String(find(line)?.id ?? `place ${line.place}`))}
      isSelected={() => false}
      headingOf={(line) => ('day' in line ? syncSearchWords.heading(line.day, line.count, now) : undefined)}
      onOpen={(line) => {
        const sync = find(line)
        if (sync) go({ screen: 'sync', id: sync.id })
      }}
      onSight={onSight}
      sorting={{ sort: search.sort, onSort: ({ key, descending }) => onSort({ key: key as SortKey, descending }) }}
      rowMenu={rowMenu}
      place={place}
    />
  )
}

/** Pixels of the window in which every column has room. */
const WIDE = 1_140

type SortKey = SyncSearch['sort']['key']

interface SyncColumn extends Omit<Column<ListedSync>, 'key'> {
  readonly key: SortKey
}

const words = syncsWords.columns
const COLUMNS: readonly SyncColumn[] = [
  {
    key: 'id',
    title: words.id,
    width: 80,
    largestFirst: true,
    render: (sync) => <span className={classes.id}>{sync.id}</span>,
  },
  { key: 'name', title: words.definition, render: (sync) => <What sync={sync} /> },
  { key: 'kind', title: words.kind, width: 88, render: (sync) => <Kind sync={sync} /> },
  {
    ...{ key: 'status', title: words.status, width: 92, largestFirst: true },
    render: (sync) => <SyncStatusBadge state={sync.status} plain />,
  },
  {
    ...{ key: 'rows', title: words.rows, width: 84, align: 'end', largestFirst: true },
    render: (sync) => <Figure sync={sync} of="rows" />,
  },
  {
    ...{ key: 'rejected', title: words.rejected, width: 82, align: 'end', largestFirst: true },
    render: (sync) => <Figure sync={sync} of="rejected" />,
  },
  {
    ...{ key: 'started', title: words.started, width: 124, largestFirst: true },
    render: (sync) => <TimeText value={sync.createdAt} />,
  },
  {
    ...{ key: 'duration', title: words.duration, width: 82, align: 'end', largestFirst: true },
    render: (sync) => <Took sync={sync} />,
  },
  { key: 'user', title: words.by, width: 128, render: (sync) => <span title={sync.createdBy}>{sync.createdBy}</span> },
]

interface Room {
  readonly isByTime: boolean
  readonly isWide: boolean
}

/**
 * Under the heading of a day the time of day is enough; in a small window the names need the room of the durations. No column
 * changes its width with the order.
 */
function columnsOf(find: Find, { isByTime, isWide }: Room): readonly Column<SyncLine>[] {
  return COLUMNS.filter(({ key }) => isWide || key !== 'duration').map((column) => {
    const isClock = isByTime && column.key === 'started'
    return {
      ...column,
      render(line: SyncLine) {
        const sync = find(line)
        if (!sync) return column.key === 'name' ? <span className={classes.loading} /> : null
        return isClock ? <Clock value={sync.createdAt} /> : column.render(sync)
      },
    }
  })
}

function Clock({ value }: { readonly value: string }) {
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? value : <time dateTime={value}>{formatClock(time)}</time>
}

function What({ sync }: { readonly sync: Sync }) {
  return (
    <span title={`${nameSync(sync)} · ${sync.syncedInstanceUri}`}>
      <span className={classes.name}>{nameSync(sync)}</span>
      <span className={classes.family}>{describeFamily(sync.definition)}</span>
    </span>
  )
}

/** Figures come from the sync's log, some requests each: only for syncs that stay in sight, and only once they have ended. */
function Figure({ sync, of }: { readonly sync: ListedSync; readonly of: 'rows' | 'rejected' }) {
  const hasEnded = isFinal(sync.status)
  const stays = useStaying()
  const query = syncFiguresQuery(sync.id)
  const { data = sync.figures } = useQuery({ ...query, enabled: stays && hasEnded && sync.figures === undefined })
  if (of === 'rejected' && sync.definition?.kind === 'export') return <Without {...noFigure.ofExport} />
  if (!hasEnded) return <Without {...noFigure.running} />
  return <NumberText value={data?.[of]} without={data ? noFigure.notReported : noFigure.unread} />
}

function Kind({ sync }: { readonly sync: Sync }) {
  return sync.definition ? describeKind(sync) : <Without {...noFigure.noKind} />
}

function Took({ sync }: { readonly sync: Sync }) {
  const now = useNow(isFinal(sync.status) ? 60_000 : 1_000)
  return describeTook(sync, now)
}
