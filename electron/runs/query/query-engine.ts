import type {
  GroupRequest,
  MatchRequest,
  NextMatch,
  ProfileRequest,
  ReadingRequest,
  TimeRequest,
  ValuesRequest,
} from '../../../shared/contract/run-questions.ts'
import { Comparisons } from './comparisons.ts'
import type { ColumnPair } from './engine/comparison.ts'
import { type Duck, openDuck } from './engine/duck.ts'
import { groupRows, listValues } from './engine/grouped.ts'
import { createLanes, type Lanes } from './engine/lanes.ts'
import { type ParquetRequest, saveParquet } from './engine/parquet.ts'
import { profileColumn } from './engine/profile.ts'
import { countByTime, countReading } from './engine/readable.ts'
import type { RunFacts } from './engine/run-facts.ts'
import { Stores } from './engine/stores.ts'
import { ViewBook } from './engine/view-book.ts'
import type { ComparisonRecipe, Scope, ViewRecipe } from './recipes.ts'

/**
 * Answers questions about runs. Lives in the helper process. `folder` is its own, for tables and what does not fit into memory;
 * `onTrouble` is told of failures that no question waits for.
 */
export function createQueryEngine(folder: () => string, onTrouble: (error: unknown) => void) {
  let duck: Promise<Duck> | undefined
  const openedDuck = (): Promise<Duck> => {
    duck ??= openDuck(folder())
    return duck
  }
  const stores = new Stores(openedDuck, folder, onTrouble)
  const lanes = createLanes()
  const comparisons = new Comparisons(stores, lanes)
  const views = new ViewBook({ stores, lanes, comparisons })
  return {
    ...viewMethods(views),
    ...answerMethods(views),
    ...comparisonMethods(comparisons),
    ...saveMethods(stores, lanes),
    /** Answers when the rows are in a table: questions are quick from then on. */
    prepare: (facts: RunFacts) => stores.prepare(facts),
    stop: (runId: string) => lanes.stop(runId),
    async release(runId: string): Promise<void> {
      lanes.stop(runId)
      views.release(runId)
      comparisons.release(runId)
      await stores.close(runId)
    },
    /** Lets go of everything. */
    async end(): Promise<void> {
      await stores.closeAll()
      ;(await duck)?.close()
      duck = undefined
    },
  }
}

function viewMethods(views: ViewBook) {
  return {
    openView: async (recipe: ViewRecipe): Promise<number> => (await views.open(recipe)).rows,
    closeView: (viewId: string) => views.close(viewId),
    numbers: async (recipe: ViewRecipe, from: number, count: number): Promise<Uint32Array> =>
      (await views.open(recipe)).numbers(from, count),
    async allNumbers(recipe: ViewRecipe): Promise<Uint32Array> {
      const view = await views.open(recipe)
      return (await view.all()) ?? view.numbers(0, view.rows)
    },
    countMatches: (scope: Scope, request: MatchRequest) => views.countMatches(scope, request),
    findMatch: (scope: Scope, request: NextMatch) => views.findMatch(scope, request),
  }
}

function answerMethods(views: ViewBook) {
  return {
    countReading: (scope: Scope, request: ReadingRequest) =>
      views.about(scope, (session, chosen) => countReading(session, chosen, request)),
    profileColumn: (scope: Scope, request: ProfileRequest) =>
      views.about(scope, (session, chosen) => profileColumn(session, chosen, request)),
    listValues: (scope: Scope, request: ValuesRequest) =>
      views.about(scope, (session, chosen) => listValues(session, chosen, request)),
    groupRows: (scope: Scope, request: GroupRequest) =>
      views.about(scope, (session, chosen) => groupRows(session, chosen, request)),
    countByTime: (scope: Scope, request: TimeRequest) =>
      views.about(scope, (session, chosen) => countByTime(session, chosen, request)),
  }
}

function comparisonMethods(comparisons: Comparisons) {
  return {
    proposeKey: (before: RunFacts, after: RunFacts, pairs: readonly ColumnPair[]) =>
      comparisons.proposeKey(before, after, pairs),
    compare: (recipe: ComparisonRecipe) => comparisons.compare(recipe),
    changedRows: (recipe: ComparisonRecipe, from: number, count: number) =>
      comparisons.changedRows(recipe, from, count),
    closeComparison: (comparisonId: string) => comparisons.close(comparisonId),
  }
}

function saveMethods(stores: Stores, lanes: Lanes) {
  return {
    saveParquet: (saveId: string, facts: RunFacts, request: ParquetRequest): Promise<number> =>
      lanes.newest(saveId, 'save', (signal) =>
        stores.ask(facts, signal, (source, session) => saveParquet(session, source, request)),
      ),
    stopSaving: (saveId: string) => lanes.stop(saveId),
  }
}
