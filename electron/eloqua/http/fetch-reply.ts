import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons, networkReasons } from '../../../shared/words/reasons.ts'
import type { JsonBounds } from '../answers/json-bounds.ts'
import type { Reply } from '../eloqua-client.ts'
import { networkError } from './network-errors.ts'

/** Electron's `net.fetch` or Node's own: both take this much. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>

export interface FetchRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** Longest silence, before the answer starts and between its bytes. */
  readonly idleMs: number
  /** Longest time for the whole answer, however steadily its bytes come: 15 minutes unless told. */
  readonly maxMs?: number
  /** Most bytes of the (decompressed) body: a guard against hostile or mistaken answers. */
  readonly maxBytes: number
  /** Looks at the bytes as they come; a reason ends the reading with `too-large`. */
  readonly bounds?: JsonBounds
  /** Told before the body comes, which may take long. */
  readonly onStatus?: (status: number) => void
}

/**
 * One repeatable request, its answer read to the end. Never follows a redirect, never sends cookies.
 * Rejects with `cancelled`, `timeout`, `too-large`, `redirected` or a network code; any status resolves.
 */
export async function fetchReply(fetch: FetchLike, request: FetchRequest): Promise<Reply> {
  const watch = createWatch(request)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      body: request.body,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: watch.signal,
    })
    request.onStatus?.(response.status)
    const body = await readBody(response, request, watch.touch)
    return { status: response.status, reason: response.statusText, headers: Object.fromEntries(response.headers), body }
  } catch (error) {
    throw watch.explain(error)
  } finally {
    watch.end()
  }
}

interface Watch {
  readonly signal: AbortSignal
  touch(): void
  end(): void
  explain(error: unknown): AppError
}

const MAX_MS = 15 * 60_000

/** One signal for the user's cancel and for silence, which remembers which of the two it was. */
function createWatch({ signal, idleMs, maxMs = MAX_MS }: FetchRequest): Watch {
  const controller = new AbortController()
  let idle = false
  const onIdle = (): void => {
    idle = true
    controller.abort(new AppError({ code: 'timeout', message: networkReasons.noAnswerInTime }))
  }
  const timer = setTimeout(onIdle, idleMs)
  const whole = setTimeout(onIdle, maxMs)
  const onCancel = (): void => controller.abort()
  if (signal?.aborted) controller.abort()
  signal?.addEventListener('abort', onCancel, { once: true })
  return {
    signal: controller.signal,
    touch: () => void timer.refresh(),
    end() {
      clearTimeout(timer)
      clearTimeout(whole)
      signal?.removeEventListener('abort', onCancel)
    },
    explain(error) {
      if (error instanceof AppError) {
        controller.abort()
        return error
      }
      if (signal?.aborted) return new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
      if (idle) return new AppError({ code: 'timeout', message: networkReasons.noAnswerInTime })
      return new AppError(networkError(error), { cause: error })
    },
  }
}

/** Chunks that are there already come without a pause between them: whoever else waits for main gets his turn. */
const REST_AFTER_BYTES = 512 * 1024

async function readBody(response: Response, { maxBytes, bounds }: FetchRequest, touch: () => void): Promise<Buffer> {
  if (!response.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  let rested = 0
  for await (const chunk of response.body) {
    touch()
    size += chunk.byteLength
    const excess = size > maxBytes ? 'too many bytes' : bounds?.note(chunk)
    if (excess !== undefined)
      throw new AppError({ code: 'too-large', message: networkReasons.answerTooLarge, detail: excess })
    chunks.push(chunk)
    if (size - rested < REST_AFTER_BYTES) continue
    rested = size
    await setImmediate()
  }
  return Buffer.concat(chunks, size)
}
