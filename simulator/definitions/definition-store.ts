import type { DatabaseSync } from 'node:sqlite'
import type { Family } from '../../shared/eloqua/definition.ts'
import type { DefinitionKind } from '../engine/data-engine.ts'
import { familyPath, KIND_PATHS } from '../http/paths.ts'
import type { Properties } from './definition-body.ts'

export interface StoredDefinition {
  readonly uri: string
  readonly kind: DefinitionKind
  readonly family: Family
  readonly parentId?: number
  readonly id: number
  readonly properties: Properties
  readonly createdBy: string
  readonly createdMs: number
  readonly updatedBy: string
  readonly updatedMs: number
  /** When it last took part in a sync. */
  readonly usedMs: number
  /** Something else depends on it: deleting is answered 412. */
  readonly isDependedOn?: boolean
}

export type Place = Pick<StoredDefinition, 'kind' | 'family' | 'parentId'>

/** All definitions, by uri. Kept in the database, read from memory. */
export interface DefinitionStore {
  find(uri: string): StoredDefinition | undefined
  list(place?: Partial<Place>): readonly StoredDefinition[]
  /** The uri the next definition of this place gets; ids ascend per place and are never given twice. */
  nextUri(place: Place): { readonly uri: string; readonly id: number }
  save(definition: StoredDefinition): void
  remove(uri: string): void
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bulk_definitions (uri TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS bulk_sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
`

function folder({ family, parentId, kind }: Place): string {
  return `${familyPath(family, parentId)}/${KIND_PATHS[kind]}`
}

/** Ids given so far by name; one never comes back, also after its owner was deleted. */
export function createSequences(database: DatabaseSync): {
  next(name: string): number
  /** Makes sure that the next id of this name is greater than `id`. */
  pass(name: string, id: number): void
} {
  database.exec(SCHEMA)
  const take = database.prepare(
    'INSERT INTO bulk_sequences VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last',
  )
  const raise = database.prepare(
    'INSERT INTO bulk_sequences VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)',
  )
  return {
    next: (name) => Number(take.get(name)?.last),
    pass: (name, id) => {
      raise.run(name, id)
    },
  }
}

export function createDefinitionStore(database: DatabaseSync): DefinitionStore {
  const sequences = createSequences(database)
  const rows = database.prepare('SELECT body FROM bulk_definitions').all()
  const known = rows.map((row) => JSON.parse(String(row.body)) as StoredDefinition)
  const byUri = new Map(known.map((one) => [one.uri.toLowerCase(), one]))
  const write = database.prepare('INSERT OR REPLACE INTO bulk_definitions VALUES (?, ?)')
  const erase = database.prepare('DELETE FROM bulk_definitions WHERE uri = ?')

  return {
    find: (uri) => byUri.get(uri.toLowerCase()),
    list(place = {}) {
      const fits = (one: StoredDefinition) =>
        (!place.kind || one.kind === place.kind) &&
        (!place.family || (one.family === place.family && one.parentId === place.parentId))
      return [...byUri.values()].filter(fits).sort((left, right) => left.id - right.id)
    },
    nextUri(place) {
      const id = sequences.next(folder(place))
      return { uri: `${folder(place)}/${id}`, id }
    },
    save(definition) {
      sequences.pass(folder(definition), definition.id)
      byUri.set(definition.uri.toLowerCase(), definition)
      write.run(definition.uri.toLowerCase(), JSON.stringify(definition))
    },
    remove(uri) {
      byUri.delete(uri.toLowerCase())
      erase.run(uri.toLowerCase())
    },
  }
}
