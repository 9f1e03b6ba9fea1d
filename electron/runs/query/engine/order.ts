import type { SortKey } from '../../../../shared/contract/run-questions.ts'
import { digitsOf, numberOf, orderValueOf } from './readings.ts'
import { cell } from './sql-text.ts'

/**
 * The order of a view, for `order by`. Ascending or descending, cells without a value come last: first those that cannot be read as
 * the key's reading, then blank ones. Rows that are equal in every key keep the order of the run (`n`).
 * `long`: columns with numbers that a double does not tell apart.
 */
export function orderOf(sort: readonly SortKey[], long: ReadonlySet<number>): string {
  return [...sort.flatMap((key) => keysOf(key, long.has(key.column))), 'n'].join(', ')
}

function keysOf({ column, as, descending }: SortKey, isLong: boolean): readonly string[] {
  const cells = cell(column)
  const [way, otherWay] = descending ? ['desc', 'asc'] : ['asc', 'desc']
  const value = `${orderValueOf(cells, as)} ${way} nulls last`
  if (as === 'text') return [value]
  const exact = [
    `case when ${numberOf(cells)} >= 0 then ${digitsOf(cells)} end ${way}`,
    `case when ${numberOf(cells)} < 0 then ${digitsOf(cells)} end ${otherWay}`,
  ]
  return [value, ...(as === 'number' && isLong ? exact : []), `${cells} = ''`]
}
