import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Columns } from './people.ts'

/** Inserts records given as columns, preparing one statement per set of columns. */
export function createInserter(database: DatabaseSync, table: string): (columns: Columns) => void {
  const statements = new Map<string, StatementSync>()
  return (columns) => {
    const names = Object.keys(columns)
    const key = names.join(', ')
    let statement = statements.get(key)
    if (!statement) {
      statement = database.prepare(`INSERT INTO ${table} (${key}) VALUES (${names.map(() => '?').join(', ')})`)
      statements.set(key, statement)
    }
    statement.run(...Object.values(columns))
  }
}
