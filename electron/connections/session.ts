import type { Connection, ConnectionsState } from '../../shared/contract/connection.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { IndexedConnection } from './connection-index.ts'
import { publicPart } from './saved-connections.ts'
import type { PasswordSecret, TokenSecret } from './secret.ts'
import { createSessionClients } from './session-clients.ts'
import { createSessionState, type PracticeConnection, type SessionOptions, type SessionState } from './session-state.ts'

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
  const state = createSessionState(options)
  return {
    clients: createSessionClients(options, state),
    state: state.seen,
    ...createEntries(options, state),
    ...createExits(options, state),
    ...createTroubles(state),
    change(id, change) {
      const changed = { ...options.saved.find(id), ...change }
      options.saved.put(changed)
      options.clients.close(id)
      state.tell()
      return publicPart(changed)
    },
    practice: state.practice,
    setPractice(next) {
      const stopped = state.practice()?.connection.id
      if (stopped !== undefined) options.clients.close(stopped)
      state.setPractice(next)
      if (next) options.clients.signedIn(next.connection.id)
      state.setActive(state.activeId() === stopped ? next?.connection.id : state.activeId())
    },
  }
}

function createEntries(
  { saved, secrets, clients, onSignedIn }: SessionOptions,
  state: SessionState,
): Pick<Session, 'enter' | 'activate'> {
  return {
    enter(connection, secret) {
      const entered = { ...connection, lastUsedAt: now(), signedOut: false }
      saved.put(entered)
      secrets.remember(entered, secret)
      state.setTrouble(connection.id)
      clients.close(connection.id)
      clients.signedIn(connection.id)
      state.setActive(connection.id)
      onSignedIn?.(connection.id)
      return publicPart(entered)
    },
    async activate(id) {
      const practising = state.practiceOf(id)
      if (!practising) {
        await secrets.of(saved.find(id))
        saved.put({ ...saved.find(id), lastUsedAt: now(), signedOut: false })
        clients.signedIn(id)
      }
      state.setActive(id)
      return practising?.connection ?? publicPart(saved.find(id))
    },
  }
}

function createExits(
  { saved, secrets, clients }: SessionOptions,
  state: SessionState,
): Pick<Session, 'signOut' | 'drop'> {
  function letGo(id: string): void {
    secrets.forget(id)
    state.setTrouble(id)
    clients.close(id)
  }

  return {
    signOut() {
      const id = state.activeId()
      if (id === undefined) return
      letGo(id)
      if (saved.has(id)) saved.put({ ...saved.find(id), signedOut: true })
      state.setActive(undefined)
    },
    drop(id) {
      letGo(id)
      saved.remove(id)
      state.setActive(state.activeId() === id ? undefined : state.activeId())
    },
  }
}

function createTroubles(state: SessionState): Pick<Session, 'setTrouble' | 'clearTrouble'> {
  return {
    setTrouble(id, trouble) {
      state.setTrouble(id, trouble)
      state.tell()
    },
    clearTrouble(id, trouble) {
      if (state.troubleOf(id) !== trouble) return
      state.setTrouble(id)
      state.tell()
    },
  }
}

function now(): string {
  return new Date().toISOString()
}
