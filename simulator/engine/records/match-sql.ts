import type { DatabaseSync } from 'node:sqlite'
import { type Attribute, readSql } from './record-type.ts'

/** What `String.trim` takes away, as SQLite's trim() wants it named. */
const BLANKS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

const EXTERNAL_ID = '$t.external_id'

/** Text is kept as it was sent, so its outer blanks are set aside where it is compared. */
function isTrimmed({ storage, sql }: Attribute): boolean {
  return storage === 'text' && sql === undefined
}

function comparedSql(attribute: Attribute, column: string): string {
  return isTrimmed(attribute) ? `trim(${column}, '${BLANKS}')` : column
}

/**
 * SQL of an attribute as records are matched by it: without outer blanks and without regard to case (A to Z), unless
 * `isCaseSensitive`. Compare it with a trimmed value.
 */
export function matchSql(attribute: Attribute, alias: string, isCaseSensitive = false): string {
  const compared = comparedSql(attribute, readSql(attribute, alias))
  return `${compared} COLLATE ${isCaseSensitive ? 'BINARY' : 'NOCASE'}`
}

/**
 * Imports may match records by any field, so an index is made the first time one is asked for: without it an
 * import would read the whole table for each row.
 */
export function ensureMatchIndex(database: DatabaseSync, table: string, attribute: Attribute): void {
  const column = attribute.sql === EXTERNAL_ID ? 'external_id' : attribute.column
  if (column === '' || column === 'id') return
  const compared = comparedSql(attribute, column)
  database.exec(`CREATE INDEX IF NOT EXISTS ${table}_match_${column} ON ${table} (${compared} COLLATE NOCASE)`)
}
