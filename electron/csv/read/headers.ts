import type { Problem, ProblemKind } from '../../../shared/csv/csv.ts'
import { problemPlaces, specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem, EXAMPLES_SHOWN, type ProblemFacts, shortenCell } from '../check/problems.ts'
import { MAX_HEADER_LENGTH } from '../limits.ts'
import { describeNamelessLast, isNamelessLast } from './last-column.ts'

/** The columns Bulkdesk adds to files of rejected and of held-back rows. They describe rows, and are never sent. */
export const REASON_COLUMNS: ReadonlySet<string> = new Set([
  'bulkdesk_reason',
  'bulkdesk_code',
  'bulkdesk_row',
  'bulkdesk_extra_cells',
])

/** Column names as Bulkdesk uses them: without the spaces around them. */
export function trimHeaders(header: readonly string[]): string[] {
  return header.map((name) => name.trim())
}

/** Names that count as the same when somebody reads them quickly. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
}

function groupBy(headers: readonly string[], keyOf: (name: string) => string): number[][] {
  const groups = new Map<string, number[]>()
  headers.forEach((name, column) => {
    if (name === '') return
    const group = groups.get(keyOf(name))
    if (group) group.push(column)
    else groups.set(keyOf(name), [column])
  })
  return [...groups.values()].filter((group) => group.length > 1)
}

/** The places of names that are alike, the first few. */
function namePositions(headers: readonly string[], columns: readonly number[]): string {
  const named = columns
    .slice(0, EXAMPLES_SHOWN)
    .map((column) => problemPlaces.namedColumn(shortenCell(headers[column] ?? ''), column + 1))
  const rest = columns.length - named.length
  return problemPlaces.and([...named, ...(rest > 0 ? [problemPlaces.more(rest)] : [])])
}

function findRepeats(headers: readonly string[], isMapped: (column: number) => boolean): Problem[] {
  const same = groupBy(headers, (name) => name)
  const similar = groupBy(headers, foldName).filter(
    (columns) => !same.some((known) => known.length === columns.length && known[0] === columns[0]),
  )
  const describe = (kind: ProblemKind, groups: number[][], facts: ProblemFacts = {}): Problem[] => {
    const examples = groups.map((columns) => ({ column: namePositions(headers, columns) }))
    return groups.length === 0 ? [] : [describeProblem(kind, { count: groups.length, examples, ...facts })]
  }
  const sent = same.filter((columns) => columns.some(isMapped))
  const other = same.filter((columns) => !columns.some(isMapped))
  return [
    ...describe('duplicate-header', sent),
    ...describe('duplicate-header', other, { severity: 'note' }),
    ...describe('similar-headers', similar),
  ]
}

/** Cells that no header has: addresses, numbers, dates. */
export function looksLikeData(name: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name) || /^[+-]?\d[\d.,/:\- T]*Z?$/.test(name)
}

/** Something beside spaces was trimmed: the mark of a file that was put behind another one's. */
function hasOuterBom(name: string): boolean {
  return /^\s*\ufeff|\ufeff\s*$/.test(name)
}

const OUTER_BOM: ProblemFacts = {
  severity: 'warning',
  ...specialProblems.secondBom,
}

/** What stands in the columns, and which of them are sent; before a target is chosen none is known to be. */
export interface ColumnFacts {
  readonly isMapped?: (column: number) => boolean
  /** Whether a column without a name holds text. */
  readonly isFilled: (column: number) => boolean
}

/**
 * What is wrong with the names of a header by themselves (C15 to C18, C40). `width`: how many cells it has. Only columns
 * that are sent count: two of one name block there alone, and other columns are nobody's concern. Where `header` holds
 * only the first columns, nothing is said of names: how often something is wrong would be anybody's guess.
 */
export function checkHeaders(header: readonly string[], width: number, facts: ColumnFacts): Problem[] {
  if (width > header.length) return [describeProblem('too-many-columns', { count: width })]
  const headers = trimHeaders(header)
  const { isMapped = () => false, isFilled } = facts
  const report = (
    kind: Parameters<typeof describeProblem>[0],
    test: (name: string, column: number) => boolean,
    more: ProblemFacts = {},
  ): Problem[] => {
    const columns = headers.flatMap((name, column) => (test(name, column) ? [column] : []))
    if (columns.length === 0) return []
    const examples = columns.map((column) => ({
      column: headers[column] === '' ? problemPlaces.column(column + 1) : shortenCell(headers[column] ?? ''),
    }))
    return [describeProblem(kind, { count: columns.length, examples, ...more })]
  }
  const original = (column: number) => header[column] ?? ''
  const isTrimmed = (name: string, column: number) => name !== '' && name !== original(column)
  const isNameless = (name: string, column: number) =>
    name === '' && (isMapped(column) || isFilled(column) || !isNamelessLast(headers, column))
  return [
    ...report('empty-header', isNameless),
    ...report('long-header', (name, column) => isMapped(column) && [...name].length > MAX_HEADER_LENGTH),
    ...report('header-trimmed', (name, i) => isTrimmed(name, i) && !hasOuterBom(original(i))),
    ...report('bom', (name, i) => isTrimmed(name, i) && hasOuterBom(original(i)), OUTER_BOM),
    ...report('reason-columns', (name) => REASON_COLUMNS.has(name), { count: 1 }),
    ...report('header-missing', looksLikeData, { count: 1 }),
    ...describeNamelessLast(headers, isFilled),
    ...findRepeats(headers, isMapped),
  ]
}
