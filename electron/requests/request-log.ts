import type { RequestChanges, RequestEntry, RequestFeature } from '../../shared/contract/request-log.ts'
import { requestContext } from '../eloqua/http/request-context.ts'
import type { RequestStart, RequestWatch } from '../eloqua/http/watched-network.ts'
import { maskPath } from './mask-path.ts'

/** Enough for the requests of a long working day; beyond it the oldest make room. */
const MOST_ENTRIES = 5_000

export interface RequestLogOptions {
  readonly onChange: () => void
  /** Told of each request that has ended. */
  readonly onEnded: (entry: RequestEntry) => void
  readonly mostEntries?: number
  /** Milliseconds since 1970, and of a clock that never jumps. */
  readonly now?: () => number
  readonly clock?: () => number
}

/** Every request since Bulkdesk started, in memory only. */
export interface RequestLog {
  readonly watch: RequestWatch
  /** What changed since the revision that an earlier answer named. */
  changes(since: number): RequestChanges
  /** Undefined once it made room for a newer one. */
  find(id: number): RequestEntry | undefined
  clear(): void
}

export function createRequestLog(options: RequestLogOptions): RequestLog {
  const { now = Date.now, clock = () => performance.now() } = options
  const kept = createRing(options.mostEntries ?? MOST_ENTRIES)
  let lastId = 0

  function keep(entry: RequestEntry): void {
    kept.put(entry)
    options.onChange()
  }

  return {
    watch(start) {
      const begun = clock()
      lastId += 1
      const entry = entryOf(start, lastId, new Date(now()))
      keep(entry)
      return (end) => {
        const ended = { ...entry, ...end, milliseconds: Math.round(clock() - begun) }
        if (kept.find(entry.id)) keep(ended)
        options.onEnded(ended)
      }
    },
    changes: (since) => kept.changes(since, lastId + 1),
    find: kept.find,
    clear() {
      kept.clear()
      options.onChange()
    },
  }
}

/** The newest entries, each with the revision of its last change. */
function createRing(mostEntries: number) {
  const entries = new Map<number, { readonly entry: RequestEntry; readonly revision: number }>()
  let revision = 0
  let dropped = 0
  return {
    put(entry: RequestEntry): void {
      revision += 1
      entries.set(entry.id, { entry, revision })
      const [oldest] = entries.keys()
      if (entries.size <= mostEntries || oldest === undefined) return
      entries.delete(oldest)
      dropped += 1
    },
    find: (id: number) => entries.get(id)?.entry,
    changes: (since: number, nextId: number): RequestChanges => ({
      entries: [...entries.values()].filter((one) => one.revision > since).map(({ entry }) => entry),
      revision,
      oldestId: entries.keys().next().value ?? nextId,
      dropped,
    }),
    clear(): void {
      entries.clear()
      dropped = 0
      revision += 1
    },
  }
}

function entryOf({ method, url: address, bytesOut }: RequestStart, id: number, at: Date): RequestEntry {
  const url = new URL(address)
  const { feature = 'other', connection, attempt = 1 } = requestContext()
  const isSignIn = SIGN_IN.test(url.pathname)
  return {
    id,
    startedAt: at.toISOString(),
    method,
    origin: url.origin,
    path: maskPath(url),
    feature: isSignIn ? SIGN_IN_FEATURE : feature,
    ...(connection ? { connection } : {}),
    // Whatever waits for the sign-in may be a later try; the sign-in itself is not.
    attempt: isSignIn ? 1 : attempt,
    bytesOut,
  }
}

/** Where an instance is looked for and tokens are given, whichever feature waits for them. */
const SIGN_IN = /^\/(id|auth\/oauth2\/\w+)$/
const SIGN_IN_FEATURE: RequestFeature = 'sign-in'
