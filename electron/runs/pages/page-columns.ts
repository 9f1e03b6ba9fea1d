import { findItems } from './item-index.ts'
import { boundRows, COMMA, OPEN_BRACE, skipBlanks, valueEnd } from './json-bytes.ts'
import { findNewColumns } from './row-cells.ts'

/** The columns of a page's rows beyond `known`, for choosing them before anything is written. */
export function columnsOfPage(page: Buffer, known: readonly string[]): readonly string[] {
  const items = findItems(page)
  if (items === undefined) return known
  const starts: number[] = []
  for (let at = skipBlanks(page, items + 1); page[at] === OPEN_BRACE; ) {
    starts.push(at)
    boundRows(starts.length)
    at = skipBlanks(page, valueEnd(page, at))
    if (page[at] === COMMA) at = skipBlanks(page, at + 1)
  }
  return [...known, ...findNewColumns(page, Uint32Array.from(starts), known)]
}
