import type { TransferProgress } from '../contract/transfer.ts'
import { formatBytes, formatCount, formatCounted, plural } from './numbers.ts'
import { TRANSFER_STATE_WORDS } from './states.ts'
import { formatDuration } from './times.ts'

/** The panel of uploads and saves. */
export const transfersWords = {
  title: 'Transfers',
  close: 'Close transfers',
  loading: 'Loading transfers',
  none: 'Nothing is running',
  noneHint: 'Uploads and files being saved appear here. You can pause or cancel them.',
  clearFinished: 'Clear finished',
  progress: (title: string) => `Progress of ${title}`,
  paused: (amount: string) => `Paused, ${amount}`,
  /** A notice or an announcement about one transfer: `Done: contacts.csv`. */
  about: (title: string, words: string) => `${title}: ${words}`,
  ended: (state: 'done' | 'failed' | 'needs-you', title: string) => `${TRANSFER_STATE_WORDS[state]}: ${title}`,
}

export const transferActionWords = {
  openFile: 'Open file',
  showInFolder: 'Show in folder',
  cancel: 'Cancel…',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  review: 'Review',
  openUpload: 'Open upload',
  openSync: (id: number) => `Open sync ${id}`,
  keep: (kind: 'upload' | 'save') => (kind === 'upload' ? 'Keep sending' : 'Keep saving'),
  confirmCancel: (kind: 'upload' | 'save') => (kind === 'upload' ? 'Cancel upload' : 'Cancel saving'),
  pause: 'Pause',
  pauseOf: (title: string) => `Pause ${title}`,
  resume: 'Resume',
  resumeOf: (title: string) => `Resume ${title}`,
}

/** The button in the top bar. */
export function describeBusy({ needYou, running, paused }: BusyTransfers): string | undefined {
  if (needYou > 0) return `${formatCount(needYou)} ${plural(needYou, 'needs attention', 'need attention')}`
  if (running > 0) return `${formatCount(running)} running`
  return paused > 0 ? `${formatCount(paused)} paused` : undefined
}

export interface BusyTransfers {
  readonly running: number
  readonly paused: number
  readonly needYou: number
}

/** `part 2 of 3 · 20.4 of 41.2 MB · 8.1 MB/s · 12 s left`: what is known, and nothing else. */
export function wordProgress(progress: TransferProgress): string {
  const { part, parts, rate, secondsLeft } = progress
  const words = [
    part !== undefined && parts !== undefined && parts > 1 ? `part ${part} of ${parts}` : undefined,
    wordAmount(progress),
    rate ? wordRate(progress.unit, rate) : undefined,
    secondsLeft === undefined ? undefined : `${formatDuration(Math.max(1, secondsLeft) * 1000)} left`,
  ]
  return words.filter((word) => word !== undefined).join(' · ')
}

/** `5,000 of 12,400 rows`: how far something came that has ended. Its speed and the time left are no longer true. */
export function wordAmount({ unit, done, total }: TransferProgress): string {
  if (unit === 'bytes') return total === undefined ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`
  return total === undefined ? formatCounted(done, 'row') : `${formatCount(done)} of ${formatCounted(total, 'row')}`
}

function wordRate(unit: TransferProgress['unit'], rate: number): string {
  return unit === 'bytes' ? `${formatBytes(Math.round(rate))}/s` : `${formatCount(Math.round(rate))} rows/s`
}
