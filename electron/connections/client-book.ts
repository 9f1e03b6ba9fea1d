import type { Connection } from '../../shared/contract/connection.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { type Credentials, createEloquaClient } from '../eloqua/http/create-eloqua-client.ts'
import type { FetchLike } from '../eloqua/http/fetch-reply.ts'
import type { OnceTransport } from '../eloqua/http/once-transport.ts'
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

interface ClientRequest {
  readonly connection: Connection
  readonly reach: Reach
  /** Asked at every request, so that signing out takes effect at once. */
  readonly credentials: () => Promise<Credentials>
  readonly onDiscovered: (discovery: Discovery) => void
}

/** One client for each connection, so that its base url and its patience with Eloqua are shared by all who use it. */
export interface ClientBook {
  open(request: ClientRequest): EloquaClient
  /** The next `open` makes a new one. */
  close(connectionId: string): void
}

export function createClientBook(network: Network, log: Log): ClientBook {
  const clients = new Map<string, EloquaClient>()

  return {
    open({ connection, reach, credentials, onDiscovered }) {
      const existing = clients.get(connection.id)
      if (existing) return existing
      const client = createEloquaClient({
        connection,
        credentials,
        hostPin: reach.hostPin,
        ...network,
        log,
        discover: async () => {
          const discovery = await discover({ ...reach, credentials: await credentials(), fetch: network.fetch })
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
  }
}
