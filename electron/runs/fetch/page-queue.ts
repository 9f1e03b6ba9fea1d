interface QueuedPage {
  readonly offset: number
  readonly limit: number
  readonly body: Promise<Buffer>
}

/** Asks for pages ahead of their use, two at a time, and drops those that turn out to start at the wrong row. */
export interface PageQueue {
  /** The page at this place: one already asked for if it fits, else asked for now. */
  take(offset: number, limit: number): Promise<Buffer>
  /** Asks ahead for the pages that follow, as long as they start before `end`. */
  lookAhead(offset: number, limit: number, end: number): void
  clear(): void
}

const MOST_AHEAD = 2

export function createPageQueue(fetchPage: (offset: number, limit: number) => Promise<Buffer>): PageQueue {
  let ahead: QueuedPage[] = []

  function ask(offset: number, limit: number): QueuedPage {
    const body = fetchPage(offset, limit)
    // A page that is dropped may still fail: nobody is waiting for it then.
    body.catch(() => {})
    return { offset, limit, body }
  }

  return {
    take(offset, limit) {
      const next = ahead.shift()
      if (next?.offset === offset && next.limit === limit) return next.body
      ahead = []
      return ask(offset, limit).body
    },
    lookAhead(offset, limit, end) {
      for (let page = ahead.length; page < MOST_AHEAD; page += 1) {
        const start = offset + page * limit
        if (start >= end) return
        ahead.push(ask(start, limit))
      }
    },
    clear() {
      ahead = []
    },
  }
}
