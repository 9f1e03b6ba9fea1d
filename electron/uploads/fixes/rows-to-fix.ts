import type { CheckReport, Problem } from '../../../shared/csv/csv.ts'
import type { RowToFix } from '../../../shared/csv/fixes.ts'
import type { ListPage } from '../../../shared/eloqua/sync.ts'
import { doubtWords } from '../../../shared/words/fixes.ts'
import type { CheckRequest, CsvEngine } from '../../csv/engine.ts'

type Checked = Omit<CheckRequest, 'signal' | 'onProgress'>

interface Wanted {
  readonly offset: number
  readonly limit: number
  /** How many there are. */
  readonly total: number
}

/** The rows that are held back, read from the file as far as the page needs. */
export async function heldBackPage(
  engine: CsvEngine,
  checked: Checked,
  { offset, limit, total }: Wanted,
): Promise<ListPage<RowToFix>> {
  const items: RowToFix[] = []
  const abort = new AbortController()
  let at = 0
  if (offset < total) {
    for await (const { row, reason, cells } of engine.heldBack({ ...checked, signal: abort.signal })) {
      if (at++ < offset) continue
      items.push({ row, isHeldBack: true, reason, cells })
      if (items.length >= limit) break
    }
  }
  return { items, offset, limit, totalResults: total, hasMore: offset + items.length < total }
}

/** The first rows of each thing that is in doubt: what the check shows as examples. */
export async function doubtfulPage(
  engine: CsvEngine,
  { stamp, reading }: Pick<Checked, 'stamp' | 'reading'>,
  report: CheckReport,
  { offset, limit }: Pick<Wanted, 'offset' | 'limit'>,
): Promise<ListPage<RowToFix>> {
  const doubts = doubtfulRows(report)
  const page = [...doubts].slice(offset, offset + limit)
  const { signal } = new AbortController()
  const found =
    page.length === 0 ? new Map() : await engine.rows({ stamp, reading, wanted: page.map(([row]) => row), signal })
  const items = page.flatMap(([row, reason]) => {
    const cells = found.get(row)
    return cells ? [{ row, isHeldBack: false, reason, cells }] : []
  })
  return { items, offset, limit, totalResults: doubts.size, hasMore: offset + page.length < doubts.size }
}

/** Row -> why, in the order of the file; a row with several doubts has them all. */
function doubtfulRows({ problems, values = [] }: CheckReport): ReadonlyMap<number, string> {
  const reasons = new Map<number, Set<string>>()
  const note = (row: number | undefined, why: string) => {
    if (row === undefined) return
    reasons.set(row, (reasons.get(row) ?? new Set()).add(why))
  }
  for (const problem of problems.filter(isDoubt))
    for (const { row, column } of problem.examples) note(row, doubtWords.problem(problem.title, column))
  for (const problem of values) for (const { row } of problem.examples) note(row, doubtWords.value(problem))
  return new Map([...reasons].toSorted(([a], [b]) => a - b).map(([row, whys]) => [row, [...whys].join(' ')]))
}

function isDoubt({ severity }: Problem): boolean {
  return severity === 'warning'
}
