import type { CellOfView, FoundMatch, MatchCount } from '../../../../shared/contract/run-questions.ts'
import { countOfHits, holds } from './conditions.ts'
import { cell } from './sql-text.ts'
import type { Stores } from './stores.ts'
import { conditionIn, type View } from './views.ts'

/** What is looked for. Matches of one row come in the order of `columns`. */
export interface Needle {
  readonly text: string
  readonly matchCase: boolean
  readonly columns: readonly number[]
}

/** How many matches each row of a view has: from it any match is found without reading the rows before it. */
export interface Matches extends MatchCount {
  /** The match after (or before) a cell; without one, the first (or last). */
  next(from: CellOfView | undefined, isBackwards: boolean, signal: AbortSignal): Promise<FoundMatch | null>
}

/** Rows whose matches are summed up. */
const BLOCK = 1_024

export async function findMatches(stores: Stores, view: View, needle: Needle, signal: AbortSignal): Promise<Matches> {
  const { text, matchCase, columns } = needle
  const positions = await positionsOf(view)
  const hits = new Uint16Array(view.rows)
  let rows = 0
  await stores.ask(view.facts, signal, async ({ sql }, session) => {
    const condition = await conditionIn(session, view)
    const counted = `select n, (${countOfHits(text, matchCase, columns)})::uinteger as hits from ${sql} where ${condition}`
    await session.chunks(`select n, hits from (${counted}) where hits > 0`, 2, ([numbers, counts]) => {
      if (!numbers || !counts) return
      rows += numbers.length
      for (let i = 0; i < numbers.length; i++) hits[positions(Number(numbers[i]))] = Number(counts[i])
    })
  })
  const sums = sumBlocks(hits)
  return {
    matches: Number(sums.at(-1)),
    rows,
    next: (from, isBackwards, end) => nextMatch({ stores, view, needle, hits, sums }, from, isBackwards, end),
  }
}

/** From a row's number to its position in the view. */
async function positionsOf(view: View): Promise<(n: number) => number> {
  const all = await view.all()
  if (!all) return (n) => n
  const places = new Uint32Array(view.facts.segments.reduce((sum, { rows }) => sum + rows, 0))
  for (let position = 0; position < all.length; position++) places[Number(all[position])] = position
  return (n) => Number(places[n])
}

/** The matches before each block, and at the end all of them. */
function sumBlocks(hits: Uint16Array): Uint32Array {
  const sums = new Uint32Array(Math.ceil(hits.length / BLOCK) + 1)
  for (let block = 1; block < sums.length; block++)
    sums[block] = Number(sums[block - 1]) + sumOf(hits, block - 1, BLOCK)
  return sums
}

function sumOf(hits: Uint16Array, block: number, count: number): number {
  let sum = 0
  for (const hit of hits.subarray(block * BLOCK, block * BLOCK + count)) sum += hit
  return sum
}

interface Search {
  readonly stores: Stores
  readonly view: View
  readonly needle: Needle
  readonly hits: Uint16Array
  readonly sums: Uint32Array
}

async function nextMatch(
  search: Search,
  from: CellOfView | undefined,
  isBackwards: boolean,
  signal: AbortSignal,
): Promise<FoundMatch | null> {
  if (from && search.hits[from.row]) {
    const at = search.needle.columns.indexOf(from.column)
    const inRow = await matchesInRow(search, from.row, signal)
    const found = isBackwards ? inRow.findLastIndex((place) => place < at) : inRow.findIndex((place) => place > at)
    if (found >= 0) return placed(search, from.row, inRow, found)
  }
  const start = from ? from.row + (isBackwards ? -1 : 1) : isBackwards ? search.hits.length - 1 : 0
  const row = nextRow(search, start, isBackwards)
  if (row < 0) return null
  const inRow = await matchesInRow(search, row, signal)
  return placed(search, row, inRow, isBackwards ? inRow.length - 1 : 0)
}

/** The next position with a match, blocks without one skipped; -1 for none. */
function nextRow({ hits, sums }: Search, start: number, isBackwards: boolean): number {
  const step = isBackwards ? -1 : 1
  let row = start
  while (row >= 0 && row < hits.length) {
    if (hits[row]) return row
    const block = Math.floor(row / BLOCK)
    const isEmpty = sums[block] === sums[block + 1]
    if (!isEmpty) row += step
    else row = isBackwards ? block * BLOCK - 1 : (block + 1) * BLOCK
  }
  return -1
}

/** Which of the needle's columns hold the text in this row, as places in `columns`. */
async function matchesInRow(
  { stores, view, needle }: Search,
  row: number,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const { text, matchCase, columns } = needle
  const [n = 0] = await view.numbers(row, 1)
  const asked = columns.map((column) => holds(cell(column), text, matchCase)).join(', ')
  const [flags = []] = await stores.ask(view.facts, signal, (source, session) =>
    session.rows(`select ${asked} from ${source.row(n)}`),
  )
  return columns.map((_, place) => place).filter((place) => flags[place] === true)
}

function placed(search: Search, row: number, inRow: readonly number[], index: number): FoundMatch {
  const block = Math.floor(row / BLOCK)
  const before = Number(search.sums[block]) + sumOf(search.hits, block, row - block * BLOCK)
  return { row, column: Number(search.needle.columns[Number(inRow[index])]), ordinal: before + index + 1 }
}
