import type { Duck, Session } from './duck.ts'
import type { RunFacts } from './run-facts.ts'
import { openRunStore, type RowSource, type RunStore } from './run-store.ts'

/** The rows of the runs that are asked about. */
export interface Stores {
  /** Answers from the rows of a run as `facts` say it was. Behind the answer its rows are put into a table, in the background. */
  ask<T>(facts: RunFacts, signal: AbortSignal, answer: (source: RowSource, session: Session) => Promise<T>): Promise<T>
  /** Answers when the rows are in their table. */
  prepare(facts: RunFacts): Promise<void>
  close(runId: string): Promise<void>
  closeAll(): Promise<void>
}

interface Opened {
  readonly generation: number
  readonly store: Promise<RunStore>
}

/** `onTrouble` is told why a table could not be made; the rows are read from the run's files then. */
export function createStores(
  duck: () => Promise<Duck>,
  folder: () => string,
  onTrouble: (error: unknown) => void,
): Stores {
  const opened = new Map<string, Opened>()

  async function close(runId: string): Promise<void> {
    const known = opened.get(runId)
    opened.delete(runId)
    await known?.store.then(
      (store) => store.close(),
      () => undefined,
    )
  }

  async function open(facts: RunFacts): Promise<RunStore> {
    return openRunStore(await duck(), folder(), facts)
  }

  function of(facts: RunFacts): Promise<RunStore> {
    const known = opened.get(facts.runId)
    if (known && known.generation !== facts.generation) void close(facts.runId)
    const current = opened.get(facts.runId) ?? { generation: facts.generation, store: open(facts) }
    opened.set(facts.runId, current)
    current.store.catch(() => opened.delete(facts.runId))
    return current.store
  }

  return {
    async ask(facts, signal, answer) {
      const store = await of(facts)
      try {
        return await store.ask(facts, signal, answer)
      } finally {
        // Both at once would make the answer late.
        store.build(facts).catch(onTrouble)
      }
    },
    async prepare(facts) {
      await (await of(facts)).build(facts)
    },
    close,
    async closeAll() {
      await Promise.all([...opened.keys()].map(close))
    },
  }
}
