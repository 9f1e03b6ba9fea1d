import type { EloquaClient } from '../../eloqua/eloqua-client.ts'

/**
 * A client whose once-only requests follow an instance that moved to another pod: the old address answers 401, which
 * says that nothing was taken; when discovery then names another address, and only then, the request goes there.
 */
export function followingMoves(client: EloquaClient): EloquaClient {
  return {
    connection: client.connection,
    basePath: () => client.basePath(),
    origin: () => client.origin(),
    read: (request) => client.read(request),
    readJson: (request) => client.readJson(request),
    whenSignedIn: (...asked) => client.whenSignedIn(...asked),
    async sendOnce(request) {
      const before = await originOf(client)
      const outcome = await client.sendOnce(request)
      if (outcome.kind !== 'refused' || outcome.error.code !== 'unauthorized') return outcome
      if (before === undefined || request.signal?.aborted) return outcome
      const after = await originOf(client)
      return after === undefined || after === before ? outcome : client.sendOnce(request)
    },
  }
}

async function originOf(client: EloquaClient): Promise<string | undefined> {
  try {
    return await client.origin()
  } catch {
    return undefined
  }
}
