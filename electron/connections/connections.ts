import type { ConnectionApi } from '../../shared/contract/calls/connections.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { createPracticeInstance } from '../practice/practice-instance.ts'
import { createClientBook, type Network, type Reach } from './client-book.ts'
import { createConnectionApi } from './connection-api.ts'
import { createConnectionIndex } from './connection-index.ts'
import { type CredentialStore, createCredentialStore } from './credentials.ts'
import { ELOQUA_LOGIN_URL } from './discovery.ts'
import { pinToEloqua, pinToLoopback } from './host-pin.ts'
import { createSavedConnections } from './saved-connections.ts'
import { createSecrets } from './secrets.ts'
import { createSession } from './session.ts'

export interface ConnectionsOptions {
  /** The folder the list of connections is kept in. */
  readonly userData: string
  /** A development build pointed at a server of this machine. */
  readonly loginUrl?: string
  /** Of the practice instance; absent: a new one at each start. Development builds only. */
  readonly practicePassword?: string
  readonly network: Network
  /** The system's keychain, unless a test brings another. */
  readonly store?: CredentialStore
  readonly publish: Publish
  readonly log: Log
}

/** Puts together everything about connections: what the window may do with them, and the clients the services use. */
export function createConnections(options: ConnectionsOptions): {
  readonly api: ConnectionApi
  readonly clients: Clients
  /** Stops the practice instance. */
  stop(): Promise<void>
} {
  const { userData, loginUrl, network, store = createCredentialStore(), publish, log } = options
  const reach: Reach = loginUrl
    ? { loginUrl, hostPin: pinToLoopback }
    : { loginUrl: ELOQUA_LOGIN_URL, hostPin: pinToEloqua }
  const saved = createSavedConnections(createConnectionIndex(userData))
  const session = createSession({
    saved,
    secrets: createSecrets(store),
    clients: createClientBook(network, log),
    reach,
    publish,
  })
  const practice = createPracticeInstance({
    ...(options.practicePassword ? { password: options.practicePassword } : {}),
    onStarted: session.setPractice,
    onStopped: () => session.setPractice(undefined),
    log,
  })
  const api = createConnectionApi({
    session,
    saved,
    store,
    reach,
    fetch: network.fetch,
    startPractice: practice.start,
    stopPractice: practice.stop,
    log,
  })
  return { api, clients: session.clients, stop: practice.stop }
}
