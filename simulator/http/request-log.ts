/** One request that arrived, as tests ask about it. */
export interface LoggedRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Bytes of body that arrived. */
  bodyBytes: number
  /** What was answered; absent while it is not, or when the connection was cut. */
  status?: number
  /** Milliseconds since 1970, on the machine's clock. */
  readonly at: number
}

export interface RequestLog {
  add(request: LoggedRequest): void
  /** The latest requests, oldest first; `path` with `*` as wildcard. */
  list(filter?: { readonly method?: string; readonly path?: string }): readonly LoggedRequest[]
  /** How many of each `METHOD /path` arrived, since the start or the last `clear`. */
  counts(): Readonly<Record<string, number>>
  clear(): void
}

const MOST_KEPT = 10_000

export function createRequestLog(fits: (pattern: string, path: string) => boolean): RequestLog {
  let kept: LoggedRequest[] = []
  let counts = new Map<string, number>()
  return {
    add(request) {
      kept.push(request)
      if (kept.length > MOST_KEPT * 2) kept = kept.slice(-MOST_KEPT)
      const key = `${request.method} ${request.path}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    list: ({ method, path } = {}) =>
      kept.filter((one) => (!method || one.method === method) && (!path || fits(path, one.path))),
    counts: () => Object.fromEntries(counts),
    clear() {
      kept = []
      counts = new Map()
    },
  }
}
