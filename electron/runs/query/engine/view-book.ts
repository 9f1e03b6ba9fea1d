import type { FoundMatch, MatchCount, MatchRequest, NextMatch } from '../../../../shared/contract/run-questions.ts'
import type { Comparisons } from '../comparisons.ts'
import type { Scope, ViewRecipe } from '../recipes.ts'
import type { Session } from './duck.ts'
import type { Chosen } from './grouped.ts'
import type { Lanes } from './lanes.ts'
import { findMatches, type Matches } from './matches.ts'
import type { Stores } from './stores.ts'
import { conditionIn, knownView, openView, plainView, type View } from './views.ts'

/** Sets of matches that are held: the one being stepped through, and the one before it. */
const KEPT_MATCHES = 2

interface ViewBookOptions {
  readonly stores: Stores
  readonly lanes: Lanes
  readonly comparisons: Comparisons
}

/** The views that are open, made by their recipes when they are first asked about, and what was found in them. */
export class ViewBook {
  readonly #options: ViewBookOptions
  readonly #views = new Map<string, { readonly runId: string; readonly view: Promise<View> }>()
  readonly #matches = new Map<string, Promise<Matches>>()

  constructor(options: ViewBookOptions) {
    this.#options = options
  }

  of({ facts, view: recipe }: Scope): Promise<View> {
    if (!recipe) return Promise.resolve(plainView(facts))
    const known = this.#views.get(recipe.viewId)
    if (known) return known.view
    const made = this.#make(recipe)
    this.#views.set(recipe.viewId, { runId: facts.runId, view: made })
    made.catch(() => this.#views.delete(recipe.viewId))
    return made
  }

  open(recipe: ViewRecipe): Promise<View> {
    return this.of({ facts: recipe.facts, view: recipe })
  }

  close(viewId: string): void {
    this.#views.get(viewId)?.view.then(
      (view) => view.close(),
      () => undefined,
    )
    this.#views.delete(viewId)
  }

  /** A question whose answer is one figure or list about the rows of a view. It waits for those asked before it. */
  async about<T>(scope: Scope, answer: (session: Session, chosen: Chosen) => Promise<T>): Promise<T> {
    const { stores, lanes } = this.#options
    const view = await this.of(scope)
    return lanes.inLine(view.facts.runId, (signal) =>
      stores.ask(view.facts, signal, async (source, session) =>
        answer(session, { source, condition: await conditionIn(session, view) }),
      ),
    )
  }

  async countMatches(scope: Scope, request: MatchRequest): Promise<MatchCount> {
    const { matches, rows } = await this.#matchesOf(scope, request)
    return { matches, rows }
  }

  async findMatch(scope: Scope, request: NextMatch): Promise<FoundMatch | null> {
    const found = await this.#matchesOf(scope, request)
    return this.#options.lanes.newest(scope.facts.runId, 'next match', (signal) =>
      found.next(request.from, request.backwards, signal),
    )
  }

  /** Forgets a run: its views, and what was found. */
  release(runId: string): void {
    this.#matches.clear()
    for (const [viewId, view] of this.#views) if (view.runId === runId) this.close(viewId)
  }

  async #make(recipe: ViewRecipe): Promise<View> {
    const { stores, lanes, comparisons } = this.#options
    if (recipe.kind === 'part') return knownView(recipe.facts, undefined, await comparisons.part(recipe))
    const { facts, request } = recipe
    return lanes.newest(facts.runId, 'view', (signal) => openView(stores, facts, request, signal))
  }

  #matchesOf(scope: Scope, { text, matchCase = false, columns }: MatchRequest): Promise<Matches> {
    const key = JSON.stringify([scope.view?.viewId ?? scope.facts, text, matchCase, columns])
    const known = this.#matches.get(key)
    if (known) return known
    const found = this.#options.lanes.newest(scope.facts.runId, 'matches', async (signal) =>
      findMatches(this.#options.stores, await this.of(scope), { text, matchCase, columns }, signal),
    )
    this.#matches.set(key, found)
    found.catch(() => this.#matches.delete(key))
    for (const old of [...this.#matches.keys()].slice(0, -KEPT_MATCHES)) this.#matches.delete(old)
    return found
  }
}
