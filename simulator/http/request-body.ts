import type { IncomingMessage } from 'node:http'
import { type BodyPool, LEAST_POOLED } from './body-pool.ts'

/** What looks at a large body, while it arrives if its size was announced: made for its memory, told how far that is filled. */
export type Watch = (whole: Buffer) => (received: number) => void

export type ReceivedBody =
  | { readonly kind: 'whole'; readonly body: Buffer }
  /** Larger than allowed: read to its end, kept no longer. */
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'broken-off'; readonly bytes: number }

/** Bytes in the order they came: into one buffer where their number was announced, else joined at the end. */
function createBasket(announced: number, pool: BodyPool | undefined, watch: Watch | undefined) {
  const whole = announced > 0 ? (pool?.take(announced) ?? Buffer.allocUnsafe(announced)) : undefined
  const look = whole && isLarge(whole) ? watch?.(whole) : undefined
  let chunks: Buffer[] = []
  let bytes = 0
  return {
    add(chunk: Buffer) {
      if (whole) chunk.copy(whole, bytes)
      else chunks.push(chunk)
      bytes += chunk.length
      look?.(bytes)
    },
    drop() {
      chunks = []
    },
    take(): Buffer {
      if (whole) return whole.subarray(0, bytes)
      const joined = pool?.take(bytes) ?? Buffer.allocUnsafe(bytes)
      let at = 0
      for (const chunk of chunks) at += chunk.copy(joined, at)
      if (isLarge(joined)) watch?.(joined)(bytes)
      return joined
    },
  }
}

function isLarge(body: Buffer): boolean {
  return body.length >= LEAST_POOLED
}

/**
 * Reads a request's body. What exceeds `most` bytes is thrown away while it arrives, and the client is let finish:
 * one that is cut off while writing never gets to read its answer.
 */
export function receiveBody(
  request: IncomingMessage,
  most: number,
  { pool, watch }: { readonly pool?: BodyPool; readonly watch?: Watch } = {},
): Promise<ReceivedBody> {
  return new Promise((resolve) => {
    const announced = Number(request.headers['content-length'] ?? 0)
    const basket = createBasket(announced <= most ? announced : 0, pool, watch)
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= most && announced <= most) basket.add(chunk)
      else basket.drop()
    })
    request.on('end', () => {
      if (bytes > most) resolve({ kind: 'too-large', bytes })
      else resolve({ kind: 'whole', body: basket.take() })
    })
    request.on('close', () => resolve({ kind: 'broken-off', bytes }))
    request.on('error', () => resolve({ kind: 'broken-off', bytes }))
  })
}

/** Resolves once about half of the announced body has arrived, or the body ended first. */
export function receiveHalf(request: IncomingMessage): Promise<void> {
  const half = Number(request.headers['content-length'] ?? 0) / 2
  return new Promise((resolve) => {
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes >= half) resolve()
    })
    request.on('end', resolve)
    request.on('close', resolve)
    request.on('error', () => resolve())
  })
}
