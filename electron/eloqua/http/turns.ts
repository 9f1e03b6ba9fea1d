import { AppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'

interface Turns {
  /** Does a request: at once, or, in the background, when no request of the user is out. Rejects with `cancelled`, or as it does. */
  take<T>(how: { readonly background?: boolean; readonly signal?: AbortSignal }, request: () => Promise<T>): Promise<T>
}

/** A transfer of hours must not hold the background for hours. */
const LONGEST_WAIT_MS = 20_000

/** Who comes first among the requests of one connection: what the user waits for, then what is read ahead. */
export function createTurns(longestMs = LONGEST_WAIT_MS): Turns {
  let out = 0
  const waiting = new Set<() => void>()

  function whenQuiet(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const cancel = (): void => reject(new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled }))
    const timer = setTimeout(resolve, longestMs)
    waiting.add(resolve)
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel, { once: true })
    return promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(resolve)
      signal?.removeEventListener('abort', cancel)
    })
  }

  return {
    async take({ background, signal }, request) {
      if (background) {
        if (out > 0) await whenQuiet(signal)
        return request()
      }
      out += 1
      try {
        return await request()
      } finally {
        out -= 1
        if (out === 0) for (const go of [...waiting]) go()
      }
    },
  }
}
