import type { ConnectionApi } from '../../shared/contract/calls/connections.ts'
import type { SignInApi } from '../../shared/contract/calls/sign-in.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import { taggedClients } from '../eloqua/tagged-clients.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Desktop, Publish, SignInDesktop } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { createPracticeInstance } from '../practice/practice-instance.ts'
import { createClientBook, type Network, type Reach } from './client-book.ts'
import { type CompanyApps, createCompanyApps } from './company-apps.ts'
import { createConnectionApi } from './connection-api.ts'
import { createConnectionIndex, type IndexedConnection } from './connection-index.ts'
import { type CredentialStore, createCredentialStore } from './credentials.ts'
import { ELOQUA_LOGIN_URL } from './discovery.ts'
import { pinToEloqua, pinToLoopback } from './host-pin.ts'
import { createLeftovers, type Leftovers } from './leftovers.ts'
import { createOAuthSignIn, type OAuthSignIn } from './oauth/oauth-sign-in.ts'
import type { AppCredentials } from './oauth/token-endpoint.ts'
import type { RefreshOutcome } from './oauth/token-state.ts'
import { createOAuthApi } from './oauth-api.ts'
import { createRefusals } from './refusals.ts'
import { createSavedConnections } from './saved-connections.ts'
import { createSecrets } from './secrets.ts'
import { createSession, type Session } from './session.ts'
import { createSignInReportApi } from './sign-in-report.ts'

export interface ConnectionsOptions {
  /** The folder the list of connections is kept in. */
  readonly userData: string
  /** A development build pointed at a server of this machine. */
  readonly loginUrl?: string
  /** Of the practice instance; absent: a new one at each start. Development builds only. */
  readonly practicePassword?: string
  readonly network: Network
  readonly signInDesktop: SignInDesktop
  readonly desktop: Pick<Desktop, 'confirm'>
  /** The system's keychain, unless a test brings another. */
  readonly store?: CredentialStore
  readonly publish: Publish
  /** Told after each sign-in that Eloqua accepted. */
  readonly onSignedIn?: (connectionId: string) => void
  readonly log: Log
  /** Milliseconds since 1970; a test may bring its own. */
  readonly now?: () => number
}

export interface Connections {
  readonly api: ConnectionApi & SignInApi
  readonly clients: Clients
  /** Stops the practice instance. */
  stop(): Promise<void>
}

/** Puts together everything about connections: what the window may do with them, and the clients the services use. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { userData, network, store = createCredentialStore(), publish, log, now } = options
  const reach = reachOf(options.loginUrl)
  const { saved, apps, leftovers } = openKept(userData, store, log)
  const refusals = createRefusals(now)
  const oauth = createOAuthSignIn({ network, desktop: options.signInDesktop, ...(now ? { now } : {}) })
  const secrets = createSecrets({
    store,
    refresh: (connection, token) => refreshTokens({ apps, oauth, reach, log }, connection, token),
    onTrouble(id, trouble, error) {
      log.warn('the sign-in of a connection is in trouble', { trouble, error })
      session.setTrouble(id, trouble)
    },
    onSaved: (id) => session.clearTrouble(id, 'not-saved'),
    ...{ log, ...(now ? { now } : {}) },
  })
  const { onSignedIn } = options
  const clients = createClientBook(network, log)
  const session = createSession({ saved, secrets, clients, reach, refusals, publish, onSignedIn })
  const practice = practiceFor(options, session)
  const { desktop } = options
  const parts = { session, saved, store, apps, leftovers, refusals, reach, log, desktop, startPractice: practice.start }
  sweep(leftovers, apps, log)
  return {
    api: {
      ...createConnectionApi({ ...parts, fetch: network.fetch, stopPractice: practice.stop }),
      ...createOAuthApi({ ...parts, signIn: oauth }),
      ...createSignInReportApi(taggedClients(session.clients, 'sign-in')),
    },
    clients: session.clients,
    stop: practice.stop,
  }
}

/** What is kept in the folder and in the keychain. */
function openKept(userData: string, store: CredentialStore, log: Log) {
  const index = createConnectionIndex(userData, log)
  return {
    saved: createSavedConnections(index),
    apps: createCompanyApps(index, store),
    leftovers: createLeftovers(index, store),
  }
}

function practiceFor({ practicePassword, log }: ConnectionsOptions, session: Session) {
  return createPracticeInstance({
    ...(practicePassword ? { password: practicePassword } : {}),
    onStarted: session.setPractice,
    onStopped: () => session.setPractice(undefined),
    log,
  })
}

function reachOf(loginUrl: string | undefined): Reach {
  return loginUrl ? { loginUrl, hostPin: pinToLoopback } : { loginUrl: ELOQUA_LOGIN_URL, hostPin: pinToEloqua }
}

interface RefreshParts {
  readonly apps: CompanyApps
  readonly oauth: OAuthSignIn
  readonly reach: Reach
  readonly log: Log
}

async function refreshTokens(
  { apps, oauth, reach, log }: RefreshParts,
  { appId = '' }: IndexedConnection,
  token: string,
): Promise<RefreshOutcome> {
  let app: AppCredentials
  try {
    app = await apps.credentials(appId)
  } catch (error) {
    // The client secret could not be had, so nothing was sent.
    const { code, message } = toKnownError(error, log, 'renewing a sign-in')
    return { kind: 'not-accepted', error: { code, message, fate: 'not-sent' } }
  }
  return oauth.refresh(app, reach, token)
}

/** What broken attempts left in the keychain. A keychain that does not answer now is asked again at the next start. */
function sweep(leftovers: Leftovers, apps: CompanyApps, log: Log): void {
  leftovers
    .sweep()
    .then(() => apps.removeUnused())
    .catch((error: unknown) => log.warn('entries of broken sign-ins are still in the keychain', { error }))
}
