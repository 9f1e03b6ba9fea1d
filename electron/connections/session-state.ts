import type { Connection, ConnectionsState } from '../../shared/contract/connection.ts'
import type { Publish } from '../platform/desktop.ts'
import type { ClientBook, Reach } from './client-book.ts'
import type { AppCredentials } from './oauth/token-endpoint.ts'
import type { TokenKeeper } from './oauth/token-keeper.ts'
import type { Refusals } from './refusals.ts'
import { publicPart, type SavedConnections } from './saved-connections.ts'
import type { PasswordSecret } from './secret.ts'
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

type Trouble = NonNullable<Connection['trouble']>

/** What is true at the moment: which connection is in use, whether the practice instance runs, and what is in trouble. */
export interface SessionState {
  activeId(): string | undefined
  setActive(id: string | undefined): void
  practice(): PracticeConnection | undefined
  setPractice(practice: PracticeConnection | undefined): void
  practiceOf(id: string): PracticeConnection | undefined
  troubleOf(id: string): Trouble | undefined
  /** Absent: there is none any more. */
  setTrouble(id: string, trouble?: Trouble): void
  /** All of it, as the window sees it. */
  seen(): ConnectionsState
  tell(): void
}

export function createSessionState({ saved, publish }: Pick<SessionOptions, 'saved' | 'publish'>): SessionState {
  let practice: PracticeConnection | undefined
  let activeId = saved.lastActiveId()
  const troubles = new Map<string, Trouble>()

  function withTrouble(connection: Connection): Connection {
    const trouble = troubles.get(connection.id)
    return trouble ? { ...connection, trouble } : connection
  }

  const state: SessionState = {
    activeId: () => activeId,
    setActive(id) {
      activeId = id
      saved.rememberActive(id !== undefined && saved.has(id) ? id : undefined)
      state.tell()
    },
    practice: () => practice,
    setPractice(next) {
      practice = next
    },
    practiceOf: (id) => (practice?.connection.id === id ? practice : undefined),
    troubleOf: (id) => troubles.get(id),
    setTrouble(id, trouble) {
      if (trouble) troubles.set(id, trouble)
      else troubles.delete(id)
    },
    seen() {
      const all = [...saved.list().map(publicPart), ...(practice ? [practice.connection] : [])]
      return { connections: all.map(withTrouble), ...(activeId === undefined ? {} : { activeId }) }
    },
    tell: () => publish('connections-changed', state.seen()),
  }
  return state
}
