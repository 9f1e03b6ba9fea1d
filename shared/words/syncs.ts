import type { DefinitionKind } from '../eloqua/definition.ts'
import { isFinal, type Sync, type SyncFigures } from '../eloqua/sync.ts'
import { KIND_WORDS } from './definitions.ts'
import { formatCount, formatCounted } from './numbers.ts'
import { formatDuration } from './times.ts'

/** What a sync synced, by name; its uri where the definition is gone or has no name. */
export function nameSync(sync: Sync): string {
  return sync.definition?.name ?? sync.syncedInstanceUri
}

/** `Export`, `Import`, `Sync action`; a dash where the uri tells no kind. */
export function describeKind(sync: Sync): string {
  return sync.definition ? KIND_WORDS[sync.definition.kind] : '–'
}

/**
 * How long a sync took, or has taken until now; a dash where its times do not say. Only times of the same
 * server clock are compared, but for a running sync, whose figure is about right and says so by moving.
 */
export function describeTook(sync: Sync, now: Date): string {
  const { syncStartedAt, syncEndedAt, status } = sync
  if (!syncStartedAt) return isFinal(status) ? '–' : 'Waiting'
  const end = syncEndedAt ? Date.parse(syncEndedAt) : now.getTime()
  if (!syncEndedAt && isFinal(status)) return '–'
  return formatDuration(end - Date.parse(syncStartedAt))
}

const MINUTE = 60_000

/** How long is left, or how long ago something ended: `4 h 12 m`, `2 d 3 h`, `1 h 5 m ago`. Never more than two units. */
export function describeLeft(until: Date, now: Date): string {
  const distance = until.getTime() - now.getTime()
  const words = describeMinutes(Math.floor(Math.abs(distance) / MINUTE))
  return distance > 0 ? words : `${words} ago`
}

function describeMinutes(minutes: number): string {
  if (minutes < 1) return 'under 1 m'
  if (minutes < 60) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} m`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** The list of syncs, and its filters. */
export const syncsWords = {
  title: 'Syncs',
  noun: 'syncs',
  /** `found`: how many fit, where filters are in force. */
  context: (total: number | undefined, found?: number) => {
    if (total === undefined) return 'Syncs from the past year'
    const all = `${formatCounted(total, 'sync')} from the past year`
    return found === undefined ? all : `${formatCount(found)} of ${all}`
  },
  refresh: 'Refresh',
  newSync: 'New sync',
  loading: 'Loading syncs',
  columns: {
    id: '#',
    definition: 'Definition',
    kind: 'Kind',
    status: 'Status',
    rows: 'Rows',
    rejected: 'Rejected',
    started: 'Started',
    duration: 'Duration',
    by: 'By',
  },
  noneMatch: 'No syncs match your filters',
  noneMatchHint: (isWhole: boolean) =>
    isWhole ? 'Remove a filter to see more.' : 'Remove a filter, or wait until older syncs are read.',
  removeFilter: (filter: string) => `Remove “${filter}”`,
  /** How many syncs there would be without a filter; undefined while they are counted. */
  wouldFind: (count: number | undefined) => (count === undefined ? '…' : formatCounted(count, 'sync')),
  clearFilters: 'Clear all filters',
  none: 'No syncs yet',
  noneHint: 'No exports or imports in the past year, or your user can’t see them. Start one from a definition.',
}

export const syncFilterWords = {
  kind: 'Kind',
  anyKind: 'Any kind',
  kinds: { export: 'Exports', import: 'Imports', syncAction: 'Sync actions' } satisfies Record<DefinitionKind, string>,
  mine: 'Mine',
  /** Whose; undefined while the sign-in is not known. */
  mineTitle: (user: string | undefined) => (user === undefined ? undefined : `Started by ${user}`),
}

/** What stands where a figure is missing. None is 0. */
export const noFigure = {
  running: { sign: '…', means: 'Known when the sync ends' },
  unread: { sign: '…', means: 'Not read yet' },
  notReported: { sign: '–', means: 'Not reported by Eloqua' },
  ofExport: { sign: '–', means: 'Exports have no rejected rows' },
  noExpiry: { sign: '–', means: 'Expiry unknown' },
  noKind: { sign: '–', means: 'Kind unknown' },
} as const

/** One sync: its head, its timeline and its figures. */
export const syncWords = {
  title: (id: number) => `Sync ${id}`,
  context: (sync: Sync, family: string | undefined) => {
    const kind = describeKind(sync)
    return [`Sync ${sync.id}`, family ? `${kind} · ${family}` : kind, `by ${sync.createdBy}`].join(' · ')
  },
  loading: 'Loading sync',
  copyCurl: 'Copy as cURL',
  copiedCurl: 'Copied as cURL, without the password',
  runAgain: 'Run again…',
  more: 'More actions',
  timeline: 'Timeline',
  created: 'Created',
  started: 'Started',
  ended: 'Ended',
  notGiven: '–',
  waiting: 'Waiting',
  running: 'Running',
  rowsExported: 'Rows exported',
  rowsProcessed: 'Rows processed',
  rejected: 'Rejected',
  duplicates: 'Duplicates',
  notReported: 'Not reported',
  expiresIn: 'Expires in',
  expired: 'Expired',
  expiryStarts: 'Starts when the sync ends',
  expiryNotSet: 'Not set in the definition',
}

export const syncTabWords = {
  data: 'Data',
  log: 'Log',
  rejected: ({ rejected = 0, duplicates = 0 }: Pick<SyncFigures, 'rejected' | 'duplicates'> = {}) => {
    if (rejected + duplicates === 0) return 'Rejected'
    return `${duplicates > 0 ? 'Rejected and duplicates' : 'Rejected'} (${formatCount(rejected + duplicates)})`
  },
  request: 'Request',
}

export const syncDataWords = {
  running: 'Export running',
  runningHint: 'Results appear here when it finishes. You can close Bulkdesk; the export keeps running in Eloqua.',
  failed: 'Eloqua stopped this export',
  failedHint: 'The export has no rows.',
  showLog: 'Show log',
}

export const syncLogWords = {
  label: 'Log',
  loading: 'Loading log',
  columns: { time: 'Time', severity: 'Severity', count: 'Count', message: 'Message', code: 'Code' },
  empty: 'The log is empty',
  emptyHint: 'Eloqua logged nothing about this sync.',
  notYet: 'Nothing logged yet',
  notYetHint: 'Eloqua writes the log while the sync runs.',
  noMessage: 'no message',
  severities: { error: 'Error', warning: 'Warning', information: 'Information' },
}

/** The rows Eloqua rejected, on the page of a sync. */
export const syncRejectedWords = {
  running: 'Sync still running',
  runningHint: 'Rejected rows appear when it finishes.',
  none: 'No rejected rows',
  noneHint: 'Eloqua reports rejected rows for imports only. See the log for other warnings.',
}

export const syncRequestWords = {
  label: 'Requests',
  definition: 'Definition',
  callback: 'Callback',
  noCallback: 'none',
  created: 'Created',
  createdBy: 'Created by',
  startAgain: 'Start again',
  getStatus: 'Get status',
  getData: 'Get data',
  getRejected: 'Get rejected rows',
  getLog: 'Get log',
}

/** Starting a sync of a definition. */
export const newSyncWords = {
  title: 'New sync',
  context: 'Run an export, import or sync action',
  start: 'Start',
  /** What the button says: the thing that will happen, never "Submit". */
  startKind: {
    export: 'Start export',
    import: 'Import staged rows',
    syncAction: 'Start sync action',
  } satisfies Record<DefinitionKind, string>,
  pane: 'What this sync does',
  searchHint: 'Search by name or object, or paste a URI',
  choose: 'Choose a definition',
  chooseHint: 'See what it does and the exact request before anything is sent.',
  chooseFirst: 'Choose a definition first.',
  notLoaded: 'The definition is still loading.',
  callbackInvalid: 'Enter a valid callback URL first.',
  inDoubt: 'This sync may have started already. Check recent syncs first.',
  loadingDefinition: 'Loading definition',
  callback: 'Callback URL (optional)',
  callbackHint: 'Eloqua posts to this URL when the sync ends. Must be public. Leave blank if you’re not sure.',
  callbackExample: 'https://example.com/done',
  request: 'Request to be sent',
  seeRecent: 'See recent syncs',
  notStarted: 'The sync didn’t start: try again',
  rejected: 'Eloqua rejected this value.',
  /** Told where the user went elsewhere while Eloqua answered. */
  startedMeanwhile: (id: number) => `Sync ${id} has started.`,
  callbackNotWeb: 'Enter a web address that starts with https:// or http://.',
  callbackSecret: 'Remove the user name and password from this URL. Eloqua shows the URL to others.',
  callbackTooLong: (most: number) => `Use at most ${formatCount(most)} characters.`,
}
