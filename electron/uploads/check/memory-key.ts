import type { Connection } from '../../../shared/contract/connection.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'

/** What a mapping is remembered under: the same definition of the same company, never of another environment. */
export function memoryKey(connection: Connection, definition: Pick<Definition, 'uri'>): string {
  return [connection.environment, connection.company, definition.uri].join('\n').toLowerCase()
}
