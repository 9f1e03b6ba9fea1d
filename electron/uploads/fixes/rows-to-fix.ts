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

/** Rows that can be sent, with values that may not fit, and the first of everything else that the check warns of. */
export async function doubtfulPage(
  engine: CsvEngine,
  checked: Checked,
  { problems, values = [] }: CheckReport,
  { offset, limit }: Pick<Wanted, 'offset' | 'limit'>,
): Promise<ListPage<RowToFix>> {
  const warned = warnedRows(problems)
  const doubts = values.map(({ field, kind }) => ({ field, kind }))
  const items: RowToFix[] = []
  const request = { ...checked, doubts, also: [...warned.keys()], signal: new AbortController().signal }
  let at = 0
  let hasMore = false
  for await (const { row, doubts: places, cells } of engine.doubtful(request)) {
    if (at++ < offset) continue
    hasMore = items.length >= limit
    if (hasMore) break
    const ofValues = places.flatMap((place) => (values[place] ? doubtWords.value(values[place]) : []))
    items.push({ row, isHeldBack: false, reason: [...ofValues, ...(warned.get(row) ?? [])].join(' '), cells })
  }
  return { items, offset, limit, hasMore }
}

/** Row -> why, of the first rows of each warning. */
function warnedRows(problems: readonly Problem[]): ReadonlyMap<number, ReadonlySet<string>> {
  const reasons = new Map<number, Set<string>>()
  for (const problem of problems.filter(isDoubt)) {
    for (const { row, column } of problem.examples) {
      if (row === undefined) continue
      reasons.set(row, (reasons.get(row) ?? new Set()).add(doubtWords.problem(problem.title, column)))
    }
  }
  return reasons
}

function isDoubt({ severity }: Problem): boolean {
  return severity === 'warning'
}
