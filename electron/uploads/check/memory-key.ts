import { createHash } from 'node:crypto'
import type { Connection } from '../../../shared/contract/connection.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { MemoryKey } from '../journal/upload-journal.ts'
import { foldName } from './match-names.ts'

/** Files to the same definition of the same company, never of another environment. */
export function memoryOfDefinition(connection: Connection, definition: Pick<Definition, 'uri'>): string {
  return [connection.environment, connection.company, definition.uri].join('\n').toLowerCase()
}

/** What a mapping is remembered under: a definition, and the columns of the file in whatever order. */
export function memoryKey(
  connection: Connection,
  definition: Pick<Definition, 'uri'>,
  headers: readonly string[],
): MemoryKey {
  const columns = createHash('sha256').update(JSON.stringify(headers.map(foldName).sort()))
  return { definition: memoryOfDefinition(connection, definition), columns: columns.digest('hex') }
}
