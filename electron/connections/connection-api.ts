import { randomUUID } from 'node:crypto'
import type { ConnectionApi } from '../../shared/contract/calls/connections.ts'
import { AppError, isAppError, notNow } from '../../shared/contract/errors.ts'
import { leaveProductionWords } from '../../shared/words/production.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import { confirmNatively } from '../eloqua/confirm-write.ts'
import type { FetchLike } from '../eloqua/http/fetch-reply.ts'
import type { Desktop } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { Reach } from './client-book.ts'
import type { CompanyApps } from './company-apps.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { CredentialStore } from './credentials.ts'
import { type Discovery, discover } from './discovery.ts'
import { keepSecret } from './keep-secret.ts'
import type { Leftovers } from './leftovers.ts'
import type { Refusals } from './refusals.ts'
import type { SavedConnections } from './saved-connections.ts'
import type { PasswordSecret } from './secret.ts'
import type { Session } from './session.ts'
import type { PracticeConnection } from './session-state.ts'

export interface ConnectionApiOptions {
  readonly session: Session
  readonly saved: SavedConnections
  readonly store: CredentialStore
  readonly apps: CompanyApps
  readonly leftovers: Leftovers
  readonly refusals: Refusals
  readonly reach: Reach
  readonly desktop: Pick<Desktop, 'confirm'>
  readonly fetch: FetchLike
  /** Starts the practice instance, or gives the one that runs. */
  readonly startPractice: () => Promise<PracticeConnection>
  readonly stopPractice: () => Promise<void>
  readonly log: Log
}

/** What the window may do with connections. Nothing it gets back holds a secret. */
export function createConnectionApi(options: ConnectionApiOptions): ConnectionApi {
  const { session, saved, store, desktop, startPractice } = options
  return {
    ...createSignIns(options),
    ...createExits(options),
    listConnections: async () => session.state(),
    getKeychainStatus: () => store.status(),
    switchConnection: ({ id }) => session.activate(id),
    async editConnection({ id, label, environment }) {
      refusePractice(session, id)
      const before = saved.find(id)
      // Otherwise a window that was taken over could call production a sandbox first, and not be asked afterwards.
      if (before.environment === 'production' && environment !== 'production')
        await confirmNatively(desktop, leaveProductionWords(before.label, before))
      return session.change(id, { label, environment })
    },
    async openPractice() {
      const practice = await startPractice()
      if (session.practice()?.keeper) session.setPractice(practice)
      return session.activate(practice.connection.id)
    },
  }
}

function createSignIns(options: ConnectionApiOptions): Pick<ConnectionApi, 'signIn' | 'signInAgain'> {
  const { session, saved } = options
  return {
    async signIn({ company, user, password, label, environment, keep }) {
      const secret = { company, user, password }
      // Signing in again as somebody who is saved already corrects that connection instead of doubling it.
      const earlier = saved.findByName(company, user)
      const facts = await signInTo(options, secret, earlier)
      const id = earlier?.id ?? randomUUID()
      const kept = await keepSecret(options, id, secret, keep, earlier?.inKeychain ?? false)
      return enter(options, { id, label, company, user, environment, ...facts, ...kept }, secret, earlier)
    },
    async signInAgain({ id, password, keep }) {
      refusePractice(session, id)
      const earlier = saved.find(id)
      const { company, user, label, environment, inKeychain, lastUsedAt } = earlier
      const secret = { company, user, password }
      const facts = await signInTo(options, secret, earlier)
      const kept = await keepSecret(options, id, secret, keep, inKeychain)
      return enter(options, { id, label, company, user, environment, lastUsedAt, ...facts, ...kept }, secret, earlier)
    },
  }
}

function createExits(options: ConnectionApiOptions): Pick<ConnectionApi, 'signOut' | 'forgetConnection'> {
  const { session, saved, store, stopPractice } = options
  return {
    async signOut() {
      const { activeId, connections } = session.state()
      session.signOut()
      const { id, way } = connections.find((one) => one.id === activeId) ?? {}
      if (id !== undefined && way === 'oauth' && saved.has(id)) await removeTokens(options, id)
    },
    async forgetConnection({ id }) {
      if (isPractice(session, id)) return stopPractice()
      // First the secret: a connection is only off the list once its password is certainly gone.
      if (saved.find(id).inKeychain) await store.remove(id)
      session.drop(id)
      await removeUnusedApps(options)
    },
  }
}

type Accepted = Pick<IndexedConnection, 'host' | 'displayName' | 'passwordSince' | 'acceptedAt' | 'acceptedOn'>

/** Signs in with a password once. A refusal tells what is known about it. */
async function signInTo(
  { reach, fetch, refusals }: ConnectionApiOptions,
  secret: PasswordSecret,
  earlier: IndexedConnection | undefined,
): Promise<Accepted> {
  let discovery: Discovery
  try {
    discovery = await discover({ ...reach, credentials: secret, fetch })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'sign-in-refused') throw error
    throw new AppError({ ...error.toData(), refusal: refusals.facts(secret, earlier, true) }, { cause: error })
  }
  const accepted = refusals.accepted(secret)
  const { host, displayName } = discovery
  return { host, ...(displayName ? { displayName } : {}), ...accepted, passwordSince: accepted.acceptedAt }
}

async function enter(
  { session, store, leftovers, apps }: ConnectionApiOptions,
  connection: IndexedConnection,
  secret: PasswordSecret,
  earlier: IndexedConnection | undefined,
): Promise<ReturnType<Session['enter']>> {
  try {
    const entered = session.enter(connection, secret)
    leftovers.settle(connection.id)
    // The way back from OAuth: the company's app goes with its last connection.
    if (earlier?.appId) await apps.removeUnused()
    return entered
  } catch (error) {
    // Not on the list, so nothing could ever remove it: its entry must not stay behind either.
    if (!earlier && connection.inKeychain) await store.remove(connection.id).catch(() => undefined)
    throw error
  }
}

/** Signing out of OAuth ends the right to renew: the tokens leave this computer. The company's app stays. */
async function removeTokens({ saved, store, log }: ConnectionApiOptions, id: string): Promise<void> {
  if (!saved.find(id).inKeychain) return
  try {
    await store.remove(id)
    saved.put({ ...saved.find(id), inKeychain: false })
  } catch (error) {
    log.warn('the tokens could not be removed from the keychain', { error })
    throw error
  }
}

/** The connection is gone already: what is left of its app is removed at the next start. */
async function removeUnusedApps({ apps, log }: ConnectionApiOptions): Promise<void> {
  try {
    await apps.removeUnused()
  } catch (error) {
    log.warn('the secret of an app could not be removed from the keychain', { error })
  }
}

function isPractice(session: Session, id: string): boolean {
  return session.practice()?.connection.id === id
}

function refusePractice(session: Session, id: string): void {
  if (!isPractice(session, id)) return
  throw notNow(signInReasons.practiceHasNoSignIn)
}
