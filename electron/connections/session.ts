import type { Connection, ConnectionsState } from '../../shared/contract/connection.ts'
import { AppError, isAppError } from '../../shared/contract/errors.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Credentials } from '../eloqua/http/create-eloqua-client.ts'
import type { Publish } from '../platform/desktop.ts'
import type { ClientBook, Reach } from './client-book.ts'
import type { IndexedConnection } from './connection-index.ts'
import { publicPart, type SavedConnections } from './saved-connections.ts'
import type { Secrets } from './secrets.ts'

/** The practice instance as a connection: never saved, gone when it stops. */
export interface PracticeConnection {
  readonly connection: Connection
  readonly reach: Reach
  readonly secret: Credentials
}

export interface SessionOptions {
  readonly saved: SavedConnections
  readonly secrets: Secrets
  readonly clients: ClientBook
  /** Of all connections but the practice instance. */
  readonly reach: Reach
  readonly publish: Publish
}

/** Who is signed in, and where. Every change of it is told to the window. */
export interface Session {
  readonly clients: Clients
  state(): ConnectionsState
  /** Saves a connection whose sign-in was just accepted, and makes it the active one. */
  enter(connection: IndexedConnection, secret: Credentials): Connection
  /** Makes a saved connection, or the practice instance, the active one. Rejects as `Secrets.of` does. */
  activate(id: string): Promise<Connection>
  change(id: string, change: Partial<IndexedConnection>): Connection
  signOut(): void
  /** Takes a saved connection off the list; its keychain entry must be gone already. */
  drop(id: string): void
  practice(): PracticeConnection | undefined
  /** Undefined once it has stopped. */
  setPractice(practice: PracticeConnection | undefined): void
}

export function createSession(options: SessionOptions): Session {
  const { saved, secrets, clients, publish } = options
  let practice: PracticeConnection | undefined
  let activeId = saved.lastActiveId()

  function setActive(id: string | undefined): void {
    activeId = id
    saved.rememberActive(id !== undefined && saved.has(id) ? id : undefined)
    publish('connections-changed', state())
  }

  function state(): ConnectionsState {
    const connections = [...saved.list().map(publicPart), ...(practice ? [practice.connection] : [])]
    return { connections, ...(activeId === undefined ? {} : { activeId }) }
  }

  function practiceOf(id: string): PracticeConnection | undefined {
    return practice?.connection.id === id ? practice : undefined
  }

  function change(id: string, change: Partial<IndexedConnection>): Connection {
    const changed = { ...saved.find(id), ...change }
    saved.put(changed)
    clients.close(id)
    publish('connections-changed', state())
    return publicPart(changed)
  }

  /** Where the password turns out to be gone, the window goes back to where it can be given again. */
  async function credentialsOf(id: string): Promise<Credentials> {
    try {
      return await secretOf(options, id, practiceOf(id))
    } catch (error) {
      if (activeId === id && isAppError(error) && error.code === 'not-signed-in') setActive(undefined)
      throw error
    }
  }

  return {
    clients: {
      active() {
        if (activeId === undefined) throw notSignedIn('Sign in first.')
        return open(options, activeId, practiceOf(activeId), credentialsOf)
      },
      async forConnection(id) {
        await credentialsOf(id)
        return open(options, id, practiceOf(id), credentialsOf)
      },
    },
    state,
    enter(connection, secret) {
      const entered = { ...connection, lastUsedAt: now(), signedOut: false }
      saved.put(entered)
      secrets.remember(connection.id, secret)
      clients.close(connection.id)
      setActive(connection.id)
      return publicPart(entered)
    },
    async activate(id) {
      const practising = practiceOf(id)
      if (!practising) {
        await secrets.of(saved.find(id))
        saved.put({ ...saved.find(id), lastUsedAt: now(), signedOut: false })
      }
      setActive(id)
      return practising?.connection ?? publicPart(saved.find(id))
    },
    change,
    signOut() {
      const id = activeId
      if (id === undefined) return
      secrets.forget(id)
      clients.close(id)
      if (saved.has(id)) saved.put({ ...saved.find(id), signedOut: true })
      setActive(undefined)
    },
    drop(id) {
      secrets.forget(id)
      clients.close(id)
      saved.remove(id)
      setActive(activeId === id ? undefined : activeId)
    },
    practice: () => practice,
    setPractice(next) {
      const stopped = practice?.connection.id
      if (stopped !== undefined) clients.close(stopped)
      practice = next
      setActive(activeId === stopped ? next?.connection.id : activeId)
    },
  }
}

/** The client asks for its secret each time: after a sign-out it gets none. */
function open(
  { saved, clients, reach }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
  credentialsOf: (id: string) => Promise<Credentials>,
): EloquaClient {
  return clients.open({
    connection: practice?.connection ?? publicPart(saved.find(id)),
    reach: practice?.reach ?? reach,
    credentials: () => credentialsOf(id),
    onDiscovered({ host }) {
      // Eloqua moves instances between hosts; the one named last is the one shown.
      if (saved.has(id) && saved.find(id).host !== host) saved.put({ ...saved.find(id), host })
    },
  })
}

async function secretOf(
  { saved, secrets }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
): Promise<Credentials> {
  if (practice) return practice.secret
  refuseSignedOut(saved, id)
  const secret = await secrets.of(saved.find(id))
  // The keychain may have waited for the user, who may have signed out meanwhile.
  refuseSignedOut(saved, id)
  return secret
}

function refuseSignedOut(saved: SavedConnections, id: string): void {
  if (!saved.has(id)) {
    const message = 'Bulkdesk has forgotten the connection this belongs to, so it cannot go on.'
    throw new AppError({ code: 'not-found', message })
  }
  if (saved.find(id).signedOut) throw notSignedIn('You are signed out of this connection.')
}

function notSignedIn(message: string): AppError {
  return new AppError({ code: 'not-signed-in', message })
}

function now(): string {
  return new Date().toISOString()
}
