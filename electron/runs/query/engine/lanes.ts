/**
 * Who goes first. Of questions in one lane the newest wins: it aborts those before it. Others wait in a line.
 */
export interface Lanes {
  /** Takes the lane over: the question before is aborted. */
  newest<T>(runId: string, lane: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Asks when all that stands in the line before is answered. */
  inLine<T>(runId: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Aborts everything that is asked of the run. */
  stop(runId: string): void
}

export function createLanes(): Lanes {
  const open = new Map<string, Map<string, AbortController>>()
  const lines = new Map<string, Promise<unknown>>()
  let count = 0

  async function asked<T>(runId: string, lane: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ofRun = open.get(runId) ?? new Map<string, AbortController>()
    open.set(runId, ofRun)
    ofRun.get(lane)?.abort()
    const mine = new AbortController()
    ofRun.set(lane, mine)
    try {
      return await ask(mine.signal)
    } finally {
      if (ofRun.get(lane) === mine) ofRun.delete(lane)
    }
  }

  return {
    newest: asked,
    inLine(runId, ask) {
      const before = lines.get(runId)
      count += 1
      const mine = asked(runId, `line ${count}`, async (signal) => {
        await before
        return ask(signal)
      })
      lines.set(
        runId,
        mine.catch(() => undefined),
      )
      return mine
    },
    stop(runId) {
      for (const controller of open.get(runId)?.values() ?? []) controller.abort()
    },
  }
}
