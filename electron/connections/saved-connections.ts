import type { Connection } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { ConnectionIndex, IndexedConnection } from './connection-index.ts'

/** The saved connections, and which of them was in use last. Every change is on disk when it returns. */
export interface SavedConnections {
  list(): readonly IndexedConnection[]
  has(id: string): boolean
  /** Throws `not-found`. */
  find(id: string): IndexedConnection
  findByName(company: string, user: string): IndexedConnection | undefined
  /** Adds it, or puts it in the place of the one with its id. */
  put(connection: IndexedConnection): void
  remove(id: string): void
  /** Of last time, if its password can be had without asking the user. */
  lastActiveId(): string | undefined
  rememberActive(id: string | undefined): void
}

export function createSavedConnections(index: ConnectionIndex): SavedConnections {
  const list = () => index.read().connections
  const byId = (id: string) => list().find((connection) => connection.id === id)
  const write = (connections: readonly IndexedConnection[]) => index.write({ ...index.read(), connections })

  return {
    list,
    has: (id) => byId(id) !== undefined,
    find(id) {
      const found = byId(id)
      if (!found) throw new AppError({ code: 'not-found', message: signInReasons.connectionNotSaved })
      return found
    },
    findByName: (company, user) => list().find((saved) => isSameUser(saved, { company, user })),
    put: (connection) =>
      write(
        byId(connection.id)
          ? list().map((saved) => (saved.id === connection.id ? connection : saved))
          : [...list(), connection],
      ),
    remove: (id) => write(list().filter((connection) => connection.id !== id)),
    lastActiveId: () =>
      list().find(({ id, kept, signedOut }) => id === index.read().activeId && kept === 'keychain' && !signedOut)?.id,
    rememberActive(id) {
      if (index.read().activeId === id) return
      const { activeId: _activeId, ...rest } = index.read()
      index.write({ ...rest, ...(id === undefined ? {} : { activeId: id }) })
    },
  }
}

/** What the window may see of a saved connection. */
export function publicPart({
  inKeychain: _inKeychain,
  signedOut: _signedOut,
  appId: _appId,
  passwordSince: _passwordSince,
  acceptedAt: _acceptedAt,
  acceptedOn: _acceptedOn,
  ...connection
}: IndexedConnection): Connection {
  return connection
}

type Name = Pick<Connection, 'company' | 'user'>

/** Eloqua looks at the case of neither. */
function isSameUser(a: Name, b: Name): boolean {
  return a.company.toLowerCase() === b.company.toLowerCase() && a.user.toLowerCase() === b.user.toLowerCase()
}
