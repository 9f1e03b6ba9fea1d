import type { Problem } from '../../../shared/csv/csv.ts'
import { csvLine, writeWhole } from '../outcome/row-file.ts'
import { refuseSource } from './refusals.ts'

/** Makes a CSV file of text from the clipboard. Throws a refusal where the text is blank. */
export async function makePastedFile(order: {
  readonly text: string
  readonly to: string
}): Promise<readonly Problem[]> {
  if (order.text.trim() === '') throw refuseSource({ reason: 'pasted-empty' })
  await writeWhole(order.to, pastedAsCsv(order.text))
  return []
}

/** Text that holds no tab but separators is CSV already, and stays as it is. */
export function pastedAsCsv(text: string): readonly string[] {
  if (!text.includes('\t') && /^[^\r\n]*[,;|]/.test(text)) return [text]
  return readPastedTable(text).map(csvLine)
}

/**
 * The rows of a table as spreadsheets put it on the clipboard: cells between tabs. Only a cell that holds a tab or a
 * line break stands in quotes, its own quotes doubled; any other quote is text.
 */
export function readPastedTable(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; ; ) {
    const { cell, end } = readCell(text, at)
    row.push(cell)
    if (text[end] === '\t') {
      at = end + 1
      continue
    }
    rows.push(row)
    row = []
    if (end >= text.length) break
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (at >= text.length) break
  }
  return rows
}

function readCell(text: string, at: number): { readonly cell: string; readonly end: number } {
  const quoted = text[at] === '"' ? readQuoted(text, at) : undefined
  if (quoted) return quoted
  const end = endOfPlain(text, at)
  return { cell: text.slice(at, end), end }
}

/** Undefined where the quotes are text: nothing between them needs any, or no cell ends after them. */
function readQuoted(text: string, at: number): { readonly cell: string; readonly end: number } | undefined {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  const after = text[end + 1]
  if (end < 0 || (after !== undefined && after !== '\t' && after !== '\n' && after !== '\r')) return undefined
  const inside = text.slice(at + 1, end)
  return /[\t\r\n]/.test(inside) ? { cell: inside.replaceAll('""', '"'), end: end + 1 } : undefined
}

function endOfPlain(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}
