import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** `far-server.ts ORIGIN`: the same answers as that server gives, as if it were far away: 400 ms later, at 40 MB/s a connection. */
const [origin = ''] = process.argv.slice(2)
const DELAY_MS = 400
const BYTES_A_TICK = 400_000
const TICK_MS = 10

const server = createServer((asked, response) => {
  const { method = 'GET', headers, url = '/' } = asked
  const near = request(`${origin}${url}`, { method, headers }, async (answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    await delay(DELAY_MS)
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': body.length })
    for (let at = 0; at < body.length; at += BYTES_A_TICK) {
      response.write(body.subarray(at, at + BYTES_A_TICK))
      await delay(TICK_MS)
    }
    response.end()
  })
  asked.pipe(near)
})

server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
