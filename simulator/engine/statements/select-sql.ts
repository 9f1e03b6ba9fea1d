import { type RecordType, readSql } from '../records/record-type.ts'
import type { Reference } from './resolve-statement.ts'

/** Collects the joins that references need, so that each related record is joined once. */
export interface SelectSql {
  /** SQL reading the reference's value. */
  read(reference: Reference): string
  /** `FROM …` with all joins collected so far. */
  from(): string
}

/** Starts a SELECT over the records of `type`, known as `t`. */
export function createSelectSql(type: RecordType): SelectSql {
  const joins = new Map<string, { alias: string; sql: string }>()
  const aliasOf = (reference: Reference): string => {
    let alias = 't'
    let path = ''
    for (const relation of reference.relations) {
      path += `/${relation.type.key}.${relation.column}`
      const known = joins.get(path)
      if (known) {
        alias = known.alias
        continue
      }
      const next = `j${joins.size + 1}`
      joins.set(path, {
        alias: next,
        sql: `LEFT JOIN ${relation.type.table} ${next} ON ${next}.id = ${alias}.${relation.column}`,
      })
      alias = next
    }
    return alias
  }
  return {
    read: (reference) => readSql(reference.attribute, aliasOf(reference)),
    from: () => `FROM ${type.table} t ${[...joins.values()].map(({ sql }) => sql).join(' ')}`,
  }
}
