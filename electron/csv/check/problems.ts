import type { Problem, ProblemExample, ProblemKind } from '../../../shared/csv/csv.ts'
import { PROBLEM_WORDS } from './problem-words.ts'

/** How many places of one problem are shown. */
export const EXAMPLES_SHOWN = 5
const SHOWN_CHARACTERS = 80

export interface ProblemFacts extends Partial<Omit<Problem, 'kind' | 'examples'>> {
  readonly examples?: readonly ProblemExample[]
}

/** A problem with its words; `facts` may replace any of them. */
export function describeProblem(kind: ProblemKind, facts: ProblemFacts = {}): Problem {
  const words = PROBLEM_WORDS[kind]
  const { count = 1, examples = [], ...rest } = facts
  return {
    kind,
    severity: words.severity,
    title: words.title(count.toLocaleString('en-US'), count === 1),
    advice: words.advice,
    count,
    examples: examples.slice(0, EXAMPLES_SHOWN),
    ...rest,
  }
}

/** A cell as an example shows it: one line, cut. */
export function shortenCell(text: string): string {
  const cut =
    text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : text
  return cut.replace(/\r\n|\r|\n/g, '⏎')
}
