import type { Problem } from '../../shared/csv.ts'
import { MAX_COLUMNS, MAX_HEADER_LENGTH } from './limits.ts'
import { describeProblem, shortenCell } from './problems.ts'

/** The columns Bulkdesk adds to files of refused rows. They describe rows, and are never sent. */
export const REASON_COLUMNS: ReadonlySet<string> = new Set(['bulkdesk_reason', 'bulkdesk_code', 'bulkdesk_row'])

/** Column names as Bulkdesk uses them: without the spaces around them. */
export function trimHeaders(header: readonly string[]): string[] {
  return header.map((name) => name.trim())
}

/** Columns (0-based) with no name at the end of a header where every line ends with a delimiter. */
export function isNamelessLast(headers: readonly string[], column: number): boolean {
  return headers.length > 1 && column === headers.length - 1 && headers[column] === ''
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

function namePositions(headers: readonly string[], columns: readonly number[]): string {
  return `${columns.map((column) => `“${headers[column]}” (column ${column + 1})`).join(' and ')}`
}

function findRepeats(header: readonly string[], headers: readonly string[]): Problem[] {
  const same = groupBy(header, (name) => name)
  const similar = groupBy(headers, foldName).filter(
    (columns) => !same.some((known) => known.length === columns.length && known[0] === columns[0]),
  )
  const examples = (groups: number[][]) => groups.map((columns) => ({ column: namePositions(headers, columns) }))
  return [
    ...(same.length > 0 ? [describeProblem('duplicate-header', { count: same.length, examples: examples(same) })] : []),
    ...(similar.length > 0
      ? [describeProblem('similar-headers', { count: similar.length, examples: examples(similar) })]
      : []),
  ]
}

/** Cells that no header has: addresses, numbers, dates. */
function looksLikeData(name: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name) || /^[+-]?\d[\d.,/:\- T]*Z?$/.test(name)
}

/** What is wrong with a header by itself (C15 to C18, C40). */
export function checkHeaders(header: readonly string[]): Problem[] {
  const headers = trimHeaders(header)
  const problems: Problem[] = []
  const report = (kind: Parameters<typeof describeProblem>[0], columns: number[], count = columns.length) => {
    if (columns.length === 0) return
    const examples = columns.map((column) => ({
      column: headers[column] === '' ? `column ${column + 1}` : shortenCell(headers[column] ?? ''),
    }))
    problems.push(describeProblem(kind, { count, examples }))
  }
  const where = (test: (name: string, column: number) => boolean) =>
    headers.flatMap((name, column) => (test(name, column) ? [column] : []))
  report(
    'empty-header',
    where((name, column) => name === '' && !isNamelessLast(headers, column)),
  )
  report(
    'long-header',
    where((name) => [...name].length > MAX_HEADER_LENGTH),
  )
  report(
    'header-trimmed',
    where((name, column) => name !== header[column] && name !== ''),
  )
  report(
    'reason-columns',
    where((name) => REASON_COLUMNS.has(name)),
    1,
  )
  report(
    'header-missing',
    where((name) => looksLikeData(name)),
    1,
  )
  if (headers.length > MAX_COLUMNS) problems.push(describeProblem('too-many-columns', { count: headers.length }))
  return [...problems, ...findRepeats(header, headers)]
}
