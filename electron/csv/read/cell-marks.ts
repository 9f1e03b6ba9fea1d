import type { Problem, Reading } from '../../../shared/csv/csv.ts'
import { specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem, shortenCell } from '../check/problems.ts'

/** Of the cells with text so many must be alike. */
const MAJORITY = 0.9

function isInSingleQuotes(cell: string): boolean {
  return cell.length >= 2 && cell.startsWith("'") && cell.endsWith("'")
}

/** What stands around every cell, because the program that wrote the file separates or quotes cells in its own way. */
export function checkCells(
  reading: Reading,
  header: readonly string[],
  sample: readonly (readonly string[])[],
): Problem[] {
  const mark = findLongDelimiter(header, reading.delimiter)
  if (mark !== undefined) return [describeProblem('odd-delimiter', specialProblems.longDelimiter(mark))]
  // Who chose how quotes are read need not be told.
  if (reading.singleQuotes !== undefined) return []
  const cells = sample.flat().filter((cell) => cell !== '')
  const quoted = cells.filter(isInSingleQuotes)
  const isAll = header.length > 1 && header.every((name) => isInSingleQuotes(name.trim()))
  const isMost = cells.length > 0 && quoted.length >= cells.length * MAJORITY
  if (!isAll && !isMost) return []
  const examples = [...header, ...cells].filter(isInSingleQuotes).map((value) => ({ value: shortenCell(value) }))
  return [describeProblem('single-quotes', { examples, proposal: { singleQuotes: true } })]
}

/** `|;|` where every name but the first begins, and every name but the last ends, with the same mark; `||` as well. */
function findLongDelimiter(header: readonly string[], delimiter: string): string | undefined {
  if (header.length < 2) return undefined
  const mark = header[0]?.at(-1) ?? ''
  const isAround = header.every(
    (name, i) => (i === 0 || name.startsWith(mark)) && (i === header.length - 1 || name.endsWith(mark)),
  )
  if (/^[|~^#*:;!$%&/\\+=]$/.test(mark) && isAround) return `${mark}${delimiter}${mark}`
  const isDoubled =
    header.length > 2 && header.length % 2 === 1 && header.every((name, i) => (name === '') === (i % 2 === 1))
  return isDoubled && delimiter === '|' ? delimiter.repeat(2) : undefined
}
