import { meaningOf } from '../eloqua/elq-codes.ts'
import type { SyncReason } from '../eloqua/sync.ts'
import { explainCode } from './code-words.ts'
import { formatCounted } from './numbers.ts'

/** Above a sync that failed or warned. */
export const syncWhyWords = {
  title: 'Why, and what to do',
  loading: 'Reading the log',
  none: 'Eloqua’s log gives no reason.',
}

/** A reason in one line: what Eloqua found, and of how many rows where it is about rows. A code without words stands as it came. */
export function describeReason({ code, count = 0 }: SyncReason): string {
  const words = explainCode(code)?.words ?? code
  return count > 0 && meaningOf(code)?.rows ? `${words} · ${formatCounted(count, 'row')}` : words
}

/** The one next step, by what kind of sync it was, whether it failed, and whether rows were rejected. */
export function describeNextStep(facts: {
  readonly isExport: boolean
  readonly hasFailed: boolean
  readonly rejected: number
  readonly reasons: readonly SyncReason[]
}): string {
  const { isExport, hasFailed, rejected, reasons } = facts
  if (rejected > 0) return 'Fix the rejected rows and send them again, or save them with their reasons.'
  if (reasons.some(({ code }) => meaningOf(code)?.rows === 'unmatched')) {
    return 'Rows without a match changed nothing. Check that the identifier field holds the same values as Eloqua.'
  }
  if (isExport) {
    return hasFailed
      ? 'The export returned no rows. Run the export again; if it fails again, check the definition’s filter and fields.'
      : 'The export has finished. Check the log before you use its rows.'
  }
  return hasFailed
    ? 'Rows may have been written before the sync failed. Check the log before you run the sync again.'
    : 'Eloqua finished the sync. The log says what Eloqua did with the rows.'
}
