import type { ComparisonPart, KeyCandidate } from '../../../../shared/contract/run-questions.ts'
import type { Session } from './duck.ts'
import type { RowSource } from './run-store.ts'
import { allOf, cell } from './sql-text.ts'

/** The columns that both runs have: where each is in the earlier run, and where in the later one. */
export type ColumnPair = readonly [before: number, after: number]

export interface ComparisonPlan {
  readonly pairs: readonly ColumnPair[]
  /** Places in `pairs`. */
  readonly key: readonly number[]
}

/** Row numbers by part. Changed rows are pairs, in the order of the later run. */
export interface ComparedNumbers {
  readonly added: Uint32Array
  readonly removed: Uint32Array
  readonly changedBefore: Uint32Array
  readonly changedAfter: Uint32Array
  readonly duplicateBefore: Uint32Array
  readonly duplicateAfter: Uint32Array
  readonly same: number
  /** Rows that changed, for each of the pairs. */
  readonly changedByPair: readonly number[]
}

/** Rows that a comparison takes: a pair of numbers must fit a double's 52 bits when it is sorted. */
const MOST_ROWS = 2 ** 26

/**
 * Two runs by key. Rows are told apart by hashes of 128 bits, so that only numbers lie in memory or on disk while millions of keys
 * meet; the cells of changed rows are compared as they are.
 */
export async function compareRows(
  session: Session,
  before: RowSource,
  after: RowSource,
  plan: ComparisonPlan,
): Promise<ComparedNumbers> {
  if (Math.max(before.rows, after.rows) >= MOST_ROWS) throw new Error('A run is too long to be compared')
  await session.run(`create temp table met as ${meeting(before, after, plan)}`)
  const [[same] = []] = await session.rows(`select count(*) from met where ${PAIR} and not differs`)
  const changed = await changedPairs(session)
  const duplicates = (source: RowSource, side: 0 | 1): Promise<Uint32Array> =>
    findDuplicates(session, source, plan, side)
  return {
    added: await session.numbers('select na from met where ca = 1 and cb = 0 order by na'),
    removed: await session.numbers('select nb from met where ca = 0 and cb = 1 order by nb'),
    changedBefore: Uint32Array.from(changed, (pair) => pair % MOST_ROWS),
    changedAfter: Uint32Array.from(changed, (pair) => Math.floor(pair / MOST_ROWS)),
    duplicateBefore: await duplicates(before, 0),
    duplicateAfter: await duplicates(after, 1),
    same: Number(same),
    changedByPair: changed.length === 0 ? plan.pairs.map(() => 0) : await countChanges(session, before, after, plan),
  }
}

/** One row of each run has the key. */
const PAIR = 'ca = 1 and cb = 1'

/** A key and how often it is in each run, with the row's number where it is there once. */
function meeting(before: RowSource, after: RowSource, plan: ComparisonPlan): string {
  const sides = ([before, after] as const).map((source, side) => {
    const keyed = hashes(plan.key.map((place) => columnOf(plan, place, side as 0 | 1)))
    const rest = hashes(plan.pairs.map((_, place) => columnOf(plan, place, side as 0 | 1)))
    return `select ${side} as side, n, ${keyed[0]} as k1, ${keyed[1]} as k2, ${rest[0]} as h1, ${rest[1]} as h2
      from ${source.sql} where not (${blankKey(plan, side as 0 | 1)})`
  })
  return `select k1, k2, count(*) filter (side = 0) as cb, count(*) filter (side = 1) as ca,
      min(n) filter (side = 0) as nb, min(n) filter (side = 1) as na,
      min(h1) <> max(h1) or min(h2) <> max(h2) as differs
    from (${sides.join(' union all ')}) group by k1, k2`
}

function columnOf({ pairs }: ComparisonPlan, place: number, side: 0 | 1): string {
  const pair = pairs[place]
  if (!pair) throw new RangeError('A key names a column that is not compared')
  return cell(pair[side])
}

function blankKey(plan: ComparisonPlan, side: 0 | 1): string {
  return allOf(plan.key.map((place) => `${columnOf(plan, place, side)} = ''`))
}

/** Two hashes of 64 bits that have nothing to do with each other. */
function hashes(columns: readonly string[]): readonly [string, string] {
  return [`hash(${columns.join(', ')})`, `hash('second', ${columns.toReversed().join(', ')})`]
}

/** Each pair as one number, in the order of the later run. */
async function changedPairs(session: Session): Promise<Float64Array> {
  const pairs: number[] = []
  await session.chunks(`select nb, na from met where ${PAIR} and differs`, 2, ([nb, na]) => {
    if (!nb || !na) return
    for (let i = 0; i < nb.length; i++) pairs.push(Number(na[i]) * MOST_ROWS + Number(nb[i]))
  })
  return Float64Array.from(pairs).sort()
}

/** Rows whose key is blank, or is in one of the runs more than once. */
async function findDuplicates(
  session: Session,
  source: RowSource,
  plan: ComparisonPlan,
  side: 0 | 1,
): Promise<Uint32Array> {
  const blank = blankKey(plan, side)
  const [k1, k2] = hashes(plan.key.map((place) => columnOf(plan, place, side)))
  const [[twice] = []] = await session.rows('select count(*) from met where ca > 1 or cb > 1')
  const among = `(${k1}, ${k2}) in (select (k1, k2) from met where ca > 1 or cb > 1)`
  const condition = Number(twice) === 0 ? blank : `(${blank}) or ${among}`
  return session.numbers(`select n from ${source.sql} where ${condition} order by n`)
}

async function countChanges(
  session: Session,
  before: RowSource,
  after: RowSource,
  plan: ComparisonPlan,
): Promise<readonly number[]> {
  const changes = plan.pairs.map(([b, a]) => `count(*) filter (b.${cell(b)} <> a.${cell(a)})`)
  const [counts = []] = await session.rows(
    `select ${changes.join(', ')} from (select nb, na from met where ${PAIR} and differs) as met
      join ${before.sql} as b on b.n = met.nb join ${after.sql} as a on a.n = met.na`,
  )
  return counts.map(Number)
}

export function numbersOfPart(compared: ComparedNumbers, part: ComparisonPart): Uint32Array {
  if (part === 'added') return compared.added
  if (part === 'removed') return compared.removed
  if (part === 'duplicate-before') return compared.duplicateBefore
  return part === 'duplicate-after' ? compared.duplicateAfter : compared.changedAfter
}

/** A column is looked at in full only when it tells nearly all of its first rows apart; so many columns at most. */
const SAMPLE_ROWS = 20_000
const SAMPLE_SHARE = 0.999
const MOST_CANDIDATES = 6
/** Rows that a key has to tell apart at least, of all. */
const LEAST_SHARE = 0.5

export interface FoundKey extends Omit<KeyCandidate, 'columns'> {
  /** In the pairs of columns. */
  readonly place: number
}

/** Columns that tell rows apart, by how many rows of both runs they do. Counted over all rows. */
export async function findKeys(
  session: Session,
  before: RowSource,
  after: RowSource,
  pairs: readonly ColumnPair[],
): Promise<readonly FoundKey[]> {
  const found: FoundKey[] = []
  const sample = (source: string): string => `(select * from ${source} limit ${SAMPLE_ROWS})`
  for (const [place, [b, a]] of pairs.entries()) {
    const first = [await uniqueOf(session, sample(before.sql), b), await uniqueOf(session, sample(after.sql), a)]
    if (first.some(({ ofFilled }) => ofFilled < SAMPLE_SHARE)) continue
    const [left, right] = [await uniqueOf(session, before.sql, b), await uniqueOf(session, after.sql, a)]
    if (Math.min(left.ofAll, right.ofAll) < LEAST_SHARE) continue
    found.push({ place, uniqueBefore: left.ofAll, uniqueAfter: right.ofAll })
    if (found.length === MOST_CANDIDATES) break
  }
  return found.sort((left, right) => sumOf(right) - sumOf(left))
}

function sumOf({ uniqueBefore, uniqueAfter }: FoundKey): number {
  return uniqueBefore + uniqueAfter
}

/** The share of rows whose value no other row has: of the rows that have one, and of all. 1 where there are no rows. */
async function uniqueOf(
  session: Session,
  source: string,
  column: number,
): Promise<{ readonly ofFilled: number; readonly ofAll: number }> {
  const [h1, h2] = hashes([cell(column)])
  const counted = `select ${cell(column)} = '' as is_blank, ${h1} as h1, ${h2} as h2, count(*) as k from ${source} group by all`
  const [[unique, filled, all] = []] = await session.rows(
    `select count(*) filter (k = 1 and not is_blank), sum(k) filter (not is_blank), sum(k) from (${counted})`,
  )
  const share = (of: unknown): number => (of === null ? 1 : Number(unique) / Number(of))
  return { ofFilled: share(filled), ofAll: share(all) }
}
