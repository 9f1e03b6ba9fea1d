import { expect } from 'vitest'
import { rowsTaken, sumOfFile, sumOfSent } from '../../../shared/uploads/row-sums.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { outcomeWords } from '../../../shared/words/upload-outcome.ts'

/**
 * The count of an upload adds up, wherever the count is shown, and says what the simulator's tables say. `applied` are the
 * rows of the file that Eloqua has, one entry for each time. `isDeceived`: Eloqua's own counts are those of other rows.
 */
export function expectTally(upload: Upload, applied: readonly unknown[], isDeceived = false): void {
  const { ledger, state } = upload
  const [file, sent] = [sumOfFile(upload), sumOfSent(upload)]
  const rowsIn = (parts: readonly { readonly rows: number }[]) => parts.reduce((sum, { rows }) => sum + rows, 0)
  expect(rowsIn(file.parts), 'the parts of the file add up').toBe(ledger.inFile)
  if (sent) expect(rowsIn(sent.parts), 'the parts of what was sent add up').toBe(sent.rows)
  for (const { kind, rows } of [...file.parts, ...(sent?.parts ?? [])]) {
    expect(rows, `${kind} is not negative`).toBeGreaterThanOrEqual(0)
  }
  const there = new Set(applied).size
  const { sent: synced, staged = 0, inDoubt = 0 } = ledger
  if (there > 0) expect(synced + staged + inDoubt, 'what Eloqua has arrived, or may have').toBeGreaterThan(0)
  const { unexplained, also, excess = 0, repeated, twice } = ledger
  const isElsewhere = sent?.parts.some(({ kind }) => kind === 'unknown')
  const isKnown = state === 'done' && !isElsewhere && unexplained === 0 && !also && (excess === 0 || repeated || twice)
  if (!isKnown || isDeceived) return
  expect(rowsTaken(ledger), 'the tally says what Eloqua has').toBe(there)
  if (there > 0) expect(outcomeWords(upload), 'and so does the sentence').toContain(sayTaken(there, ledger.sent))
}

function sayTaken(taken: number, sent: number): string {
  return taken === sent ? `${taken} row` : `${taken} of ${sent} row`
}
