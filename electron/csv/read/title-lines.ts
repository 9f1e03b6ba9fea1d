import type { Delimiter, Encoding, Reading } from '../../../shared/csv/csv.ts'
import { looksLikeData } from './headers.ts'
import { splitRecord } from './split-record.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']
/** A header stands in one of so many lines, or it is none. */
const MOST_ABOVE = 20
/** Lines below it that must agree with it, and the share of them that do. */
const JUDGED = 20
const MAJORITY = 0.8
const SHOWN_BYTES = 64 * 1024

interface Line {
  /** 1-based. */
  readonly number: number
  readonly text: string
  /** What ends it; nothing at the file's end. */
  readonly end: string
}

/** The first lines of a file, those of nothing but spaces, quotes and delimiters among them. */
export function firstLines(bytes: Uint8Array, encoding: Encoding): Line[] {
  const head = bytes.subarray(0, SHOWN_BYTES)
  const text = new TextDecoder(encoding === 'utf-8' ? 'utf-8' : encoding).decode(head)
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .slice(0, MOST_ABOVE + JUDGED + 1)
    .map(([, line = '', end = ''], i) => ({ number: i + 1, text: line, end }))
}

/** The line of the first text, when lines of spaces or delimiters alone stand above it; they cannot be the header. */
export function skipBlankLines(lines: readonly Line[], first: number): number | undefined {
  const line = lines.find(({ number, text }) => number >= first && /[^\s,;|"\ufeff]/u.test(text))
  const above = lines.filter(({ number, text }) => number >= first && line && number < line.number && text !== '')
  return above.length > 0 ? line?.number : undefined
}

/**
 * The line where the table begins, when lines of another kind stand above it: a title, a date, comments. Undefined when
 * the first line may be the header. `isSure` where those lines hold one text each, or are comments, above a table of three
 * columns or more whose every row agrees.
 */
export function findHeaderLine(
  lines: readonly Line[],
  { headerLine = 1, hasSepLine }: Omit<Reading, 'delimiter'>,
): { readonly number: number; readonly isSure: boolean } | undefined {
  const first = Math.max(headerLine, hasSepLine ? 2 : 1)
  const filled = lines.filter(({ number, text }) => number >= first && text.trim() !== '')
  const found = DELIMITERS.flatMap((delimiter) => findTable(filled, delimiter) ?? [])
  const best = found.toSorted((a, b) => b.columns - a.columns || a.at - b.at)[0]
  const header = best && best.at > 0 ? filled[best.at] : undefined
  // A carriage return among line feeds is an intruder in the header, and ends no line.
  const isBroken =
    header && header.end !== '\r' && filled.some(({ number, end }) => number < header.number && end === '\r')
  return isBroken || !header ? undefined : { number: header.number, isSure: best?.isSure === true }
}

interface Table {
  /** Index of its header among the lines. */
  readonly at: number
  readonly columns: number
  readonly isSure: boolean
}

function findTable(lines: readonly Line[], delimiter: Delimiter): Table | undefined {
  const rows = lines.map(({ text }) => splitRecord(text, delimiter))
  for (let at = 0; at < Math.min(rows.length - 1, MOST_ABOVE); at++) {
    const header = rows[at] ?? []
    if (header.length < 2) continue
    const below = rows.slice(at + 1, at + 1 + JUDGED)
    const agreeing = below.filter((row) => row.length === header.length).length
    if (agreeing < below.length * MAJORITY) continue
    const above = rows.slice(0, at)
    if (!isHeader(header, below) || !above.every((row) => isTitle(row, header.length))) continue
    const isClear = agreeing === below.length && below.length >= 2 && header.length >= 3
    return { at, columns: header.length, isSure: isClear && above.every(isLoneText) }
  }
  return undefined
}

/** Names: all there but maybe at the end, each once, none like data. */
function isHeader(row: readonly string[], below: readonly (readonly string[])[]): boolean {
  const last = row.findLastIndex((name) => name.trim() !== '')
  const names = row.slice(0, last + 1).map((name) => name.trim())
  if (names.length < 2 || names.includes('') || names.some(looksLikeData)) return false
  if (new Set(names).size < names.length) return false
  // Below a title with fewer cells, a row of words might be taken for names: some column must hold what no name is.
  return (
    names.some((_, column) => below.some((cells) => looksLikeData(cells[column]?.trim() ?? ''))) || names.length > 2
  )
}

/** A comment, or one text that is no sentence cut at its commas. */
function isLoneText(row: readonly string[]): boolean {
  return row[0]?.startsWith('#') === true || row.filter((cell) => cell.trim() !== '').length <= 1
}

/** A line above the header: a comment, or at most half as many cells with text as the table has columns. */
function isTitle(row: readonly string[], columns: number): boolean {
  if (row[0]?.startsWith('#')) return true
  const filled = row.filter((cell) => cell.trim() !== '')
  if (filled.length <= columns / 2) return true
  // A sentence with a comma in it
  return row.length < columns && row.slice(1).every((cell) => cell === '' || /^\s/.test(cell))
}
