import { AppError } from '../../../shared/contract/errors.ts'
import { resultReasons } from '../../../shared/words/reasons.ts'
import type { AskedRuns } from './asked-runs.ts'
import type { RunFacts } from './engine/run-facts.ts'
import type { ComparisonRecipe, Scope, ViewRecipe } from './recipes.ts'

/** What the window holds an id of, and which runs the helper has been asked about. Throws `page-gone` for what is not there any more. */
export class RecipeBook {
  readonly #runs: AskedRuns
  readonly #views = new Map<string, ViewRecipe>()
  readonly #comparisons = new Map<string, ComparisonRecipe>()
  readonly #asked = new Set<string>()

  constructor(runs: AskedRuns) {
    this.#runs = runs
  }

  /** A run as it is now. */
  facts(runId: string): RunFacts {
    const now = this.#runs.facts(runId)
    this.#asked.add(runId)
    return now
  }

  note(made: ViewRecipe): ViewRecipe {
    this.#views.set(made.viewId, made)
    return made
  }

  noteComparison(made: ComparisonRecipe): ComparisonRecipe {
    this.#comparisons.set(made.comparisonId, made)
    return made
  }

  recipe(viewId: string): ViewRecipe {
    const found = this.#views.get(viewId)
    if (!found) throw gone()
    this.#expectThere(found.facts)
    if (found.kind === 'part') this.comparison(found.comparison.comparisonId)
    return found
  }

  comparison(comparisonId: string): ComparisonRecipe {
    const found = this.#comparisons.get(comparisonId)
    if (!found) throw gone()
    this.#expectThere(found.before)
    this.#expectThere(found.after)
    return found
  }

  /** Of a view, or of all rows of the run. */
  scope({ runId, viewId }: { readonly runId: string; readonly viewId?: string | undefined }): Scope {
    if (viewId === undefined) return { facts: this.facts(runId) }
    const view = this.recipe(viewId)
    if (view.facts.runId !== runId) throw gone()
    return { facts: view.facts, view }
  }

  /** Says whether there was one. */
  forget(id: string): boolean {
    return this.#views.delete(id) || this.#comparisons.delete(id)
  }

  /** Forgets whatever has to do with the run. Says whether the helper may know the run. */
  release(runId: string): boolean {
    for (const [id, { facts }] of this.#views) if (facts.runId === runId) this.#views.delete(id)
    for (const [id, { before, after }] of this.#comparisons)
      if (before.runId === runId || after.runId === runId) this.#comparisons.delete(id)
    return this.#asked.delete(runId)
  }

  /** Whether the helper has been asked about no run that is still open. */
  isEmpty(): boolean {
    return this.#asked.size === 0
  }

  /** Rows that started over have other numbers. */
  #expectThere({ runId, generation }: RunFacts): void {
    if (this.facts(runId).generation !== generation) throw gone()
  }
}

function gone(): AppError {
  return new AppError({ code: 'page-gone', message: resultReasons.notOpen })
}
