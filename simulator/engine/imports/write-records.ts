import type { DatabaseSync } from 'node:sqlite'
import { ensureMatchIndex, matchSql } from '../records/match-sql.ts'
import type { Attribute, RecordType } from '../records/record-type.ts'
import type { Column } from './plan-import.ts'

/** A value to write; null leaves the field as it is. */
export type Value = string | null

/** Above so many matches a row is rejected (ELQ-00135). */
export const MAX_MATCHES = 1_000

/** Finds, creates and updates records of one type through prepared statements. */
export interface RecordWriter {
  /** Ids of the records whose identifier is `key` (trimmed), lowest first; at most one more than MAX_MATCHES. */
  match(key: string): readonly number[]
  /** Writes `values`, given in the order of the columns, and returns the new record's id. */
  create(values: readonly Value[]): number
  update(id: number, values: readonly Value[]): void
}

const RULE_SQL: Readonly<Record<Column['rule'], (column: string, value: string) => string>> = {
  always: (column, value) => `COALESCE(${value}, ${column})`,
  ifNewIsNotNull: (column, value) => `COALESCE(NULLIF(${value}, ''), ${column})`,
  ifExistingIsNull: (column, value) => `CASE WHEN ${column} = '' THEN COALESCE(${value}, ${column}) ELSE ${column} END`,
}

/** The last of several fields that write one column counts. */
function written(columns: readonly Column[]): readonly { readonly column: Column; readonly position: number }[] {
  const byColumn = new Map<string, { column: Column; position: number }>()
  for (const [position, column] of columns.entries()) {
    if (!column.attribute.isReadOnly) byColumn.set(column.attribute.column, { column, position })
  }
  return [...byColumn.values()]
}

function defaultOf(type: RecordType, attribute: Attribute): string {
  if (attribute.storage === 'flag') return attribute.column === 'is_subscribed' ? '1' : '0'
  return type.fields.find((field) => attribute.column === `f${field.id}`)?.defaultValue ?? ''
}

/** Prepares the statements for one run; `now` is written as created and updated. */
export function createRecordWriter(
  database: DatabaseSync,
  type: RecordType,
  columns: readonly Column[],
  identifier: Column,
  now: number,
): RecordWriter {
  const targets = written(columns)
  const moment = Math.floor(now)
  const names = targets.map(({ column }) => column.attribute.column)
  const defaults = targets.map(({ column }) => defaultOf(type, column.attribute))
  ensureMatchIndex(database, type.table, identifier.attribute)
  const matching = database.prepare(
    `SELECT t.id FROM ${type.table} t WHERE ${matchSql(identifier.attribute, 't')} = ? ORDER BY t.id LIMIT ${MAX_MATCHES + 1}`,
  )
  matching.setReturnArrays(true)
  const inserting = database.prepare(
    `INSERT INTO ${type.table} (${[...names, 'created_at', 'updated_at'].join(', ')})` +
      ` VALUES (${[...names, '', ''].map(() => '?').join(', ')})`,
  )
  const changing = targets.filter(({ column }) => column !== identifier)
  const sets = changing.map(({ column: { attribute, rule } }, index) =>
    [attribute.column, RULE_SQL[rule](attribute.column, `?${index + 1}`)].join(' = '),
  )
  const updating = database.prepare(
    `UPDATE ${type.table} SET ${[...sets, `updated_at = ?${changing.length + 1}`].join(', ')} WHERE id = ?${changing.length + 2}`,
  )
  return {
    match: (key) => (matching.all(key) as unknown as [number][]).map(([id]) => id),
    create: (values) => {
      const given = targets.map(({ position }, index) => values[position] ?? defaults[index] ?? '')
      return Number(inserting.run(...given, moment, moment).lastInsertRowid)
    },
    update: (id, values) => {
      updating.run(...changing.map(({ position }) => values[position] ?? null), moment, id)
    },
  }
}
