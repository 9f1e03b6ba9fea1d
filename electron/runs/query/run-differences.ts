import type { Run } from '../../../shared/contract/run.ts'
import type { RunDifferences } from '../../../shared/contract/run-questions.ts'
import type { ColumnPair } from './engine/comparison.ts'

/** Columns of the same name in both runs, in the order of the later one. Of equal names the first belongs to the first, and so on. */
export function pairColumns(before: readonly string[], after: readonly string[]): readonly ColumnPair[] {
  const places = new Map<string, number[]>()
  for (const [place, name] of before.entries()) places.set(name, [...(places.get(name) ?? []), place])
  return after.flatMap((name, place): readonly ColumnPair[] => {
    const left = places.get(name)?.shift()
    return left === undefined ? [] : [[left, place]]
  })
}

/** What a comparison of two runs has to say before any row. */
export function findDifferences(before: Run, after: Run): RunDifferences {
  const pairs = pairColumns(before.columns, after.columns)
  const [left, right] = [new Set(pairs.map(([place]) => place)), new Set(pairs.map(([, place]) => place))]
  return {
    columnsOnlyBefore: before.columns.filter((_, place) => !left.has(place)),
    columnsOnlyAfter: after.columns.filter((_, place) => !right.has(place)),
    columnsInBoth: pairs.map(([, place]) => String(after.columns[place])),
    isReordered: pairs.some(([place], index) => index > 0 && place < Number(pairs[index - 1]?.[0])),
    definition: before.definition?.uri !== after.definition?.uri,
    otherFields: otherFields(before, after),
    user: before.startedBy !== after.startedBy || before.connection.user !== after.connection.user,
    company: before.connection.company !== after.connection.company,
    incompleteBefore: before.state.kind !== 'complete',
    incompleteAfter: after.state.kind !== 'complete',
  }
}

/** Only where both runs know their fields. */
function otherFields({ fields: earlier }: Run, { fields: later }: Run): readonly string[] {
  if (!earlier || !later) return []
  return Object.keys(later).filter((name) => name in earlier && earlier[name] !== later[name])
}
