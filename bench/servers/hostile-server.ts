import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** Answers that no server of Eloqua gives, each larger than anything that could be held in memory. */
export type Hostile = 'nested-list' | 'packed-list' | 'long-cell' | 'wide-rows'

const MEGABYTE = 1024 * 1024
const SYNC = {
  ...{ uri: '/syncs/7', syncedInstanceUri: '/contacts/exports/1', status: 'success' },
  ...{ createdAt: '2026-03-02T09:00:00Z', createdBy: 'API.User' },
}

/** A server whose lists and data are hostile. Gives its origin. */
export async function startHostileServer(hostile: Hostile): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    if (path.endsWith('/syncs/7')) return response.end(JSON.stringify(SYNC))
    if (!path.endsWith('/data') && !path.endsWith('/syncs')) return response.writeHead(404).end('{}')
    await ANSWERS[hostile](response)
    return response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const ANSWERS: Readonly<Record<Hostile, (response: ServerResponse) => Promise<void>>> = {
  'nested-list': (response) => repeat(response, Buffer.alloc(MEGABYTE, '['), 60),
  async 'packed-list'(response) {
    response.setHeader('Content-Encoding', 'gzip')
    await repeat(response, gzipSync(Buffer.alloc(64 * MEGABYTE, ' ')), 160)
  },
  async 'long-cell'(response) {
    response.write('{"items":[{"ID":"')
    await repeat(response, Buffer.alloc(MEGABYTE, 'x'), 480)
    response.write('"}],"totalResults":1,"hasMore":false}')
  },
  async 'wide-rows'(response) {
    const row = Object.fromEntries(Array.from({ length: 200_000 }, (_, column) => [`column${column}`, 'x']))
    response.write(JSON.stringify({ items: [row, row], totalResults: 2, hasMore: false }))
  },
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.on('drain', go)
    response.on('close', go)
  })
}

async function repeat(response: ServerResponse, bytes: Buffer, times: number): Promise<void> {
  for (let time = 0; time < times && !response.destroyed; time += 1) {
    if (!response.write(bytes)) await drained(response)
  }
}
