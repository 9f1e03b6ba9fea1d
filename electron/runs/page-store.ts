import { AppError } from '../../shared/contract/errors.ts'
import type { CellPlace } from '../../shared/contract/result-page.ts'
import { indexItems } from './pages/item-index.ts'
import { type ColumnFinder, createColumnFinder, findNewColumns, readRow } from './pages/row-cells.ts'

/** What can be said of a page once its bytes were looked at. */
export interface PageFacts {
  readonly rows: number
  readonly columns: readonly string[]
  /** Columns of the rows that the definition does not have (any more). */
  readonly extraColumns: readonly string[]
  readonly envelope: Readonly<Record<string, unknown>>
}

interface CopyRequest {
  readonly firstRow: number
  readonly lastRow: number
  readonly columns: readonly number[]
  readonly withHeader: boolean
}

/** Pages as bytes: about a fifth of what they would be as objects. The oldest unused make room. */
export interface PageStore {
  open(pageId: string, bytes: Buffer, definitionColumns: readonly string[] | undefined): PageFacts
  read(pageId: string, from: number, count: number): string[][]
  find(pageId: string, text: string, after: CellPlace | undefined, columns: readonly number[]): CellPlace | null
  copy(pageId: string, request: CopyRequest): { readonly text: string; readonly cells: number }
}

interface StoredPage {
  readonly bytes: Buffer
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly columns: readonly string[]
  readonly finder: ColumnFinder
}

const MOST_PAGES = 6
const MOST_BYTES = 200 * 1024 * 1024
const MOST_COPIED_CHARACTERS = 100_000_000

export function createPageStore(): PageStore {
  const pages = new Map<string, StoredPage>()

  function use(pageId: string): StoredPage {
    const page = pages.get(pageId)
    if (!page) throw new AppError({ code: 'page-gone', message: 'This page is no longer in memory.' })
    pages.delete(pageId)
    pages.set(pageId, page)
    return page
  }

  function makeRoom(): void {
    let bytes = [...pages.values()].reduce((sum, page) => sum + page.bytes.byteLength, 0)
    for (const [pageId, page] of pages) {
      if (pages.size <= 1 || (pages.size <= MOST_PAGES && bytes <= MOST_BYTES)) return
      pages.delete(pageId)
      bytes -= page.bytes.byteLength
    }
  }

  return {
    open(pageId, bytes, definitionColumns) {
      const { count, starts, ends, envelope } = indexItems(bytes)
      const known = definitionColumns ?? []
      const fresh = findNewColumns(bytes, starts, known)
      const columns = [...known, ...fresh]
      pages.set(pageId, { bytes, starts, ends, columns, finder: createColumnFinder(columns) })
      makeRoom()
      return { rows: count, columns, extraColumns: definitionColumns ? fresh : [], envelope }
    },
    read: (pageId, from, count) => rowsOf(use(pageId), from, from + count),
    find: (pageId, text, after, columns) => findCell(use(pageId), text, after, columns),
    copy: (pageId, request) => copyText(use(pageId), request),
  }
}

function rowsOf(page: StoredPage, from: number, to: number): string[][] {
  const last = Math.min(to, page.starts.length)
  const rows: string[][] = []
  for (let row = Math.max(0, from); row < last; row += 1) rows.push(rowAt(page, row))
  return rows
}

function rowAt(page: StoredPage, row: number): string[] {
  return readRow(page.bytes, page.starts[row] ?? 0, page.columns.length, page.finder)
}

/** The next cell, row by row and within a row in the order of `columns`, that holds the text in any case. */
function findCell(
  page: StoredPage,
  text: string,
  after: CellPlace | undefined,
  columns: readonly number[],
): CellPlace | null {
  const needle = text.toLowerCase()
  if (needle === '') return null
  const mayStandElsewhere = !/^[a-z0-9 @._:;,-]+$/.test(needle)
  for (let row = after?.row ?? 0; row < page.starts.length; row += 1) {
    const raw = page.bytes.toString('utf8', page.starts[row], page.ends[row])
    // Most rows are ruled out by their bytes alone, unless the text may be written with escapes there.
    if (!mayStandElsewhere && !raw.includes('\\u') && !raw.toLowerCase().includes(needle)) continue
    const cells = rowAt(page, row)
    const passed = row === after?.row ? columns.indexOf(after.column) + 1 : 0
    const column = columns.slice(passed).find((index) => cells[index]?.toLowerCase().includes(needle))
    if (column !== undefined) return { row, column }
  }
  return null
}

function copyText(page: StoredPage, request: CopyRequest): { text: string; cells: number } {
  const lines: string[] = []
  let size = 0
  const add = (cells: readonly (string | undefined)[]): void => {
    const line = cells.map((cell) => quoteForSpreadsheet(cell ?? '')).join('\t')
    size += line.length + 1
    if (size > MOST_COPIED_CHARACTERS) throw new AppError({ code: 'too-large', message: 'Too much to copy at once.' })
    lines.push(line)
  }
  const pick = (cells: readonly string[]): readonly (string | undefined)[] =>
    request.columns.map((column) => cells[column])
  if (request.withHeader) add(pick(page.columns))
  const last = Math.min(request.lastRow, page.starts.length - 1)
  for (let row = request.firstRow; row <= last; row += 1) add(pick(rowAt(page, row)))
  const rows = Math.max(0, last - request.firstRow + 1)
  return { text: lines.join('\r\n'), cells: rows * request.columns.length }
}

/** What spreadsheets put on the clipboard themselves: quotes around a cell that holds a tab, a line break or a leading quote. */
function quoteForSpreadsheet(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
