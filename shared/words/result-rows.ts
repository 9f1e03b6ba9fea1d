import type { Run, RunEnd, RunState } from '../contract/run.ts'
import { describeError } from './errors.ts'
import { formatBytes, formatCount, formatCounted, formatList, plural } from './numbers.ts'
import { describeIncomplete } from './result-words.ts'

/** The line under a result: how many rows there are, and what is selected. */
export const runStatusWords = {
  /** `12,480 rows`, `120,000 of 5,000,000 rows loaded`; of a filtered view `1,204 of 12,480 rows`. */
  rows: (shown: number, run: Pick<Run, 'rows' | 'total' | 'state'>, isFiltered: boolean): string => {
    if (isFiltered) return `${formatCount(shown)} of ${formatCounted(run.rows, 'row')}`
    if (run.state.kind === 'complete') return formatCounted(run.rows, 'row')
    return run.total === undefined
      ? `${formatCounted(run.rows, 'row')} loaded`
      : `${formatCount(run.rows)} of ${formatCounted(run.total, 'row')} loaded`
  },
  loaded: 'loaded',
  expires: 'expires',
  expired: 'expired',
  expiryUnknown: 'expiration unknown',
  kept: 'kept on this computer',
  updating: 'Updating…',
  progress: 'Loading rows',
  selected: (rows: number, columns: number) =>
    `${formatCounted(rows, 'row')} × ${formatCounted(columns, 'column')} selected: ${formatCounted(rows * columns, 'cell')}`,
  selectedParts: (parts: number, cells: number) =>
    `${formatCounted(parts, 'range')} selected: ${formatCounted(cells, 'cell')}`,
}

/** What is not as it should be with a run. */
export const runNoticeWords = {
  continue: 'Continue loading',
  signIn: 'Sign in again…',
  waiting: (state: Extract<RunState, { kind: 'waiting' }>): string => {
    const { title } = describeError(state.error, 'reading')
    return state.seconds === undefined
      ? `${title} Sign in again to continue loading.`
      : `${title} Bulkdesk tries again in ${formatCounted(state.seconds, 'second')}.`
  },
  incomplete: (run: Run, why: RunEnd): string => `Some rows are missing. ${describeEnd(run, why)}`,
  extraColumns: (names: readonly string[]) =>
    `The definition has changed since: ${formatList(names)} ${plural(names.length, 'is', 'are')} not in it anymore.`,
}

function describeEnd(run: Run, why: RunEnd): string {
  if (why.kind === 'answers') return describeIncomplete({ ...run, reason: why.reason })
  const came =
    run.total === undefined
      ? `${formatCounted(run.rows, 'row')} loaded.`
      : `${formatCount(run.rows)} of ${formatCounted(run.total, 'row')} loaded.`
  if (why.kind === 'interrupted') return `${came} Bulkdesk closed while rows were loading.`
  return `${came} ${describeError(why.error, 'reading').title}`
}

/** Keeping the rows of a run beyond the window. */
export const keepWords = {
  keep: 'Keep…',
  kept: 'Kept',
  keepTitle: 'Keep these rows on this computer',
  means:
    'Eloqua deletes export results after a while. Bulkdesk keeps all rows of this result on this computer, readable only by you, also those that a filter hides. Results says until when.',
  name: 'Name',
  confirm: 'Keep rows',
  rename: 'Save name',
  wasKept: (name: string) => `“${name}” is kept on this computer`,
  until: 'Kept until',
  manage: 'Show kept results',
  isOff: 'Keeping rows is turned off in Settings',
}

/** The list of kept runs. */
export const keptRunsWords = {
  place: 'Where results are',
  context: 'Results you keep. Their rows stay readable after Eloqua has deleted them.',
  ofSync: (syncId: number) => `Sync ${syncId}`,
  openSync: (syncId: number) => `Open sync ${syncId}`,
  inEloqua: 'In Eloqua',
  here: 'Kept on this computer',
  loading: 'Loading kept results',
  none: 'No kept results yet',
  noneHint: 'Open a result and press Keep. The rows then stay here after Eloqua has deleted them.',
  columns: {
    name: 'Name',
    definition: 'Definition',
    rows: 'Rows',
    size: 'Size',
    of: 'Data from',
    kept: 'Kept',
    by: 'By',
    until: 'Until',
  },
  actions: 'Actions',
  remove: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeMeans: (run: Pick<Run, 'rows' | 'expiresAt'>, isGone: boolean) =>
    isGone
      ? `${formatCounted(run.rows, 'row')} will be deleted from this computer. Eloqua no longer has them, so this can’t be undone.`
      : `${formatCounted(run.rows, 'row')} will be deleted from this computer. Eloqua still has them for now.`,
  removeConfirm: 'Remove rows',
  removed: (name: string) => `“${name}” was removed`,
  incomplete: 'incomplete',
  size: formatBytes,
}

/** Settings: what lies on this computer. */
export const storageWords = {
  title: 'Stored on this computer',
  means:
    'Rows you open are stored in the folder below, readable only by you, while Bulkdesk is open. They are deleted when you close Bulkdesk unless you keep them.',
  folder: 'Folder',
  used: 'Used',
  usedOf: (bytes: number, runs: number, most: number) =>
    `${formatBytes(bytes)} in ${formatCounted(runs, 'result')}, of at most ${formatBytes(most)}`,
  choice: 'Keep rows',
  choices: {
    nothing: 'Never',
    asked: 'When I press Keep',
    all: 'Always',
  },
  choiceMeans: {
    nothing: 'Rows are deleted when you close Bulkdesk, and the Keep button is turned off.',
    asked: 'Rows are deleted when you close Bulkdesk, except for results you keep.',
    all: 'Every result you open stays until it reaches the age or size limit.',
  },
  connections: 'For one connection',
  connectionChoice: (label: string) => `Keep rows of ${label}`,
  asOthers: 'As above',
  days: 'Delete kept rows after',
  dayOption: (days: number) => formatCounted(days, 'day'),
  most: 'Use at most',
  mostOption: formatBytes,
  show: 'Show kept results',
}
