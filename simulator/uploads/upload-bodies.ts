import { DatabaseSync } from 'node:sqlite'
import type { BodyPool } from '../http/body-pool.ts'

/** The bytes of staged uploads, by upload. */
export interface UploadBodies {
  put(id: number, body: Buffer): void
  get(id: number): Buffer
  remove(id: number): void
  close(): void
}

const SCHEMA = 'CREATE TABLE IF NOT EXISTS bulk_bodies (id INTEGER PRIMARY KEY, body BLOB NOT NULL)'

/** Bodies in a table. */
export function createStoredBodies(database: DatabaseSync, pool: BodyPool): UploadBodies {
  database.exec(SCHEMA)
  const insert = database.prepare('INSERT INTO bulk_bodies VALUES (?, ?)')
  const select = database.prepare('SELECT body FROM bulk_bodies WHERE id = ?')
  const remove = database.prepare('DELETE FROM bulk_bodies WHERE id = ?')
  return {
    put: (id, body) => {
      insert.run(id, body)
      pool.give(body)
    },
    get(id) {
      const body = select.get(id)?.body
      if (!(body instanceof Uint8Array)) throw new RangeError(`There is no body ${id}`)
      return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    },
    remove: (id) => {
      remove.run(id)
    },
    close() {},
  }
}

/** Bodies as they were received, up to `most` bytes in all; further ones in a temporary file that SQLite deletes by itself. */
export function createHeldBodies(most: number, pool: BodyPool): UploadBodies {
  const held = new Map<number, Buffer>()
  let bytes = 0
  let spill: { readonly database: DatabaseSync; readonly bodies: UploadBodies } | undefined
  function spillOver(): UploadBodies {
    if (!spill) {
      const database = new DatabaseSync('')
      spill = { database, bodies: createStoredBodies(database, pool) }
    }
    return spill.bodies
  }
  return {
    put(id, body) {
      if (bytes + body.length > most) {
        spillOver().put(id, body)
        return
      }
      held.set(id, body)
      bytes += body.length
    },
    get: (id) => held.get(id) ?? spillOver().get(id),
    remove(id) {
      const body = held.get(id)
      if (!body) {
        spill?.bodies.remove(id)
        return
      }
      held.delete(id)
      bytes -= body.length
      pool.give(body)
    },
    close: () => spill?.database.close(),
  }
}
