import type { Problem } from '../../../shared/csv/csv.ts'
import { describeProblem } from '../check/problems.ts'

/** Whether a column (0-based) has no name, nor any behind it: delimiters at the header's end make such columns. */
export function isNamelessLast(headers: readonly string[], column: number): boolean {
  return headers.length > 1 && column > 0 && headers.slice(column).every((name) => name === '')
}

/** The nameless columns at the header's end: blank, they are left out; `filled` of them hold text that nothing names. */
export function describeNamelessLast(headers: readonly string[], isFilled: (column: number) => boolean): Problem[] {
  const last = headers.flatMap((_, column) => (isNamelessLast(headers, column) ? [column] : []))
  if (last.length === 0 || last.some(isFilled)) return []
  return [describeProblem('empty-last-column')]
}
