/** Work on fixes that the window named, so that it can call it off. */
export interface FixWorks {
  /** Runs the work with a signal that ends it. Work of the same name that still runs is called off. */
  run<T>(workId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  cancel(workId: string): void
}

export function createFixWorks(): FixWorks {
  const running = new Map<string, AbortController>()
  const cancel = (workId: string) => running.get(workId)?.abort()
  return {
    async run(workId, work) {
      cancel(workId)
      const abort = new AbortController()
      running.set(workId, abort)
      try {
        return await work(abort.signal)
      } finally {
        if (running.get(workId) === abort) running.delete(workId)
      }
    },
    cancel,
  }
}
