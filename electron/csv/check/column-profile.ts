import type { ColumnProfile, Problem, ProblemExample } from '../../../shared/csv/csv.ts'
import type { FieldRule } from '../../../shared/eloqua/field-rule.ts'
import type { ColumnFigures, Shape } from './column-figures.ts'
import { describeProblem, type ProblemFacts } from './problems.ts'

/** So many of the filled cells must agree before a column is said to look like something. */
const MAJORITY = 0.8
const DATES = ['dateYmd', 'dateDmy', 'dateMdy', 'dateEither'] as const

function sum(figures: ColumnFigures, shapes: readonly Shape[]): number {
  return shapes.reduce((total, shape) => total + figures.counts[shape], 0)
}

function guessLook(figures: ColumnFigures): ColumnProfile['looksLike'] {
  if (figures.filled === 0) return 'empty'
  const dates = sum(figures, DATES)
  const isMost = (count: number) => count >= figures.filled * MAJORITY
  if (isMost(figures.counts.email)) return 'email'
  if (isMost(dates)) return figures.counts.timed * 2 > dates ? 'date-time' : 'date'
  if (isMost(sum(figures, ['number', 'mangled', 'leadingZero']))) return 'number'
  if (isMost(figures.counts.boolean)) return 'boolean'
  return 'text'
}

/** Cells whose form is not that of most dates of the column, or dates nobody can read for sure. */
function findMixedDates(figures: ColumnFigures): Problem[] {
  const dayFirst = figures.counts.dateDmy
  const monthFirst = figures.counts.dateMdy
  const either = figures.counts.dateEither
  // Dates that could be read both ways follow the only certain form beside them.
  const forms: { shapes: Shape[]; count: number }[] = [
    { shapes: ['dateYmd'], count: figures.counts.dateYmd },
    { shapes: ['dateDmy'], count: dayFirst + (monthFirst === 0 ? either : 0) },
    { shapes: ['dateMdy'], count: monthFirst + (monthFirst > 0 && dayFirst === 0 ? either : 0) },
    { shapes: ['dateEither'], count: dayFirst > 0 && monthFirst > 0 ? either : 0 },
  ]
  const used = forms.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
  const odd = used.slice(1)
  if (odd.length > 0) {
    const count = odd.reduce((total, form) => total + form.count, 0)
    const examples = odd.flatMap(({ shapes }) => shapes.flatMap((shape) => figures.examples[shape] ?? []))
    return [describeProblem('mixed-dates', { count, examples })]
  }
  if (either === 0 || dayFirst + monthFirst > 0) return []
  return [
    describeProblem('mixed-dates', {
      severity: 'note',
      count: either,
      examples: figures.examples.dateEither ?? [],
    }),
  ]
}

function findCells(
  figures: ColumnFigures,
  kind: Problem['kind'],
  shapes: readonly Shape[],
  facts: ProblemFacts = {},
): Problem[] {
  const count = sum(figures, shapes)
  if (count === 0) return []
  const examples: ProblemExample[] = shapes.flatMap((shape) => figures.examples[shape] ?? [])
  return [describeProblem(kind, { count, examples, ...facts })]
}

function findInvisible(figures: ColumnFigures, isIdentifier: boolean): Problem[] {
  return isIdentifier
    ? // Identifiers with hidden characters are held back: see row-rules.ts.
      findCells(figures, 'invisible-characters', ['edgeSpace'])
    : findCells(figures, 'invisible-characters', ['invisible'], { severity: 'note' })
}

/** What a column holds, in figures and in findings. Of identifiers more is known: how many differ, for certain. */
export function describeColumn(
  name: string,
  figures: ColumnFigures,
  identifiers: { readonly distinct: number; readonly isComplete: boolean } | undefined,
  judgedAs: ReadonlySet<FieldRule['type']> = new Set(),
): ColumnProfile {
  return {
    column: figures.column,
    name,
    filled: figures.filled,
    distinct: identifiers ? { count: identifiers.distinct, exact: identifiers.isComplete } : figures.distinct,
    longest: figures.longest,
    looksLike: guessLook(figures),
    findings: [
      ...findCells(figures, 'number-mangled', ['mangled']),
      // How Eloqua reads each date or number of such a field is said with its values.
      ...(judgedAs.has('date') ? [] : findMixedDates(figures)),
      ...(judgedAs.has('number') ? [] : findCells(figures, 'leading-zeros', ['leadingZero'])),
      ...findInvisible(figures, identifiers !== undefined),
      ...findCells(figures, 'formula-cells', ['formula']),
      ...findCells(figures, 'damaged-text', ['damaged']),
      ...findCells(figures, 'equals-text', ['equalsText'], { proposal: { equalsText: true } }),
      ...findCells(figures, 'placeholders', ['placeholder']),
    ],
  }
}
