import type { PageFormat } from './run-pages.worker.ts'

/** Which rows are asked for, and as what. */
export interface AskedPage {
  readonly offset: number
  readonly limit: number
  readonly format: PageFormat
}

/** Asks for pages ahead of their use, and drops those that turn out to start at the wrong row. */
export interface PageQueue {
  /** The page at this place: one already asked for if it fits, else asked for now. */
  take(page: AskedPage): Promise<Buffer>
  /** Asks ahead for pages, until as many are on their way as may be. */
  lookAhead(pages: Iterable<AskedPage>): void
  clear(): void
}

interface QueuedPage extends AskedPage {
  readonly body: Promise<Buffer>
}

/** `mostAhead`: pages beside the one in hand. */
export function createPageQueue(fetchPage: (page: AskedPage) => Promise<Buffer>, mostAhead: () => number): PageQueue {
  let ahead: QueuedPage[] = []

  function ask(page: AskedPage): QueuedPage {
    const body = fetchPage(page)
    // A page that is dropped may still fail. Then it is of no use to anyone.
    body.catch(() => {})
    return { ...page, body }
  }

  return {
    take(page) {
      const next = ahead.shift()
      if (next?.offset === page.offset && next.limit === page.limit && next.format === page.format) return next.body
      ahead = []
      return ask(page).body
    },
    lookAhead(pages) {
      let place = 0
      for (const page of pages) {
        if (place >= mostAhead()) return
        if (place >= ahead.length) ahead.push(ask(page))
        place += 1
      }
    },
    clear() {
      ahead = []
    },
  }
}
