import type { Problem } from '../../../shared/csv/csv.ts'
import { specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem } from '../check/problems.ts'

/** Columns (0-based) with no name at the end of a header that ends with a delimiter. */
export function isNamelessLast(headers: readonly string[], column: number): boolean {
  return headers.length > 1 && column === headers.length - 1 && headers[column] === ''
}

/** What stands below a last column without a name: in how many rows text, in how many nothing, in how many no cell. */
export interface LastCells {
  readonly filled: number
  readonly blank: number
  readonly missing: number
}

/** C14: every line may end with a delimiter, or only the header, which makes the rows too short. */
export function describeNamelessLast({ filled, blank, missing }: LastCells): Problem {
  if (filled > 0) return describeProblem('empty-header')
  if (missing === 0) return describeProblem('empty-last-column')
  if (missing <= blank)
    return describeProblem('empty-last-column', { title: specialProblems.mostLinesEndWithDelimiter })
  return describeProblem('empty-last-column', {
    severity: 'warning',
    ...specialProblems.headerEndsWithDelimiter(blank === 0),
  })
}
