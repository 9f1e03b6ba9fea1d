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

/** Comparisons of two runs, held as row numbers. */
export function createComparisons(stores: Stores, lanes: Lanes) {
  const known = new Map<string, Promise<ComparedNumbers>>()

  /** Asks both runs in one session. */
  function both<T>(
    before: RunFacts,
    after: RunFacts,
    ask: (session: Session, before: RowSource, after: RowSource) => Promise<T>,
  ): Promise<T> {
    return lanes.newest(after.runId, 'comparison', (signal) =>
      stores.ask(before, signal, (b) => stores.ask(after, signal, (a, session) => ask(session, b, a))),
    )
  }

  function compared({ comparisonId, before, after, plan }: ComparisonRecipe): Promise<ComparedNumbers> {
    const found = known.get(comparisonId) ?? both(before, after, (session, b, a) => compareRows(session, b, a, plan))
    known.set(comparisonId, found)
    found.catch(() => known.delete(comparisonId))
    return found
  }

  return {
    async part({ comparison, part }: ViewRecipe & { readonly kind: 'part' }): Promise<Uint32Array> {
      return numbersOfPart(await compared(comparison), part)
    },
    methods: {
      proposeKey: (before: RunFacts, after: RunFacts, pairs: readonly ColumnPair[]): Promise<readonly FoundKey[]> =>
        both(before, after, (session, b, a) => findKeys(session, b, a, pairs)),
      async compare(recipe: ComparisonRecipe): Promise<ComparisonFigures> {
        const { same, changedByPair, ...numbers } = await compared(recipe)
        return {
          same,
          changedByPair,
          added: numbers.added.length,
          removed: numbers.removed.length,
          changed: numbers.changedAfter.length,
          duplicateBefore: numbers.duplicateBefore.length,
          duplicateAfter: numbers.duplicateAfter.length,
        }
      },
      /** Row numbers of changed rows: how each was, and how it is. */
      async changedRows(
        recipe: ComparisonRecipe,
        from: number,
        count: number,
      ): Promise<readonly [Uint32Array, Uint32Array]> {
        const { changedBefore, changedAfter } = await compared(recipe)
        return [changedBefore.slice(from, from + count), changedAfter.slice(from, from + count)]
      },
      closeComparison(comparisonId: string): void {
        known.delete(comparisonId)
      },
    },
  }
}
