import {
  type ColumnPair,
  type ComparedNumbers,
  compareRows,
  type FoundKey,
  findKeys,
  numbersOfPart,
} from './engine/comparison.ts'
import type { Session } from './engine/duck.ts'
import type { Lanes } from './engine/lanes.ts'
import type { RunFacts } from './engine/run-facts.ts'
import type { RowSource } from './engine/run-store.ts'
import type { Stores } from './engine/stores.ts'
import type { ComparisonRecipe, ViewRecipe } from './recipes.ts'

/** The size of each part, and how many rows changed in each of the compared columns. */
export interface ComparisonFigures extends Pick<ComparedNumbers, 'same' | 'changedByPair'> {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly duplicateBefore: number
  readonly duplicateAfter: number
}

interface Known {
  readonly recipe: ComparisonRecipe
  readonly numbers: Promise<ComparedNumbers>
}

/** Comparisons of two runs, held as row numbers. */
export class Comparisons {
  readonly #stores: Stores
  readonly #lanes: Lanes
  readonly #known = new Map<string, Known>()

  constructor(stores: Stores, lanes: Lanes) {
    this.#stores = stores
    this.#lanes = lanes
  }

  async part({ comparison, part }: ViewRecipe & { readonly kind: 'part' }): Promise<Uint32Array> {
    return numbersOfPart(await this.#compared(comparison), part)
  }

  proposeKey(before: RunFacts, after: RunFacts, pairs: readonly ColumnPair[]): Promise<readonly FoundKey[]> {
    return this.#both(before, after, (session, b, a) => findKeys(session, b, a, pairs))
  }

  async compare(recipe: ComparisonRecipe): Promise<ComparisonFigures> {
    const { same, changedByPair, ...numbers } = await this.#compared(recipe)
    return {
      same,
      changedByPair,
      added: numbers.added.length,
      removed: numbers.removed.length,
      changed: numbers.changedAfter.length,
      duplicateBefore: numbers.duplicateBefore.length,
      duplicateAfter: numbers.duplicateAfter.length,
    }
  }

  /** Row numbers of changed rows: how each was, and how it is. */
  async changedRows(
    recipe: ComparisonRecipe,
    from: number,
    count: number,
  ): Promise<readonly [Uint32Array, Uint32Array]> {
    const { changedBefore, changedAfter } = await this.#compared(recipe)
    return [changedBefore.slice(from, from + count), changedAfter.slice(from, from + count)]
  }

  close(comparisonId: string): void {
    this.#known.delete(comparisonId)
  }

  /** Forgets the comparisons that a run is part of. */
  release(runId: string): void {
    for (const [id, { recipe }] of this.#known)
      if (recipe.before.runId === runId || recipe.after.runId === runId) this.#known.delete(id)
  }

  #compared(recipe: ComparisonRecipe): Promise<ComparedNumbers> {
    const { comparisonId, before, after, plan } = recipe
    const known = this.#known.get(comparisonId)
    if (known) return known.numbers
    const numbers = this.#both(before, after, (session, b, a) => compareRows(session, b, a, plan))
    this.#known.set(comparisonId, { recipe, numbers })
    numbers.catch(() => this.#known.delete(comparisonId))
    return numbers
  }

  /** Asks both runs in one session. */
  #both<T>(
    before: RunFacts,
    after: RunFacts,
    ask: (session: Session, before: RowSource, after: RowSource) => Promise<T>,
  ): Promise<T> {
    return this.#lanes.newest(after.runId, 'comparison', (signal) =>
      this.#stores.ask(before, signal, (b) => this.#stores.ask(after, signal, (a, session) => ask(session, b, a))),
    )
  }
}
