import type { Connection } from '../../shared/contract/connection.ts'
import { AppError, type AppErrorData, isAppError } from '../../shared/contract/errors.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Credentials } from '../eloqua/http/authorization.ts'
import { createEloquaClient } from '../eloqua/http/create-eloqua-client.ts'
import type { FetchLike } from '../eloqua/http/fetch-reply.ts'
import type { OnceTransport } from '../eloqua/http/once-transport.ts'
import { createSignInGate, type SignInGate } from '../eloqua/http/sign-in-gate.ts'
import type { Log } from '../platform/logger.ts'
import { type Discovery, discover } from './discovery.ts'
import type { HostPin } from './host-pin.ts'

/** Where a connection signs in, and which hosts may see its credentials. */
export interface Reach {
  readonly loginUrl: string
  readonly hostPin: HostPin
}

export interface Network {
  readonly fetch: FetchLike
  readonly once: OnceTransport
}

export interface ClientRequest {
  readonly connection: Connection
  readonly reach: Reach
  /** Asked at every request, so that signing out takes effect at once. */
  readonly credentials: () => Promise<Credentials>
  /** Others instead of what Eloqua did not accept; undefined where there are none, as for a password. */
  readonly insteadOf: (refused: Credentials) => Promise<Credentials | undefined>
  /** Adds what is known about a refused sign-in. */
  readonly explain: (refused: AppErrorData) => AppErrorData
  readonly onDiscovered: (discovery: Discovery) => void
}

/** One client for each connection, so that its base url and its patience with Eloqua are shared by all who use it. */
export interface ClientBook {
  open(request: ClientRequest): EloquaClient
  /** The next `open` makes a new one. */
  close(connectionId: string): void
  /** Eloqua has accepted a sign-in: what was held back since an earlier one was refused goes on. */
  signedIn(connectionId: string): void
}

export function createClientBook(network: Network, log: Log): ClientBook {
  const clients = new Map<string, EloquaClient>()
  const gates = new Map<string, SignInGate>()

  /** One for each connection, whatever clients it has had: some work holds on to an earlier one. */
  function gateOf(connectionId: string): SignInGate {
    const gate = gates.get(connectionId) ?? createSignInGate()
    gates.set(connectionId, gate)
    return gate
  }

  return {
    open(request) {
      const { connection, reach, credentials, onDiscovered } = request
      const existing = clients.get(connection.id)
      if (existing) return existing
      const client = createEloquaClient({
        connection,
        credentials,
        hostPin: reach.hostPin,
        ...network,
        signIn: gateOf(connection.id),
        log,
        discover: async () => {
          const discovery = await discoverWithRenewal(request, network)
          onDiscovered(discovery)
          return discovery
        },
      })
      clients.set(connection.id, client)
      return client
    },
    close: (connectionId) => {
      clients.delete(connectionId)
    },
    signedIn: (connectionId) => gateOf(connectionId).open(),
  }
}

/** An access token that Eloqua does not accept is renewed once. A refused password is never sent again. */
async function discoverWithRenewal(
  { reach, credentials, insteadOf, explain }: ClientRequest,
  { fetch }: Network,
): Promise<Discovery> {
  const given = await credentials()
  try {
    return await discover({ ...reach, credentials: given, fetch })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'sign-in-refused') throw error
    const other = await insteadOf(given)
    if (!other) throw new AppError(explain(error.toData()), { cause: error })
    return discover({ ...reach, credentials: other, fetch })
  }
}
