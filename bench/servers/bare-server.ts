import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The limit: a Node HTTP server that does nothing but move bytes. `POST /hold/N` keeps a body, `GET /held/N` sends it
 * from memory, any other POST is read and discarded.
 */
const held = new Map<string, Buffer>()

const server = createServer((request, response) => {
  const [, action, key = ''] = (request.url ?? '').split('/')
  if (request.method === 'GET') {
    const body = held.get(key) ?? Buffer.alloc(0)
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': body.length })
    response.end(body)
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => {
    if (action === 'hold') chunks.push(chunk)
  })
  request.on('end', () => {
    if (action === 'hold') held.set(key, Buffer.concat(chunks))
    response.writeHead(204)
    response.end()
  })
})

server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
