import { randomUUID } from 'node:crypto'
import type { SignInApi } from '../../shared/contract/calls/sign-in.ts'
import type { Connection } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { NewSignInApp, OAuthRequest } from '../../shared/contract/sign-in.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { Log } from '../platform/logger.ts'
import type { Reach } from './client-book.ts'
import type { CompanyApps } from './company-apps.ts'
import type { IndexedConnection } from './connection-index.ts'
import type { Discovery } from './discovery.ts'
import { type KeepSecretOptions, keepSecret } from './keep-secret.ts'
import type { OAuthAccepted, OAuthSignIn } from './oauth/oauth-sign-in.ts'
import type { AppCredentials } from './oauth/token-endpoint.ts'
import { createTokenKeeper } from './oauth/token-keeper.ts'
import type { Refusals } from './refusals.ts'
import type { SavedConnections } from './saved-connections.ts'
import type { Session } from './session.ts'
import type { PracticeConnection } from './session-state.ts'

export type OAuthApi = Pick<SignInApi, 'listSignInApps' | 'beginOAuth' | 'finishOAuth' | 'cancelOAuth'>

export interface OAuthApiOptions extends KeepSecretOptions {
  readonly session: Session
  readonly saved: SavedConnections
  readonly apps: CompanyApps
  readonly refusals: Refusals
  readonly signIn: OAuthSignIn
  readonly reach: Reach
  readonly startPractice: () => Promise<PracticeConnection>
  readonly log: Log
}

interface Begun {
  readonly request: OAuthRequest
  readonly app: AppCredentials
  readonly practice?: PracticeConnection
}

/** Signing in by OAuth, in two steps: the page is opened, and the way back is taken. */
export function createOAuthApi(options: OAuthApiOptions): OAuthApi {
  const { apps, signIn, startPractice } = options
  const begun = new Map<string, Begun>()

  return {
    listSignInApps: async () => apps.list(),
    async beginOAuth(request) {
      const practice = 'practice' in request.app ? await startPractice() : undefined
      const app = practice?.app ?? (await appOf(apps, request))
      const attemptId = await signIn.begin({ app, reach: practice?.reach ?? options.reach, way: request.way })
      begun.clear()
      begun.set(attemptId, { request, app, ...(practice ? { practice } : {}) })
      return { attemptId }
    },
    async finishOAuth({ attemptId, address }) {
      const attempt = begun.get(attemptId)
      const accepted = await signIn.finish(attemptId, address)
      begun.delete(attemptId)
      if (!attempt) throw new AppError({ code: 'oauth-failed', oauth: 'attempt-over', message: signInReasons.ended })
      if (attempt.practice) return enterPractice(options, attempt.practice, attempt.app, accepted)
      return enter(options, attempt, accepted)
    },
    async cancelOAuth({ attemptId }) {
      begun.delete(attemptId)
      signIn.cancel(attemptId)
    },
  }
}

async function appOf(apps: CompanyApps, { app }: OAuthRequest): Promise<AppCredentials> {
  if ('saved' in app) return apps.credentials(app.saved)
  if ('fresh' in app) return app.fresh
  throw new AppError({ code: 'not-found', message: signInReasons.practiceHasNoApp })
}

/** Saves the connection under its id, or as a new one: history, mappings and definitions hang on the id and the names. */
async function enter(options: OAuthApiOptions, { request, app }: Begun, accepted: OAuthAccepted): Promise<Connection> {
  const { session, saved, leftovers, store } = options
  const { discovery, tokens } = accepted
  const earlier = earlierOf(saved, request, discovery)
  const names = namesOf(discovery, earlier)
  const id = earlier?.id ?? randomUUID()
  const appId = await saveApp(options, request, app, names.company)
  const kept = await keepSecret(options, id, { tokens }, request.keep, earlier?.inKeychain ?? false)
  const { host, displayName } = discovery
  const connection: IndexedConnection = {
    id,
    label: request.label || earlier?.label || names.company,
    ...names,
    environment: earlier && request.connectionId ? earlier.environment : request.environment,
    way: 'oauth',
    appId,
    host,
    ...(displayName ? { displayName } : {}),
    ...options.refusals.accepted(names),
    ...kept,
  }
  try {
    const entered = session.enter(connection, { tokens })
    leftovers.settle(id)
    if (earlier?.appId && earlier.appId !== appId) await options.apps.removeUnused()
    return entered
  } catch (error) {
    if (!earlier && kept.inKeychain) await store.remove(id).catch(() => undefined)
    throw error
  }
}

/** The connection that signs in again or moves over. Whoever else signed in does not get its history. */
function earlierOf(
  saved: SavedConnections,
  { connectionId }: OAuthRequest,
  discovery: Discovery,
): IndexedConnection | undefined {
  const { company, user, host } = discovery
  if (connectionId === undefined) return company && user ? saved.findByName(company, user) : undefined
  const earlier = saved.find(connectionId)
  const isSameUser = user === undefined || isSame(user, earlier.user)
  // A company may be named otherwise in the sign-in form than in its settings: the same instance will do.
  const isSameCompany = company === undefined || isSame(company, earlier.company) || host === earlier.host
  if (isSameUser && isSameCompany) return earlier
  throw new AppError({
    code: 'oauth-failed',
    oauth: 'other-user',
    message: signInReasons.otherUser,
  })
}

function namesOf({ company, user }: Discovery, earlier: IndexedConnection | undefined) {
  return { company: earlier?.company ?? company ?? 'Eloqua', user: earlier?.user ?? user ?? 'user' }
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

async function saveApp(
  { apps }: OAuthApiOptions,
  { app, keep }: OAuthRequest,
  { clientId, clientSecret, redirectUri }: NewSignInApp,
  company: string,
): Promise<string> {
  return 'saved' in app ? app.saved : apps.save({ clientId, clientSecret, redirectUri }, company, keep)
}

function enterPractice(
  { session, signIn, log }: OAuthApiOptions,
  practice: PracticeConnection,
  app: AppCredentials,
  { tokens }: OAuthAccepted,
): Promise<Connection> {
  const keeper = createTokenKeeper({
    tokens,
    refresh: (token) => signIn.refresh(app, practice.reach, token),
    save: async () => undefined,
    onTrouble: (trouble) => session.setTrouble(practice.connection.id, trouble),
    log,
  })
  session.setPractice({ ...practice, connection: { ...practice.connection, way: 'oauth' }, keeper })
  return session.activate(practice.connection.id)
}
