import { randomUUID } from 'node:crypto'
import type { ConnectionApi } from '../../shared/contract/calls/connections.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Credentials } from '../eloqua/http/create-eloqua-client.ts'
import type { FetchLike } from '../eloqua/http/fetch-reply.ts'
import type { Log } from '../platform/logger.ts'
import type { Reach } from './client-book.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'
import { type Discovery, discover } from './discovery.ts'
import type { SavedConnections } from './saved-connections.ts'
import type { PracticeConnection, Session } from './session.ts'

export interface ConnectionApiOptions {
  readonly session: Session
  readonly saved: SavedConnections
  readonly store: CredentialStore
  readonly reach: Reach
  readonly fetch: FetchLike
  /** Starts the practice instance, or gives the one that runs. */
  readonly startPractice: () => Promise<PracticeConnection>
  readonly stopPractice: () => Promise<void>
  readonly log: Log
}

type Kept = Pick<IndexedConnection, 'kept' | 'inKeychain'>

/** What the window may do with connections. Nothing it gets back holds a secret. */
export function createConnectionApi(options: ConnectionApiOptions): ConnectionApi {
  const { session, saved, store, startPractice, stopPractice } = options

  return {
    listConnections: async () => session.state(),
    getKeychainStatus: () => store.status(),
    async signIn({ company, user, password, label, environment, keep }) {
      const secret = { company, user, password }
      const { host } = await signInTo(options, secret)
      // Signing in again as somebody who is saved already corrects that connection instead of doubling it.
      const earlier = saved.findByName(company, user)
      const id = earlier?.id ?? randomUUID()
      const kept = await keepSecret(options, id, secret, keep, earlier?.inKeychain ?? false)
      try {
        return session.enter({ id, label, company, user, environment, host, ...kept }, secret)
      } catch (error) {
        // Not on the list, so nobody could ever forget it: its entry must not stay behind either.
        if (!earlier && kept.inKeychain) await store.remove(id).catch(() => undefined)
        throw error
      }
    },
    async signInAgain({ id, password, keep }) {
      refusePractice(session, id)
      const { company, user, inKeychain } = saved.find(id)
      const secret = { company, user, password }
      const { host } = await signInTo(options, secret)
      const kept = await keepSecret(options, id, secret, keep, inKeychain)
      return session.enter({ ...saved.find(id), host, ...kept }, secret)
    },
    switchConnection: ({ id }) => session.activate(id),
    async editConnection({ id, label, environment }) {
      refusePractice(session, id)
      return session.change(id, { label, environment })
    },
    signOut: async () => session.signOut(),
    async forgetConnection({ id }) {
      if (isPractice(session, id)) return stopPractice()
      // First the secret: a connection is only off the list once its password is certainly gone.
      if (saved.find(id).inKeychain) await store.remove(id)
      session.drop(id)
    },
    async openPractice() {
      const practice = await startPractice()
      return session.activate(practice.connection.id)
    },
  }
}

function signInTo({ reach, fetch }: ConnectionApiOptions, credentials: Credentials): Promise<Discovery> {
  return discover({ ...reach, credentials, fetch })
}

async function keepSecret(
  { store, log }: ConnectionApiOptions,
  id: string,
  secret: Credentials,
  keep: 'keychain' | 'session',
  wasInKeychain: boolean,
): Promise<Kept> {
  if (keep === 'keychain') {
    await store.put(id, secret)
    return { kept: 'keychain', inKeychain: true }
  }
  if (!wasInKeychain) return { kept: 'session', inKeychain: false }
  try {
    await store.remove(id)
    return { kept: 'session', inKeychain: false }
  } catch (error) {
    // A locked keychain is why people choose the session: the old entry is removed when the connection is forgotten.
    log.warn('the earlier keychain entry could not be removed', { error })
    return { kept: 'session', inKeychain: true }
  }
}

function isPractice(session: Session, id: string): boolean {
  return session.practice()?.connection.id === id
}

function refusePractice(session: Session, id: string): void {
  if (!isPractice(session, id)) return
  throw new AppError({ code: 'not-allowed-now', message: 'The practice instance has no sign-in of its own.' })
}
