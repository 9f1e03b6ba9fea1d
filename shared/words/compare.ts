import type { Comparison, ComparisonPart, KeyCandidate, RunDifferences } from '../contract/run-questions.ts'
import { formatCount, formatCounted, formatList, formatShare, plural } from './numbers.ts'

/** Comparing two runs of one export. */
export const compareWords = {
  button: 'Compare…',
  title: (name: string) => `Compare ${name}`,
  context: 'What was added, removed and changed between two runs of an export',
  loading: 'Loading the result',
  other: 'Compare with',
  chooseOther: 'Choose another run',
  keptRuns: 'Kept on this computer',
  pastRuns: 'Past runs in Eloqua',
  noOther: 'No other run of this export',
  noOtherHint: 'Run the export again, or keep this result and compare it with a later run.',
  swap: 'Swap older and newer',
  before: 'Older',
  after: 'Newer',
  value: 'Value',
  key: 'Match rows by',
  keyHint: 'Rows with the same value here are the same record.',
  keyLoading: 'Looking for columns that identify a row',
  noKey: 'No column identifies rows in both runs. Choose the columns that do together.',
  candidate: ({ columns, uniqueBefore, uniqueAfter }: KeyCandidate) =>
    uniqueBefore === 1 && uniqueAfter === 1
      ? `${columns.join(' + ')}: unique in both runs`
      : `${columns.join(' + ')}: ${formatShare(Math.min(uniqueBefore, uniqueAfter))} unique`,
  ownKey: 'Other columns…',
  ownKeyLabel: 'Columns of the key',
  compare: 'Compare runs',
  comparing: 'Comparing rows',
  rowsArriving: 'Rows of one run are still loading. Comparing starts when all are here.',
  parts: {
    added: 'Added',
    removed: 'Removed',
    changed: 'Changed',
    'duplicate-before': 'Duplicate keys, older',
    'duplicate-after': 'Duplicate keys, newer',
  } satisfies Record<ComparisonPart, string>,
  part: (part: ComparisonPart, rows: number) => `${compareWords.parts[part]} ${formatCount(rows)}`,
  partsLabel: 'Parts of the comparison',
  none: { added: 'No rows were added', removed: 'No rows were removed', changed: 'No rows changed' } as Partial<
    Record<ComparisonPart, string>
  >,
  noneHere: 'No rows here',
  same: (rows: number) => `${formatCounted(rows, 'row')} the same`,
  grid: (part: ComparisonPart) => `${compareWords.parts[part]} rows`,
  save: 'Save these rows',
  was: (value: string) => (value === '' ? 'Was blank' : `Was: ${value}`),
  changedIn: 'Changed in',
  changedColumn: (column: string, rows: number) => `${column} (${formatCount(rows)})`,
  /** Before an older value, under the newer one. */
  beforeLine: 'before',
  run: (name: string, rows: number) => `${name} · ${formatCounted(rows, 'row')}`,
}

/** What makes a difference between the runs look like one between the rows; each a sentence of its own. */
export function describeDifferences(differences: RunDifferences): readonly string[] {
  const { columnsOnlyBefore, columnsOnlyAfter, otherFields } = differences
  return [
    ...(differences.company ? ['The runs come from different companies.'] : []),
    ...(differences.definition ? ['The definition changed between the runs.'] : []),
    ...(differences.user ? ['Different users ran the exports, and may see different records.'] : []),
    ...(columnsOnlyBefore.length > 0 ? [`Only in the older run: ${formatList(columnsOnlyBefore)}.`] : []),
    ...(columnsOnlyAfter.length > 0 ? [`Only in the newer run: ${formatList(columnsOnlyAfter)}.`] : []),
    ...(otherFields.length > 0
      ? [`${formatList(otherFields)} ${plural(otherFields.length, 'shows', 'show')} another field than before.`]
      : []),
    ...(differences.incompleteBefore ? ['Rows are missing from the older run, so added rows may not be new.'] : []),
    ...(differences.incompleteAfter ? ['Rows are missing from the newer run, so removed rows may still exist.'] : []),
  ]
}

/** How many rows were left out, because their key is blank or not unique. */
export function describeDuplicates({ duplicateBefore, duplicateAfter }: Comparison): string | undefined {
  const rows = duplicateBefore + duplicateAfter
  if (rows === 0) return undefined
  return `${formatCounted(rows, 'row')} ${plural(rows, 'has', 'have')} a blank or repeated key and ${plural(rows, 'was', 'were')} not compared.`
}
