import { AppError, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import { syncStartedBy } from '../syncs/sync-started-by.ts'
import type { FetchLike } from './fetch-reply.ts'
import { networkError } from './network-errors.ts'
import type { OnceTransport } from './once-transport.ts'

export interface RequestStart {
  readonly method: string
  readonly url: string
  /** Of the body. */
  readonly bytesOut: number
}

interface RequestEnd {
  readonly status?: number
  readonly failure?: ErrorCode
  /** Of the answer's body, unpacked. */
  readonly bytesIn: number
  readonly started?: DefinitionKind
}

/** Told of each request as it begins; what it gives is told how the request ended, once. Neither throws. */
export type RequestWatch = (start: RequestStart) => (end: RequestEnd) => void

interface BothWays {
  readonly fetch: FetchLike
  readonly once: OnceTransport
}

/** The same two ways out, and every request that takes one of them is told: no other code reaches the network. */
export function watchedNetwork({ fetch, once }: BothWays, watch: RequestWatch): BothWays {
  return {
    async fetch(url, init) {
      const end = watch({ method: init.method ?? 'GET', url, bytesOut: lengthOf(init.body) })
      const response = await fetch(url, init).catch((error: unknown) => {
        end({ failure: failureOf(error, init.signal), bytesIn: 0 })
        throw error
      })
      const { status, statusText, headers, body } = response
      if (!body) {
        end({ status, bytesIn: 0 })
        return response
      }
      const counted = countBytes(body, (bytesIn, error) => {
        end({ status, bytesIn, ...(error ? { failure: failureOf(error.cause, init.signal) } : {}) })
      })
      return new Response(streamOf(counted), { status, statusText, headers })
    },
    once: {
      async post(request) {
        const end = watch({ method: 'POST', url: request.url.href, bytesOut: request.body.byteLength })
        const result = await once.post(request)
        const started = syncStartedBy(request, result)
        const outcome =
          result.kind === 'answered'
            ? { status: result.reply.status, bytesIn: result.reply.body.byteLength }
            : { failure: result.error.code, bytesIn: 0 }
        end({ ...outcome, ...(started ? { started } : {}) })
        return result
      },
    },
  }
}

/** Reads stop early for one reason only: the answer is larger, or more deeply nested, than any true one. */
const STOPPED = new Error('stopped')

/** The chunks as they come; at their end, whatever ends them, their length is told. */
async function* countBytes(
  body: AsyncIterable<Uint8Array>,
  onEnd: (bytes: number, error?: { readonly cause: unknown }) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  let error: { readonly cause: unknown } | undefined = { cause: STOPPED }
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      yield chunk
    }
    error = undefined
  } catch (cause) {
    error = { cause }
    throw cause
  } finally {
    onEnd(bytes, error)
  }
}

/** A stream that asks for a chunk when one is read. A reader that stops ends the generator. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await chunks.return(undefined)),
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}

function failureOf(error: unknown, signal: AbortSignal | null | undefined): ErrorCode {
  if (signal?.aborted) return signal.reason instanceof AppError ? signal.reason.code : 'cancelled'
  return error === STOPPED ? 'too-large' : networkError(error).code
}

/** Bodies of repeatable requests are JSON texts. */
function lengthOf(body: RequestInit['body']): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : 0
}
