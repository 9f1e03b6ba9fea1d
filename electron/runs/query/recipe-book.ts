import { AppError } from '../../../shared/contract/errors.ts'
import type { RunFacts } from './engine/run-facts.ts'
import type { ComparisonRecipe, Scope, ViewRecipe } from './recipes.ts'
import type { AskedRuns } from './run-questions.ts'

/** What the window holds an id of, and which runs the helper has been asked about. Throws `page-gone` for what is not there any more. */
export interface RecipeBook {
  /** A run as it is now. */
  facts(runId: string): RunFacts
  note(recipe: ViewRecipe): ViewRecipe
  noteComparison(recipe: ComparisonRecipe): ComparisonRecipe
  recipe(viewId: string): ViewRecipe
  comparison(comparisonId: string): ComparisonRecipe
  /** Of a view, or of all rows of the run. */
  scope(request: { readonly runId: string; readonly viewId?: string | undefined }): Scope
  /** Says whether there was one. */
  forget(id: string): boolean
  /** Forgets whatever has to do with the run. Says whether the helper may know the run. */
  release(runId: string): boolean
  /** Whether the helper has been asked about no run that is still open. */
  isEmpty(): boolean
}

export function createRecipeBook(runs: AskedRuns): RecipeBook {
  const views = new Map<string, ViewRecipe>()
  const comparisons = new Map<string, ComparisonRecipe>()
  const asked = new Set<string>()

  function facts(runId: string): RunFacts {
    const now = runs.facts(runId)
    asked.add(runId)
    return now
  }

  /** Rows that started over have other numbers. */
  function stillThere({ runId, generation }: RunFacts): void {
    if (facts(runId).generation !== generation) throw gone()
  }

  function comparison(id: string): ComparisonRecipe {
    const found = comparisons.get(id)
    if (!found) throw gone()
    stillThere(found.before)
    stillThere(found.after)
    return found
  }

  function recipe(id: string): ViewRecipe {
    const found = views.get(id)
    if (!found) throw gone()
    stillThere(found.facts)
    if (found.kind === 'part') comparison(found.comparison.comparisonId)
    return found
  }

  return {
    facts,
    recipe,
    comparison,
    note(made) {
      views.set(made.viewId, made)
      return made
    },
    noteComparison(made) {
      comparisons.set(made.comparisonId, made)
      return made
    },
    scope({ runId, viewId }) {
      if (viewId === undefined) return { facts: facts(runId) }
      const view = recipe(viewId)
      if (view.facts.runId !== runId) throw gone()
      return { facts: view.facts, view }
    },
    forget: (id) => views.delete(id) || comparisons.delete(id),
    release(runId) {
      for (const [id, view] of views) if (view.facts.runId === runId) views.delete(id)
      for (const [id, { before, after }] of comparisons)
        if (before.runId === runId || after.runId === runId) comparisons.delete(id)
      return asked.delete(runId)
    },
    isEmpty: () => asked.size === 0,
  }
}

function gone(): AppError {
  return new AppError({ code: 'page-gone', message: 'This view or comparison is not open any more.' })
}
