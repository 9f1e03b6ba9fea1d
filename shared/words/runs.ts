import type { Run } from '../contract/run.ts'
import { formatCounted, plural } from './numbers.ts'

/** The rows of a result on this computer. */
export const runWords = {
  gone: 'These rows are no longer here. Open the result again.',
  keepsNothing: 'Settings say to keep nothing on this computer.',
  stopped: 'Canceled.',
  rowsStay: 'The rows stay here until you close the window.',
  noFile: 'This save has no file to open.',
  longCells: (cells: number) =>
    `${formatCounted(cells, 'cell')} ${plural(cells, 'is', 'are')} longer than Excel’s limit of 32,767 characters. Save as CSV, or choose to cut ${plural(cells, 'it', 'them')}.`,
  fileTooLarge: 'Excel files end at 4 GB. Save as CSV instead.',
} as const

/** What a kept run is called until the user names it: the definition and the day of the sync. */
export function runName({ definition, syncId, what, syncEndedAt, fetchedAt }: Run): string {
  const name = definition?.name ?? `Sync ${syncId}`
  const rejects = what === 'rejects' ? ', rejected rows' : ''
  return `${name}${rejects} ${(syncEndedAt ?? fetchedAt).slice(0, 10)}`
}
