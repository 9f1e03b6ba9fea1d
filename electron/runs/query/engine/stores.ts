import type { Duck } from './duck.ts'
import type { RunFacts } from './run-facts.ts'
import { openRunStore, type RunStore } from './run-store.ts'

/** The stores of the runs that are asked about. */
export interface Stores {
  /** The store of a run. Rows that it does not have yet are put into it meanwhile. */
  of(facts: RunFacts): Promise<RunStore>
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

  return {
    async of(facts) {
      const known = opened.get(facts.runId)
      if (known && known.generation !== facts.generation) void close(facts.runId)
      const current = opened.get(facts.runId) ?? { generation: facts.generation, store: open(facts) }
      opened.set(facts.runId, current)
      current.store.catch(() => opened.delete(facts.runId))
      const store = await current.store
      store.build(facts).catch(onTrouble)
      return store
    },
    close,
    async closeAll() {
      await Promise.all([...opened.keys()].map(close))
    },
  }
}
