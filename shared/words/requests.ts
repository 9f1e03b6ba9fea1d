import { HOURLY_LIMITS, type HourlyCounts, type RequestEntry, type RequestFeature } from '../contract/request-log.ts'
import type { DefinitionKind } from '../eloqua/definition.ts'
import { TITLES } from './error-phrases.ts'
import { formatCount, formatCounted, formatList } from './numbers.ts'
import { formatDuration } from './times.ts'

/** The list of every request that Bulkdesk made. */
export const requestWords = {
  title: 'Requests',
  context: (count: number, dropped: number) =>
    dropped > 0
      ? `The last ${formatCounted(count, 'request')} since Bulkdesk started; ${formatCount(dropped)} earlier ones are no longer listed`
      : `${formatCounted(count, 'request')} since Bulkdesk started`,
  columns: {
    at: 'Time',
    method: 'Method',
    path: 'Path',
    status: 'Status',
    feature: 'For',
    took: 'Took',
    out: 'Sent',
    in: 'Received',
  },
  find: 'Find requests',
  findHint: 'Path, status, feature…',
  anyFeature: 'All features',
  feature: 'Feature',
  onlyFailed: 'Failed only',
  none: 'No requests yet',
  noneHint: 'Every request that Bulkdesk sends to Eloqua appears here, without passwords and without row data.',
  noneMatch: 'No requests match',
  noneMatchHint: 'Search for less, or choose another feature.',
  showAll: 'Show all requests',
  loading: 'Loading requests…',
  running: 'Running…',
  statusOf: (entry: RequestEntry) => statusWords(entry),
  took: (milliseconds: number) =>
    milliseconds < 1_000 ? `${formatCount(milliseconds)} ms` : formatDuration(milliseconds),
  copyCurl: 'Copy as cURL',
  curlCopied: 'cURL command copied, without the password and without a body',
  saveHar: 'Save as HAR…',
  harTitle: 'Save requests as HAR',
  harSaved: (count: number) => `${formatCounted(count, 'request')} saved. The file has no headers and no bodies.`,
  clear: 'Clear list',
  showLike: (feature: string) => `Show only ${feature.toLowerCase()}`,
  showPath: 'Show only this path',
  menu: (entry: RequestEntry) => `${entry.method} ${entry.path}`,
  details: 'Request',
  fields: {
    url: 'Address',
    started: 'Started',
    feature: 'Made for',
    connection: 'Connection',
    attempt: 'Attempt',
    status: 'Status',
    took: 'Took',
    out: 'Sent',
    in: 'Received',
    startedSync: 'Started a sync',
  },
  masked: 'Names that were searched for, codes and tokens are masked. Headers and bodies are never kept.',
}

export const FEATURE_WORDS: Readonly<Record<RequestFeature, string>> = {
  'sign-in': 'Sign-in',
  syncs: 'Syncs',
  definitions: 'Definitions',
  results: 'Results',
  uploads: 'Uploads',
  jobs: 'Saved jobs',
  other: 'Other',
}

/** Titles that say in full what a column has room to say in a word. */
const SHORT: Partial<Readonly<Record<NonNullable<RequestEntry['failure']>, string>>> = {
  cancelled: 'Canceled',
  timeout: 'Timed out',
  offline: 'Not reachable',
  'connection-lost': 'Connection lost',
  tls: 'Not secure',
  proxy: 'Proxy',
  redirected: 'Redirected',
  'too-large': 'Too large',
}

function statusWords({ status, failure }: RequestEntry): string {
  if (failure) return SHORT[failure] ?? TITLES[failure]
  return status === undefined ? requestWords.running : String(status)
}

const KIND_NOUNS: Readonly<Record<DefinitionKind, string>> = {
  export: 'exports',
  import: 'imports',
  syncAction: 'sync actions',
}

/** How many syncs Bulkdesk started this hour, beside what Eloqua wants at most. */
export const hourlyWords = {
  title: 'Syncs that Bulkdesk started in the last 60 minutes',
  label: { export: 'Exports', import: 'Imports', syncAction: 'Sync actions' } satisfies Record<DefinitionKind, string>,
  of: (count: number, kind: DefinitionKind) => `${formatCount(count)} of ${formatCount(HOURLY_LIMITS[kind])}`,
  others: 'Eloqua counts the whole company. Bulkdesk can’t see syncs that other integrations start.',
  near: (kinds: readonly DefinitionKind[], counts: HourlyCounts) =>
    `Bulkdesk started ${formatList(kinds.map((kind) => `${formatCount(counts[kind])} ${KIND_NOUNS[kind]}`))} in the last 60 minutes. Eloqua allows ${formatList(
      kinds.map((kind) => `${formatCount(HOURLY_LIMITS[kind])} ${KIND_NOUNS[kind]}`),
    )} an hour for the whole company, and may slow down beyond that.`,
}
