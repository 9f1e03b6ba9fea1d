import type { Connection, ConnectionsState } from '../../shared/contract/connection.ts'
import { AppError, isAppError } from '../../shared/contract/errors.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Credentials } from '../eloqua/http/authorization.ts'
import type { Publish } from '../platform/desktop.ts'
import type { ClientBook, ClientRequest, Reach } from './client-book.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { AppCredentials } from './oauth/token-endpoint.ts'
import type { TokenKeeper } from './oauth/token-keeper.ts'
import type { Refusals } from './refusals.ts'
import { publicPart, type SavedConnections } from './saved-connections.ts'
import type { PasswordSecret, TokenSecret } from './secret.ts'
import type { Secrets } from './secrets.ts'

/** The practice instance as a connection: never saved, gone when it stops. */
export interface PracticeConnection {
  readonly connection: Connection
  readonly reach: Reach
  readonly secret: PasswordSecret
  /** The practice company's app for OAuth. */
  readonly app: AppCredentials
  /** The tokens, where the user chose to try single sign-on. */
  readonly keeper?: TokenKeeper
}

export interface SessionOptions {
  readonly saved: SavedConnections
  readonly secrets: Secrets
  readonly clients: ClientBook
  /** Of all connections but the practice instance. */
  readonly reach: Reach
  readonly refusals: Refusals
  readonly publish: Publish
  /** The user has signed in, and Eloqua has accepted it: what waited for that goes on. */
  readonly onSignedIn?: ((connectionId: string) => void) | undefined
}

/** Who is signed in, and where. Every change of it is told to the window. */
export interface Session {
  readonly clients: Clients
  state(): ConnectionsState
  /** Saves a connection whose sign-in was just accepted, and makes it the active one. */
  enter(connection: IndexedConnection, secret: PasswordSecret | TokenSecret): Connection
  /** Makes a saved connection, or the practice instance, the active one. Rejects as `Secrets.of` does. */
  activate(id: string): Promise<Connection>
  change(id: string, change: Partial<IndexedConnection>): Connection
  signOut(): void
  /** Takes a saved connection off the list; its keychain entry must be gone already. */
  drop(id: string): void
  practice(): PracticeConnection | undefined
  /** Tells the window what is wrong with a connection's sign-in. */
  setTrouble(id: string, trouble: NonNullable<Connection['trouble']>): void
  /** Takes this trouble back, if it is the one that was told. */
  clearTrouble(id: string, trouble: NonNullable<Connection['trouble']>): void
  /** Undefined once it has stopped. */
  setPractice(practice: PracticeConnection | undefined): void
}

export function createSession(options: SessionOptions): Session {
  const { saved, secrets, clients, publish } = options
  let practice: PracticeConnection | undefined
  let activeId = saved.lastActiveId()
  const troubles = new Map<string, NonNullable<Connection['trouble']>>()

  function setActive(id: string | undefined): void {
    activeId = id
    saved.rememberActive(id !== undefined && saved.has(id) ? id : undefined)
    publish('connections-changed', state())
  }

  function state(): ConnectionsState {
    const connections = [...saved.list().map(publicPart), ...(practice ? [practice.connection] : [])].map(withTrouble)
    return { connections, ...(activeId === undefined ? {} : { activeId }) }
  }

  function withTrouble(connection: Connection): Connection {
    const trouble = troubles.get(connection.id)
    return trouble ? { ...connection, trouble } : connection
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

  /**
   * Where the password turns out to be gone, the window goes back to where it can be given again. A sign-in that is over
   * leaves the window where it is: the work there waits, and goes on in place.
   */
  async function credentialsOf(id: string): Promise<Credentials> {
    try {
      return await secretOf(options, id, practiceOf(id))
    } catch (error) {
      const isGone = isAppError(error) && error.code === 'not-signed-in' && !troubles.has(id)
      if (activeId === id && isGone) setActive(undefined)
      throw error
    }
  }

  async function insteadOf(id: string, refused: Credentials): Promise<Credentials | undefined> {
    const keeper = practiceOf(id)?.keeper
    if (!keeper) return practiceOf(id) ? undefined : secrets.insteadOf(saved.find(id), refused)
    return 'accessToken' in refused ? { accessToken: await keeper.insteadOf(refused.accessToken) } : undefined
  }

  function openClient(id: string): EloquaClient {
    return open(options, id, practiceOf(id), {
      credentials: () => credentialsOf(id),
      insteadOf: (refused) => insteadOf(id, refused),
    })
  }

  return {
    clients: {
      active() {
        if (activeId === undefined) throw notSignedIn('Sign in first.')
        return openClient(activeId)
      },
      async forConnection(id) {
        await credentialsOf(id)
        return openClient(id)
      },
    },
    state,
    enter(connection, secret) {
      const entered = { ...connection, lastUsedAt: now(), signedOut: false }
      saved.put(entered)
      secrets.remember(entered, secret)
      troubles.delete(connection.id)
      clients.close(connection.id)
      clients.signedIn(connection.id)
      setActive(connection.id)
      options.onSignedIn?.(connection.id)
      return publicPart(entered)
    },
    async activate(id) {
      const practising = practiceOf(id)
      if (!practising) {
        await secrets.of(saved.find(id))
        saved.put({ ...saved.find(id), lastUsedAt: now(), signedOut: false })
        clients.signedIn(id)
      }
      setActive(id)
      return practising?.connection ?? publicPart(saved.find(id))
    },
    change,
    signOut() {
      const id = activeId
      if (id === undefined) return
      secrets.forget(id)
      troubles.delete(id)
      clients.close(id)
      if (saved.has(id)) saved.put({ ...saved.find(id), signedOut: true })
      setActive(undefined)
    },
    drop(id) {
      secrets.forget(id)
      troubles.delete(id)
      clients.close(id)
      saved.remove(id)
      setActive(activeId === id ? undefined : activeId)
    },
    practice: () => practice,
    setTrouble(id, trouble) {
      troubles.set(id, trouble)
      publish('connections-changed', state())
    },
    clearTrouble(id, trouble) {
      if (troubles.get(id) !== trouble) return
      troubles.delete(id)
      publish('connections-changed', state())
    },
    setPractice(next) {
      const stopped = practice?.connection.id
      if (stopped !== undefined) clients.close(stopped)
      practice = next
      if (next) clients.signedIn(next.connection.id)
      setActive(activeId === stopped ? next?.connection.id : activeId)
    },
  }
}

/** The client asks for its secret each time: after a sign-out it gets none. */
function open(
  { saved, clients, reach, refusals }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
  given: Pick<ClientRequest, 'credentials' | 'insteadOf'>,
): EloquaClient {
  return clients.open({
    connection: practice?.connection ?? publicPart(saved.find(id)),
    reach: practice?.reach ?? reach,
    ...given,
    onDiscovered({ host, displayName }) {
      // Eloqua moves instances between hosts; the one named last is the one shown.
      if (!saved.has(id)) return
      const before = saved.find(id)
      const after = { ...before, host, ...(displayName ? { displayName } : {}), ...refusals.accepted(before) }
      if (before.host !== host || before.displayName !== after.displayName || isStale(before)) saved.put(after)
    },
    explain: (error) =>
      saved.has(id) && saved.find(id).way === undefined
        ? { ...error, refusal: refusals.facts(saved.find(id), saved.find(id), false) }
        : error,
  })
}

const DAY_MS = 86_400_000

/** When the sign-in was last accepted is kept to the day: the file need not be written at every discovery. */
function isStale({ acceptedAt }: IndexedConnection): boolean {
  return acceptedAt === undefined || Date.now() - Date.parse(acceptedAt) > DAY_MS
}

async function secretOf(
  { saved, secrets }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
): Promise<Credentials> {
  if (practice?.keeper) return { accessToken: await practice.keeper.access() }
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
