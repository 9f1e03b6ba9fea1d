import type { Duck, Session } from './duck.ts'
import type { RunFacts } from './run-facts.ts'
import { type RowSource, RunStore } from './run-store.ts'

interface Opened {
  readonly generation: number
  readonly store: Promise<RunStore>
}

/** The rows of the runs that are asked about. */
export class Stores {
  readonly #open: (facts: RunFacts) => Promise<RunStore>
  readonly #onTrouble: (error: unknown) => void
  readonly #opened = new Map<string, Opened>()

  /** `onTrouble` is told why a table could not be made; the rows are read from the run's files then. */
  constructor(duck: () => Promise<Duck>, folder: () => string, onTrouble: (error: unknown) => void) {
    this.#open = async (facts) => RunStore.open(await duck(), folder(), facts)
    this.#onTrouble = onTrouble
  }

  /** Answers from the rows of a run as `facts` say it was. Behind the answer its rows are put into a table, in the background. */
  async ask<T>(
    facts: RunFacts,
    signal: AbortSignal,
    answer: (source: RowSource, session: Session) => Promise<T>,
  ): Promise<T> {
    const store = await this.#of(facts)
    try {
      return await store.ask(facts, signal, answer)
    } finally {
      // Both at once would make the answer late.
      store.build(facts).catch(this.#onTrouble)
    }
  }

  /** Answers when the rows are in their table. */
  async prepare(facts: RunFacts): Promise<void> {
    await (await this.#of(facts)).build(facts)
  }

  async close(runId: string): Promise<void> {
    const known = this.#opened.get(runId)
    this.#opened.delete(runId)
    await known?.store.then(
      (store) => store.close(),
      () => undefined,
    )
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((runId) => this.close(runId)))
  }

  #of(facts: RunFacts): Promise<RunStore> {
    const { runId, generation } = facts
    const known = this.#opened.get(runId)
    if (known && known.generation !== generation) void this.close(runId)
    const current = this.#opened.get(runId) ?? { generation, store: this.#open(facts) }
    this.#opened.set(runId, current)
    current.store.catch(() => this.#opened.delete(runId))
    return current.store
  }
}
