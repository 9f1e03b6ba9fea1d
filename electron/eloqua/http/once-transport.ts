import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { AppError, type AppErrorData } from '../../../shared/contract/errors.ts'
import { networkReasons } from '../../../shared/words/reasons.ts'
import type { Reply } from '../eloqua-client.ts'
import { networkError } from './network-errors.ts'
import { type ConnectOptions, openConnection } from './open-connection.ts'

export interface OncePost {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly signal?: AbortSignal
  /** As of `OnceRequest`. */
  readonly startUnless?: AbortSignal
  readonly onProgress?: (sentBytes: number) => void
}

/**
 * How a POST ended, before anybody judges it. `not-sent`: no byte of it left this machine.
 * `lost`: bytes may have left and no whole answer came back. `bodySent` is false when the answer came
 * before the body was out, which no server does that took the body.
 */
export type OnceResult =
  | { readonly kind: 'answered'; readonly reply: Reply; readonly bodySent: boolean }
  | { readonly kind: 'not-sent'; readonly error: AppErrorData }
  | { readonly kind: 'lost'; readonly error: AppErrorData }

export interface OnceTransport {
  /** Never rejects. */
  post(request: OncePost): Promise<OnceResult>
}

export interface OnceTransportOptions extends ConnectOptions {
  /** Longest silence on the socket once the request is on its way. */
  readonly idleMs?: number
  /** Longest time for the whole answer since our last byte went out, however steadily it comes: 15 minutes unless told. */
  readonly answerMs?: number
  /** What the program calls itself: reads carry Chromium's name, and a proxy's log should show one program. */
  readonly userAgent?: string
}

const IDLE_MS = 180_000
const ANSWER_MS = 15 * 60_000
const WRITE_BYTES = 256 * 1024
/** Answers to a POST are one sync or one definition. */
const MAX_REPLY_BYTES = 4 * 1024 * 1024

/**
 * A transport that sends each POST exactly once: a connection of its own that was never used before and is
 * never used again, and no code path that writes the request a second time. Chromium's stack (Electron's `net`)
 * must not carry these calls: it repeats a POST by itself when a reused connection dies before the answer.
 */
export function createOnceTransport(options: OnceTransportOptions): OnceTransport {
  return {
    async post(request) {
      let socket: Socket
      try {
        socket = await openConnection(request.url, options, endingBefore(request))
      } catch (error) {
        const data = error instanceof AppError ? error.toData() : networkError(error)
        return { kind: 'not-sent', error: { ...data, fate: 'not-sent' } }
      }
      const calledOff = errorIfCalledOff(request)
      if (!calledOff) return exchange(socket, request, options)
      socket.destroy()
      return { kind: 'not-sent', error: calledOff }
    },
  }
}

type Endings = Pick<OncePost, 'signal' | 'startUnless'>

/** Ends a request of which nothing has been sent. */
export function endingBefore({ signal, startUnless }: Endings): AbortSignal | undefined {
  return signal && startUnless ? AbortSignal.any([signal, startUnless]) : (signal ?? startUnless)
}

export function errorIfCalledOff({ signal, startUnless }: Endings): AppErrorData | undefined {
  if (!signal?.aborted && !startUnless?.aborted) return undefined
  return { code: 'cancelled', message: networkReasons.canceledBefore, fate: 'not-sent' }
}

/** From here on bytes may have left: every failure is `lost`. */
function exchange(socket: Socket, request: OncePost, options: OnceTransportOptions): Promise<OnceResult> {
  const { promise, resolve } = Promise.withResolvers<OnceResult>()
  const { signal } = request
  const outgoing = openRequest(socket, request, options)
  const finish = (result: OnceResult): void => {
    signal?.removeEventListener('abort', onCancel)
    time.end()
    resolve(result)
    outgoing.destroy()
    socket.destroy()
  }
  const lose = (error: AppErrorData): void => finish({ kind: 'lost', error: { ...error, fate: 'may-have-arrived' } })
  const onCancel = (): void => lose({ code: 'cancelled', message: networkReasons.canceledInFlight })
  const onLate = (): void => lose({ code: 'timeout', message: networkReasons.noAnswerInTime })
  const time = watchTime(socket, options, onLate)
  signal?.addEventListener('abort', onCancel, { once: true })
  if (signal?.aborted) onCancel()
  // Once an answer has begun, only its own end decides: an EPIPE of the body must not hide a refusal.
  let isAnswering = false
  const loseUnanswered = (error: AppErrorData): void => void (isAnswering || lose(error))
  outgoing.on('error', (error) => loseUnanswered(networkError(error)))
  outgoing.on('close', () => loseUnanswered({ code: 'connection-lost', message: networkReasons.lost }))
  outgoing.on('response', (incoming) => {
    isAnswering = true
    const bodySent = outgoing.writableFinished
    readReply(incoming).then(
      (reply) => finish({ kind: 'answered', reply, bodySent }),
      (error) => lose(error instanceof AppError ? error.toData() : networkError(error)),
    )
  })
  writeBody(outgoing, request, time.sent).catch((error) => loseUnanswered(networkError(error)))
  return promise
}

function watchTime(
  socket: Socket,
  { idleMs = IDLE_MS, answerMs = ANSWER_MS }: OnceTransportOptions,
  onLate: () => void,
) {
  socket.setTimeout(idleMs, onLate)
  const timer = setTimeout(onLate, answerMs)
  return { sent: () => void timer.refresh(), end: () => clearTimeout(timer) }
}

function openRequest(socket: Socket, { url, headers, body }: OncePost, { userAgent }: OnceTransportOptions) {
  return httpRequest({
    method: 'POST',
    path: url.pathname + url.search,
    headers: {
      ...(userAgent ? { 'User-Agent': userAgent } : {}),
      ...headers,
      Host: url.host,
      'Content-Length': body.byteLength,
      'Accept-Encoding': 'identity',
      Connection: 'close',
    },
    createConnection: () => socket,
  })
}

interface BodySink {
  write(chunk: Uint8Array, done: (error?: Error | null) => void): boolean
  end(): void
}

/** In slices, so that progress is what the socket took and not what a buffer holds. */
async function writeBody(sink: BodySink, { body, onProgress }: OncePost, onSent: () => void): Promise<void> {
  for (let at = 0; at < body.byteLength; at += WRITE_BYTES) {
    const slice = body.subarray(at, at + WRITE_BYTES)
    await new Promise<void>((resolve, reject) => {
      sink.write(slice, (error) => (error ? reject(error) : resolve()))
    })
    onSent()
    onProgress?.(Math.min(at + WRITE_BYTES, body.byteLength))
  }
  sink.end()
}

async function readReply(incoming: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_REPLY_BYTES) throw new AppError({ code: 'too-large', message: networkReasons.answerTooLarge })
    chunks.push(chunk)
  }
  if (!incoming.complete) throw new AppError({ code: 'connection-lost', message: networkReasons.answerCutOff })
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    status: incoming.statusCode ?? 0,
    reason: incoming.statusMessage ?? '',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks, size),
  }
}
