import type { SyncDay, SyncGroup, SyncIndexState, SyncState } from '../eloqua/sync-index.ts'
import type { TypedDays } from '../eloqua/typed-days.ts'
import { formatCount, formatCounted, plural } from './numbers.ts'
import { formatDay, formatDayHeading, formatLongDay, formatLongMonth } from './times.ts'

/** Words that people type for how a sync went, beside Eloqua's own. */
export const searchedStates: Readonly<Record<SyncState, string>> = {
  success: 'succeeded done',
  warning: 'warnings',
  error: 'failed failure errors',
  running: 'running waiting',
  other: '',
}

/** The search over all syncs of a year. */
export const syncSearchWords = {
  label: 'Search syncs',
  findHint: 'Name, number, user, kind, date',
  groupsLabel: 'Status',
  groups: { all: 'All', failed: 'Failed', warnings: 'Warnings', running: 'Running' } satisfies Record<
    SyncGroup,
    string
  >,
  group: (group: SyncGroup, count: number) => `${syncSearchWords.groups[group]} ${formatCount(count)}`,
  rejected: 'Rejected rows',
  anyRejected: 'Rejected or not',
  atLeastRejected: (least: number) => (least === 1 ? 'With rejected rows' : `${formatCount(least)} or more rejected`),
  unknownRejected: (count: number) =>
    `Bulkdesk hasn’t read the rejected rows of ${formatCounted(count, 'sync')} that failed or warned. Open a sync to read them.`,
  unknownRows: (count: number) =>
    `Bulkdesk hasn’t read the rows of ${formatCounted(count, 'sync')}, which come last. Scroll to a sync to read them.`,
  /** How typed days were understood: `Started on November 20, 2026, or with “nov 20” in the name`. */
  typedDays: ({ from, to, typed }: TypedDays) => {
    const first = new Date(`${from}T00:00`)
    const when = from === to ? `on ${formatLongDay(first)}` : `in ${formatLongMonth(first)}`
    return `Started ${when}, or with “${typed}” in the name`
  },
  found: (count: number) => `${formatCounted(count, 'sync')} found`,
  strip: 'Last 30 days',
  dayName: formatDay,
  /** `28 Nov: 12 succeeded, 3 with warnings, 1 failed`. */
  day: ({ success, warning, error, other }: SyncDay, name: string) => {
    const parts = [
      success > 0 ? `${formatCount(success)} succeeded` : '',
      warning > 0 ? `${formatCount(warning)} with warnings` : '',
      error > 0 ? `${formatCount(error)} failed` : '',
      other > 0 ? `${formatCount(other)} running` : '',
    ].filter(Boolean)
    return `${name}: ${parts.length === 0 ? 'no syncs' : parts.join(', ')}`
  },
  today: 'Today',
  showAllDays: 'Show all days',
  heading: (day: string, count: number, now: Date) => `${formatDayHeading(day, now)} · ${formatCounted(count, 'sync')}`,
  loadingRow: 'Loading',
}

/** How far the local list of syncs reaches; undefined once it holds all that Eloqua keeps. */
export function describeReach({ reachesBackTo, isWhole, reading }: SyncIndexState): string | undefined {
  if (isWhole || reachesBackTo === undefined) return undefined
  const since = `Bulkdesk has read back to ${formatDay(new Date(reachesBackTo))}`
  switch (reading) {
    case 'stopped':
      return `${since}. Older syncs aren’t listed.`
    case 'waiting':
      return `${since}. Eloqua doesn’t answer now; Bulkdesk tries again.`
    default:
      return `${since} and is reading older syncs.`
  }
}

export const reachWords = {
  stop: 'Stop reading',
  goOn: 'Read older syncs',
  /** Announced when the year is read. */
  whole: (count: number) =>
    `${formatCounted(count, 'sync')} ${plural(count, 'is', 'are')} listed: all of the past year.`,
}

/** What a right click on a sync offers. */
export const syncMenuWords = {
  label: (id: number) => `Sync ${id}`,
  open: 'Open',
  log: 'Open log',
  rejected: 'Open rejected rows',
  definition: 'Open definition',
  sameDefinition: 'Show syncs of this definition',
  runAgain: 'Run again…',
  copyNumber: 'Copy sync number',
  copied: 'Copied the sync number',
}
