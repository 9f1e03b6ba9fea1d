import type {
  FoundMatch,
  FrequentValues,
  GroupRequest,
  MatchCount,
  MatchRequest,
  NextMatch,
  ProfileRequest,
  ReadingCount,
  ReadingRequest,
  RowGroups,
  RunColumnProfile,
  TimeRequest,
  TimeSeries,
  ValuesRequest,
} from '../../../shared/contract/run-questions.ts'
import { createComparisons } from './comparisons.ts'
import { type Duck, openDuck, type Session } from './engine/duck.ts'
import { type Chosen, groupRows, listValues } from './engine/grouped.ts'
import { createLanes } from './engine/lanes.ts'
import { findMatches, type Matches } from './engine/matches.ts'
import { type ParquetRequest, saveParquet } from './engine/parquet.ts'
import { profileColumn } from './engine/profile.ts'
import { countByTime, countReading } from './engine/readable.ts'
import type { RunFacts } from './engine/run-facts.ts'
import { createStores } from './engine/stores.ts'
import { conditionIn, knownView, openView, plainView, type View } from './engine/views.ts'
import type { Scope, ViewRecipe } from './recipes.ts'

/** Sets of matches that are held: the one being stepped through, and the one before it. */
const KEPT_MATCHES = 2

/** Answers questions about runs. Lives in the helper process; `folder` is its own, for tables and what does not fit into memory. */
export function createQueryEngine(folder: () => string, onTrouble: (error: unknown) => void) {
  let duck: Promise<Duck> | undefined
  const openedDuck = (): Promise<Duck> => {
    duck ??= openDuck(folder())
    return duck
  }
  const stores = createStores(openedDuck, folder, onTrouble)
  const lanes = createLanes()
  const comparisons = createComparisons(stores, lanes)
  const views = new Map<string, Promise<View>>()
  const matches = new Map<string, Promise<Matches>>()

  async function make(recipe: ViewRecipe): Promise<View> {
    if (recipe.kind === 'part') return knownView(recipe.facts, undefined, await comparisons.part(recipe))
    const { facts, request } = recipe
    return lanes.newest(facts.runId, 'view', (signal) => openView(stores, facts, request, signal))
  }

  function viewOf({ facts, view: recipe }: Scope): Promise<View> {
    if (!recipe) return Promise.resolve(plainView(facts))
    const known = views.get(recipe.viewId)
    if (known) return known
    const made = make(recipe)
    views.set(recipe.viewId, made)
    made.catch(() => views.delete(recipe.viewId))
    return made
  }

  /** A question whose answer is one figure or list about the rows of a view. */
  async function about<T>(scope: Scope, answer: (session: Session, chosen: Chosen) => Promise<T>): Promise<T> {
    const view = await viewOf(scope)
    return lanes.inLine(view.facts.runId, (signal) =>
      stores.ask(view.facts, signal, async (source, session) =>
        answer(session, { source, condition: await conditionIn(session, view) }),
      ),
    )
  }

  function matchesOf(scope: Scope, { text, matchCase = false, columns }: MatchRequest): Promise<Matches> {
    const key = JSON.stringify([scope.view?.viewId ?? scope.facts, text, matchCase, columns])
    const known = matches.get(key)
    if (known) return known
    const found = lanes.newest(scope.facts.runId, 'matches', async (signal) => {
      const view = await viewOf(scope)
      return findMatches(stores, view, { text, matchCase, columns }, signal)
    })
    matches.set(key, found)
    found.catch(() => matches.delete(key))
    for (const old of [...matches.keys()].slice(0, -KEPT_MATCHES)) matches.delete(old)
    return found
  }

  function closeView(viewId: string): void {
    views.get(viewId)?.then(
      (view) => view.close(),
      () => undefined,
    )
    views.delete(viewId)
  }

  return {
    /** Answers when the rows are in a table: questions are quick from then on. */
    prepare: (facts: RunFacts): Promise<void> => stores.prepare(facts),
    stop: (runId: string): void => lanes.stop(runId),
    async release(runId: string): Promise<void> {
      lanes.stop(runId)
      matches.clear()
      await stores.close(runId)
    },
    async openView(recipe: ViewRecipe): Promise<number> {
      return (await viewOf({ facts: recipe.facts, view: recipe })).rows
    },
    closeView,
    async numbers(recipe: ViewRecipe, from: number, count: number): Promise<Uint32Array> {
      return (await viewOf({ facts: recipe.facts, view: recipe })).numbers(from, count)
    },
    async allNumbers(recipe: ViewRecipe): Promise<Uint32Array> {
      const view = await viewOf({ facts: recipe.facts, view: recipe })
      return (await view.all()) ?? view.numbers(0, view.rows)
    },
    async countMatches(scope: Scope, request: MatchRequest): Promise<MatchCount> {
      const { matches, rows } = await matchesOf(scope, request)
      return { matches, rows }
    },
    async findMatch(scope: Scope, request: NextMatch): Promise<FoundMatch | null> {
      const found = await matchesOf(scope, request)
      return lanes.newest(scope.facts.runId, 'next match', (signal) =>
        found.next(request.from, request.backwards, signal),
      )
    },
    countReading: (scope: Scope, request: ReadingRequest): Promise<ReadingCount> =>
      about(scope, (session, chosen) => countReading(session, chosen, request)),
    profileColumn: (scope: Scope, request: ProfileRequest): Promise<RunColumnProfile> =>
      about(scope, (session, chosen) => profileColumn(session, chosen, request)),
    listValues: (scope: Scope, request: ValuesRequest): Promise<FrequentValues> =>
      about(scope, (session, chosen) => listValues(session, chosen, request)),
    groupRows: (scope: Scope, request: GroupRequest): Promise<RowGroups> =>
      about(scope, (session, chosen) => groupRows(session, chosen, request)),
    countByTime: (scope: Scope, request: TimeRequest): Promise<TimeSeries> =>
      about(scope, (session, chosen) => countByTime(session, chosen, request)),
    saveParquet: (saveId: string, facts: RunFacts, request: ParquetRequest): Promise<number> =>
      lanes.newest(saveId, 'save', (signal) =>
        stores.ask(facts, signal, (source, session) => saveParquet(session, source, request)),
      ),
    stopSaving: (saveId: string): void => lanes.stop(saveId),
    ...comparisons.methods,
    /** Lets go of everything. */
    async end(): Promise<void> {
      await stores.closeAll()
      ;(await duck)?.close()
      duck = undefined
    },
  }
}

export type QueryEngine = ReturnType<typeof createQueryEngine>
