import type { DuckDBValue } from '@duckdb/node-api'
import type { ColumnShapes, RunColumnProfile } from '../../../../shared/contract/run-questions.ts'
import type { Session } from './duck.ts'
import { type Chosen, groupInto, mostFrequent } from './grouped.ts'
import { dateOf, looksLikeEmail, numberOf } from './readings.ts'

/** Each as an aggregate over the different values, `v0`, and how often they occur, `k`. Blank is none of them. */
const FIGURES = {
  distinct: 'count(*)',
  filled: 'coalesce(sum(k), 0)',
  shortest: 'coalesce(min(length(v0)), 0)',
  longest: 'coalesce(max(length(v0)), 0)',
  email: occurrences(looksLikeEmail('v0')),
  number: occurrences('x is not null'),
  date: occurrences('d is not null'),
  monthFirst: occurrences(`${dateOf('v0', 'month-first')} is not null`),
  dayFirst: occurrences(`${dateOf('v0', 'day-first')} is not null`),
  padded: occurrences("regexp_matches(v0, '^[\\s\\x{A0}]|[\\s\\x{A0}]$')"),
  least: 'min(x)',
  most: 'max(x)',
  mean: 'sum(x * k) / sum(k) filter (x is not null)',
  first: 'cast(min(d) as varchar)',
  last: 'cast(max(d) as varchar)',
} as const

type Figures = Readonly<Record<keyof typeof FIGURES, DuckDBValue>>

const SHAPES = ['email', 'number', 'date', 'monthFirst', 'dayFirst', 'padded'] as const

/** Everything about one column, exactly: its different values are counted once, and the rest is told from these counts. */
export async function profileColumn(
  session: Session,
  chosen: Chosen,
  { column, top }: { readonly column: number; readonly top: number },
): Promise<RunColumnProfile> {
  await groupInto(session, chosen, [column])
  const read = `select v0, k, ${numberOf('v0')} as x, ${dateOf('v0', 'date')} as d from grouped where v0 <> ''`
  const [figures = []] = await session.rows(`select ${Object.values(FIGURES).join(', ')} from (${read})`)
  const [[blank] = []] = await session.rows("select coalesce(sum(k), 0) from grouped where v0 = ''")
  const named = Object.fromEntries(Object.keys(FIGURES).map((name, index) => [name, figures[index]])) as Figures
  return { ...described(named, Number(blank)), top: await mostFrequent(session, "v0 <> ''", top) }
}

function described(figures: Figures, blank: number): Omit<RunColumnProfile, 'top'> {
  const { filled, distinct, shortest, longest, least, most, mean, first, last } = figures
  const shapes = Object.fromEntries(SHAPES.map((shape) => [shape, Number(figures[shape])])) as Readonly<
    Record<keyof ColumnShapes, number>
  >
  return {
    rows: Number(filled) + blank,
    filled: Number(filled),
    blank,
    distinct: Number(distinct),
    shortest: Number(shortest),
    longest: Number(longest),
    shapes,
    ...(least === null ? {} : { numbers: { least: Number(least), most: Number(most), mean: Number(mean) } }),
    ...(first === null ? {} : { dates: { first: String(first), last: String(last) } }),
  }
}

function occurrences(condition: string): string {
  return `coalesce(sum(k) filter (${condition}), 0)`
}
