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
  const mark = findLongDelimiter(header, sample, reading.delimiter)
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

const ODD_MARK = /^[|~^#*:;!$%&/\\+=<>\u00a6\u00a7]$/
/** What no name or value would have between letters in every line, by itself. */
const SURE_ALONE = /^[~^|\u00a6\u00a7]$/

/** How cells are separated, where it is by more than one character, or by one that Bulkdesk does not know. */
function findLongDelimiter(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  delimiter: string,
): string | undefined {
  if (header.length === 1) return findUnknown(header[0] ?? '', sample)
  const middle = header.findIndex((name, i) => i % 2 === 1 && isSigns(name) && sample.every((row) => row[i] === name))
  if (middle > 0) return `${delimiter}${header[middle]}${delimiter}`
  const mark = header[0]?.at(-1) ?? ''
  const next = header.at(-1)?.at(0) ?? ''
  const isBefore = ODD_MARK.test(mark) && header.every((name, i) => i === header.length - 1 || name.endsWith(mark))
  const isAfter = ODD_MARK.test(next) && header.every((name, i) => i === 0 || name.startsWith(next))
  if (isBefore && isAfter) return `${mark}${delimiter}${next}`
  // On one side alone it might belong to the names: the rows must say the same.
  if (isBefore && isSaidByRows(sample, (row) => row.slice(0, -1).every((cell) => cell.endsWith(mark))))
    return `${mark}${delimiter}`
  if (isAfter && isSaidByRows(sample, (row) => row.slice(1).every((cell) => cell.startsWith(next))))
    return `${delimiter}${next}`
  const isDoubled =
    header.length > 2 && header.length % 2 === 1 && header.every((name, i) => (name === '') === (i % 2 === 1))
  return isDoubled && delimiter === '|' ? delimiter.repeat(2) : undefined
}

/** A name of nothing but signs, the same in every row, is what stands between cells. */
function isSigns(name: string): boolean {
  return name !== '' && [...name].every((sign) => ',\t'.includes(sign) || ODD_MARK.test(sign))
}

function isSaidByRows(sample: readonly (readonly string[])[], has: (row: readonly string[]) => boolean): boolean {
  const rows = sample.filter((row) => row.length > 1)
  return rows.length > 0 && rows.every(has)
}

/** A file of one column whose header and every row have the same signs between their letters, as often. */
function findUnknown(name: string, sample: readonly (readonly string[])[]): string | undefined {
  const rows = sample.map(([cell = '']) => cell).filter((cell) => cell !== '')
  if (rows.length === 0) return undefined
  const signs = new Set(name.match(SIGNS) ?? [])
  return [...signs].find((sign) => {
    if (sign.length === 1 && !SURE_ALONE.test(sign) && !isControl(sign)) return false
    const cells = name.split(sign).length
    return rows.every((row) => row.split(sign).length === cells)
  })
}

/** Signs that stand between a letter or digit and the next one; those that names and addresses have are none. */
const SIGNS = /(?<=[\p{L}\p{N}"'])[^\p{L}\p{N}\p{M}\s"'@._()[\]-]+(?=[\p{L}\p{N}"'])/gu

function isControl(sign: string): boolean {
  return sign < ' '
}
