import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'

/** A request as it arrived, its body read to the end. */
interface Arrived {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface ScriptedServer {
  readonly origin: string
  readonly port: number
  readonly requests: readonly Arrived[]
  close(): Promise<void>
}

export type Script = (request: Arrived, response: ServerResponse, index: number, socket: Socket) => void

/** A real HTTP server on this machine that answers as the test says, and remembers everything it received. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: Arrived[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    }
    requests.push(request)
    script(request, response, requests.length - 1, incoming.socket)
  })
  const port = await listen(server)
  return { origin: `http://127.0.0.1:${port}`, port, requests, close: () => closeServer(server) }
}

/** Listens on a free port of this machine. */
export async function listen(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export async function closeServer(server: Server | NetServer): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'X-Request-Id': 'abc/1', ...headers })
  response.end(JSON.stringify(body))
}
