import { connect, type Socket } from 'node:net'

interface RawReply {
  readonly status: number
  readonly bytes: number
}

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** One connection on which requests are sent one after another and answers are counted, not kept: the cheapest client Node can be. */
export interface RawClient {
  send(request: RawRequest): Promise<RawReply>
  close(): void
}

function headOf({ method, path, headers = {}, body }: RawRequest, host: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const length = body ? [`Content-Length: ${body.length}`] : []
  return [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...lines, ...length, '', ''].join('\r\n')
}

function readReply(socket: Socket): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0)
    let missing = -1
    let reply: RawReply = { status: 0, bytes: 0 }
    const done = () => {
      socket.off('data', take)
      socket.off('error', reject)
      resolve(reply)
    }
    const take = (chunk: Buffer) => {
      if (missing >= 0) {
        missing -= chunk.length
      } else {
        head = Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        const text = head.toString('latin1', 0, end)
        const bytes = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0)
        reply = { status: Number(text.slice(9, 12)), bytes }
        missing = bytes - (head.length - end - 4)
      }
      if (missing <= 0) done()
    }
    socket.on('data', take)
    socket.once('error', reject)
  })
}

export async function openRawClient(origin: string): Promise<RawClient> {
  const { hostname, port, host } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return {
    send(request) {
      const reply = readReply(socket)
      socket.write(headOf(request, host))
      if (request.body) socket.write(request.body)
      return reply
    },
    close: () => socket.destroy(),
  }
}
