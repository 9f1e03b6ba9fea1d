import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import { createClientBook, type Network } from '../connections/client-book.ts'
import { createConnectionIndex, type IndexedConnection } from '../connections/connection-index.ts'
import type { CredentialStore } from '../connections/credentials.ts'
import { ELOQUA_LOGIN_URL } from '../connections/discovery.ts'
import { pinToEloqua, pinToLoopback } from '../connections/host-pin.ts'
import { publicPart } from '../connections/saved-connections.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Credentials } from '../eloqua/http/authorization.ts'
import type { Log } from '../platform/logger.ts'

export interface GuestClientsOptions {
  readonly userData: string
  readonly network: Network
  readonly store: CredentialStore
  /** A development build pointed at a server of this machine. */
  readonly loginUrl?: string | undefined
  /** Eloqua did not accept the password. */
  readonly onRefused: (connection: IndexedConnection, refusal: AppErrorData) => void
  readonly log: Log
  readonly now?: () => number
}

/** The window's saved connections, for a process beside the window: it reads their list and the keychain, and writes neither. */
export interface GuestClients {
  list(): readonly IndexedConnection[]
  clientOf(id: string): EloquaClient
}

export function createGuestClients(options: GuestClientsOptions): GuestClients {
  const { userData, network, loginUrl, log } = options
  const book = createClientBook(network, log)
  const list = () => createConnectionIndex(userData, log).read().connections
  const reach = loginUrl ? { loginUrl, hostPin: pinToLoopback } : { loginUrl: ELOQUA_LOGIN_URL, hostPin: pinToEloqua }
  return {
    list,
    clientOf(id) {
      const secrets = keepBriefly((connection: IndexedConnection) => secretOf(options, connection))
      return book.open({
        connection: publicPart(find(list(), id)),
        reach,
        // The list is read each time: a sign-out in the window takes effect at once.
        credentials: () => secrets(find(list(), id)),
        insteadOf: async () => undefined,
        explain(refused) {
          options.onRefused(find(list(), id), refused)
          return refused
        },
        onDiscovered: () => {},
      })
    },
  }
}

function find(connections: readonly IndexedConnection[], id: string): IndexedConnection {
  const found = connections.find((connection) => connection.id === id)
  if (!found) throw new AppError({ code: 'not-found', message: signInReasons.connectionForgotten })
  if (found.signedOut) throw notSignedIn(signInReasons.signedOut)
  return found
}

/** Eloqua ends a refresh token with its first use, so the window alone renews: here the access token is used as it is kept. */
async function secretOf(
  { store, now = Date.now }: GuestClientsOptions,
  { id, kept, way }: IndexedConnection,
): Promise<Credentials> {
  const secret = kept === 'keychain' ? await store.get(id) : undefined
  if (way === 'oauth') {
    if (!secret || !('tokens' in secret)) throw notSignedIn(signInReasons.signInUnknown)
    if (secret.tokens.accessUntil <= now()) throw notSignedIn(signInReasons.renewedByWindow)
    return { accessToken: secret.tokens.access }
  }
  if (!secret || !('password' in secret)) throw notSignedIn(signInReasons.passwordUnknown)
  return secret
}

/** So many requests go out in a second; a token that the window renews is found soon enough. */
const KEPT_MS = 10_000

function keepBriefly<K, T>(read: (key: K) => Promise<T>): (key: K) => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly until: number } | undefined
  return (key) => {
    const now = performance.now()
    if (!kept || kept.until < now) kept = { value: read(key), until: now + KEPT_MS }
    return kept.value
  }
}

function notSignedIn(message: string): AppError {
  return new AppError({ code: 'not-signed-in', message })
}
