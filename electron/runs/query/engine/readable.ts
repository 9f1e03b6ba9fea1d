import type {
  DateReading,
  Reading,
  ReadingCount,
  TimeSeries,
  TimeUnit,
} from '../../../../shared/contract/run-questions.ts'
import type { Session } from './duck.ts'
import type { Chosen } from './grouped.ts'
import { dateOf, orderValueOf } from './readings.ts'
import { cell, literal } from './sql-text.ts'

/** How many cells of a column can be read as the user says. */
export async function countReading(
  session: Session,
  { source, condition }: Chosen,
  { column, as }: { readonly column: number; readonly as: Reading },
): Promise<ReadingCount> {
  const figures = `count(*), count(${orderValueOf(cell(column), as)}), count(*) filter (${cell(column)} = '')`
  const [[rows, read, blank] = []] = await session.rows(`select ${figures} from ${source.sql} where ${condition}`)
  return { read: Number(read), unread: Number(rows) - Number(read) - Number(blank), blank: Number(blank) }
}

/** Rows by the day, week, month or year of one column. */
export async function countByTime(
  session: Session,
  { source, condition }: Chosen,
  { column, as, unit }: { readonly column: number; readonly as: DateReading; readonly unit: TimeUnit },
): Promise<TimeSeries> {
  const read = `select ${dateOf(cell(column), as)} as d, ${cell(column)} = '' as is_blank from ${source.sql} where ${condition}`
  const found = await session.rows(
    `select strftime(date_trunc(${literal(unit)}, d), '%Y-%m-%d') as day, is_blank, count(*) from (${read}) group by all order by day`,
  )
  const counts = (isBlank: boolean): number =>
    found
      .filter(([day, blank]) => day === null && blank === isBlank)
      .reduce((sum, [, , count]) => sum + Number(count), 0)
  const points = found.flatMap(([day, , count]) => (day === null ? [] : [{ at: String(day), count: Number(count) }]))
  return { points, unread: counts(false), blank: counts(true) }
}
