import type { RequestFeature } from '../../shared/contract/request-log.ts'
import type { Clients, EloquaClient } from './eloqua-client.ts'
import { inRequestContext } from './http/request-context.ts'

/** Clients whose requests are listed as made for this feature, also those of work that goes on in the background. */
export function taggedClients(clients: Clients, feature: RequestFeature): Clients {
  // Services remember things by client, so each client has one tagged face.
  const known = new WeakMap<EloquaClient, EloquaClient>()

  function faceOf(client: EloquaClient): EloquaClient {
    const face = known.get(client) ?? tagged(client, feature)
    known.set(client, face)
    return face
  }

  return {
    active: () => faceOf(clients.active()),
    forConnection: async (connectionId) => faceOf(await clients.forConnection(connectionId)),
  }
}

function tagged(client: EloquaClient, feature: RequestFeature): EloquaClient {
  const { id, label, company, user, environment } = client.connection
  const context = { feature, connection: { id, label, company, user, environment } }
  const within = <T>(work: () => Promise<T>): Promise<T> => inRequestContext(context, work)
  return {
    ...client,
    basePath: () => within(client.basePath),
    origin: () => within(client.origin),
    read: (request) => within(() => client.read(request)),
    readJson: (request) => within(() => client.readJson(request)),
    sendOnce: (request) => within(() => client.sendOnce(request)),
  }
}
