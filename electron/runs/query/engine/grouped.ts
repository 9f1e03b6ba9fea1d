import type { FrequentValues, RowGroups, ValueCount } from '../../../../shared/contract/run-questions.ts'
import { countOfHits } from './conditions.ts'
import type { Session } from './duck.ts'
import type { RowSource } from './run-store.ts'
import { cell } from './sql-text.ts'

/** Which rows of a source. */
export interface Chosen {
  readonly source: RowSource
  readonly condition: string
}

/** Counts rows by their values, into the session's own table `grouped` with `v0`, `v1`, ... and `k`. */
export async function groupInto(
  session: Session,
  { source, condition }: Chosen,
  columns: readonly number[],
): Promise<void> {
  const values = columns.map((column, index) => `${cell(column)} as v${index}`).join(', ')
  await session.run(
    `create temp table grouped as select ${values}, count(*) as k from ${source.sql} where ${condition} group by all`,
  )
}

export async function groupRows(
  session: Session,
  chosen: Chosen,
  { by, limit }: { readonly by: readonly number[]; readonly limit: number },
): Promise<RowGroups> {
  await groupInto(session, chosen, by)
  const values = by.map((_, index) => `v${index}`).join(', ')
  const [[distinct, rows] = []] = await session.rows('select count(*), coalesce(sum(k), 0) from grouped')
  const found = await session.rows(`select ${values}, k from grouped order by k desc, ${values} limit ${limit}`)
  const groups = found.map((row) => ({ values: row.slice(0, -1).map(String), count: Number(row.at(-1)) }))
  return { groups, distinct: Number(distinct), rows: Number(rows) }
}

/** The values of one column for a list to choose from: those that hold `search`, whatever its case. */
export async function listValues(
  session: Session,
  { source, condition }: Chosen,
  {
    column,
    search = '',
    limit,
  }: { readonly column: number; readonly search?: string | undefined; readonly limit: number },
): Promise<FrequentValues> {
  const holding = search === '' ? condition : `(${condition}) and ${countOfHits(search, false, [column])} > 0`
  await groupInto(session, { source, condition: holding }, [column])
  const [[distinct] = []] = await session.rows('select count(*) from grouped')
  return { values: await mostFrequent(session, 'true', limit), distinct: Number(distinct) }
}

export async function mostFrequent(session: Session, condition: string, limit: number): Promise<readonly ValueCount[]> {
  const found = await session.rows(`select v0, k from grouped where ${condition} order by k desc, v0 limit ${limit}`)
  return found.map(([value, count]) => ({ value: String(value), count: Number(count) }))
}
