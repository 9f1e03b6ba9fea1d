import type { ComparisonPart, ViewRequest } from '../../../shared/contract/run-questions.ts'
import type { ComparisonPlan } from './engine/comparison.ts'
import type { RunFacts } from './engine/run-facts.ts'

/*
 * Main keeps a recipe of whatever the window holds an id of, and sends it along with each question: a fresh helper, after one that
 * died, makes the same view again.
 */

/** How a view is made. The same id is always the same view. */
export type ViewRecipe =
  | { readonly kind: 'chosen'; readonly viewId: string; readonly facts: RunFacts; readonly request: ViewRequest }
  | {
      readonly kind: 'part'
      readonly viewId: string
      /** Of the run that the part's rows are in. */
      readonly facts: RunFacts
      readonly comparison: ComparisonRecipe
      readonly part: ComparisonPart
    }

export interface ComparisonRecipe {
  readonly comparisonId: string
  readonly before: RunFacts
  readonly after: RunFacts
  readonly plan: ComparisonPlan
}

/** What a question is about: a view, or all rows. */
export interface Scope {
  readonly facts: RunFacts
  readonly view?: ViewRecipe | undefined
}
