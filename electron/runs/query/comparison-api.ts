import { randomUUID } from 'node:crypto'
import type { RunQuestionApi } from '../../../shared/contract/calls/run-questions.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ComparedRow } from '../../../shared/contract/run-questions.ts'
import { resultReasons } from '../../../shared/words/reasons.ts'
import type { AskedRuns } from './asked-runs.ts'
import { rowsIn } from './engine/run-facts.ts'
import type { QueryLine } from './query-line.ts'
import type { RecipeBook } from './recipe-book.ts'
import type { ComparisonRecipe } from './recipes.ts'
import { findDifferences, pairColumns } from './run-differences.ts'

type KeyCalls = 'proposeRunKey' | 'compareRuns'
type PartCalls = 'openComparisonPart' | 'readComparison' | 'closeComparison'

interface ComparisonOptions {
  readonly runs: AskedRuns
  readonly line: QueryLine
  readonly book: RecipeBook
}

/** Two runs beside each other: what came, what went, and what changed. */
export function createComparisonApi(options: ComparisonOptions): Pick<RunQuestionApi, KeyCalls | PartCalls> {
  return { ...createKeyApi(options), ...createPartApi(options) }
}

function createKeyApi({ runs, line, book }: ComparisonOptions): Pick<RunQuestionApi, KeyCalls> {
  const columnsOf = (runId: string): readonly string[] => runs.run(runId).columns
  return {
    async proposeRunKey({ before, after }) {
      const names = columnsOf(after)
      const pairs = pairColumns(columnsOf(before), names)
      const found = await line.call('proposeKey', [book.facts(before), book.facts(after), pairs])
      const candidates = found.map(({ place, ...shares }) => ({
        columns: [String(names[Number(pairs[place]?.[1])])],
        ...shares,
      }))
      return { candidates, differences: findDifferences(runs.run(before), runs.run(after)) }
    },
    async compareRuns({ before, after, key }) {
      const pairs = pairColumns(columnsOf(before), columnsOf(after))
      const columns = pairs.map(([, place]) => String(columnsOf(after)[place]))
      const plan = { pairs, key: key.map((name) => placeOf(name, columns)) }
      const differences = findDifferences(runs.run(before), runs.run(after))
      const recipe = { comparisonId: randomUUID(), before: book.facts(before), after: book.facts(after), plan }
      const { changedByPair, ...figures } = await line.call('compare', [recipe])
      const counted = columns.map((column, index) => ({ column, rows: Number(changedByPair[index]) }))
      const changedByColumn = counted.filter(({ rows }) => rows > 0)
      const { comparisonId } = book.noteComparison(recipe)
      return { comparisonId, ...figures, columns, changedByColumn, differences }
    },
  }
}

function createPartApi({ runs, line, book }: ComparisonOptions): Pick<RunQuestionApi, PartCalls> {
  return {
    async openComparisonPart({ comparisonId, part }) {
      const comparison = book.comparison(comparisonId)
      const facts = part === 'removed' || part === 'duplicate-before' ? comparison.before : comparison.after
      const recipe = book.note({ kind: 'part', viewId: randomUUID(), facts, comparison, part })
      const rows = await line.call('openView', [recipe])
      return { runId: facts.runId, view: { viewId: recipe.viewId, rows, outOf: rowsIn(facts) } }
    },
    async readComparison({ comparisonId, from, count }) {
      const recipe = book.comparison(comparisonId)
      const [left, right] = await line.call('changedRows', [recipe, from, count])
      const [before, after] = await Promise.all([
        runs.readRows(recipe.before.runId, [...left]),
        runs.readRows(recipe.after.runId, [...right]),
      ])
      const rows = before.map((cells, index): ComparedRow => {
        const numbers = { numberBefore: Number(left[index]), numberAfter: Number(right[index]) }
        return { ...compareCells(cells, after[index] ?? [], recipe), ...numbers }
      })
      return { rows }
    },
    async closeComparison({ comparisonId }) {
      if (book.forget(comparisonId)) await line.call('closeComparison', [comparisonId])
    },
  }
}

function placeOf(name: string, columns: readonly string[]): number {
  const place = columns.indexOf(name)
  if (place < 0) throw new AppError({ code: 'bad-arguments', message: resultReasons.keyColumnMissing })
  return place
}

function compareCells(
  left: readonly string[],
  right: readonly string[],
  { plan }: ComparisonRecipe,
): Pick<ComparedRow, 'before' | 'after' | 'changed'> {
  const before = plan.pairs.map(([place]) => String(left[place]))
  const after = plan.pairs.map(([, place]) => String(right[place]))
  return { before, after, changed: after.flatMap((cell, index) => (cell === before[index] ? [] : [index])) }
}
