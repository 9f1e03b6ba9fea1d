import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellOfView, FoundMatch } from '../../../shared/contract/run-questions.ts'
import type { RunFacts } from './engine/run-facts.ts'
import type { ViewRecipe } from './recipes.ts'
import { openEngineDesk } from './testing/engine-desk.ts'
import { columnCount, randomFilters, randomNeedle, randomRows, randomSort } from './testing/random-rows.ts'
import { countValues, holds, isReadable, passes, type Rows, ranked, readDate, sorted } from './testing/reference.ts'

const randomRun = columnCount.chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: randomRows(columns),
    segmentRows: fc.integer({ min: 1, max: 40 }),
    filters: randomFilters(columns),
    sort: randomSort(columns),
    needles: fc.array(fc.record({ text: randomNeedle, matchCase: fc.boolean() }), { minLength: 3, maxLength: 3 }),
  }),
)

interface Asked {
  readonly facts: RunFacts
  readonly view: ViewRecipe
  /** The view's rows, in its order. */
  readonly rows: Rows
}

/** A view of random rows, and its rows as plain code has them. */
function ask({
  facts,
  rows,
  filters,
  sort,
}: { facts: RunFacts; rows: Rows } & Pick<ViewRecipeRequest, 'filters' | 'sort'>): Asked {
  const request = { runId: facts.runId, filters, sort }
  const view: ViewRecipe = { kind: 'chosen', viewId: `view of ${facts.runId}`, facts, request }
  const chosen = [...rows.keys()].filter((n) => filters.every((filter) => passes(rows[n] ?? [], filter)))
  return { facts, view, rows: sorted(rows, chosen, sort).map((n) => rows[n] ?? []) }
}

type ViewRecipeRequest = (ViewRecipe & { readonly kind: 'chosen' })['request']

function allMatches(rows: Rows, text: string, matchCase: boolean, columns: readonly number[]): readonly CellOfView[] {
  return rows.flatMap((cells, row) =>
    columns.filter((column) => holds(String(cells[column]), text, matchCase)).map((column) => ({ row, column })),
  )
}

function email(cell: string): boolean {
  return /^[^@\s,;<>"]+@[^@\s,;<>".]+([.][^@\s,;<>".]+)+$/.test(cell)
}

function profiled(cells: readonly string[]) {
  const filled = cells.filter((cell) => cell !== '')
  const lengths = filled.map((cell) => Array.from(cell).length)
  const count = (test: (cell: string) => boolean): number => filled.filter(test).length
  return {
    rows: cells.length,
    filled: filled.length,
    blank: cells.length - filled.length,
    distinct: new Set(filled).size,
    top: ranked(countValues(filled)).slice(0, 5),
    shortest: Math.min(...lengths, filled.length === 0 ? 0 : Infinity),
    longest: Math.max(0, ...lengths),
    shapes: {
      email: count(email),
      number: count((cell) => isReadable(cell, 'number')),
      date: count((cell) => isReadable(cell, 'date')),
      monthFirst: count((cell) => isReadable(cell, 'month-first')),
      dayFirst: count((cell) => isReadable(cell, 'day-first')),
      padded: count((cell) => /^[\t\n\v\f\r \u00a0]|[\t\n\v\f\r \u00a0]$/.test(cell)),
    },
  }
}

function byUnit(cells: readonly string[], unit: 'day' | 'week' | 'month' | 'year') {
  const starts = cells.flatMap((cell) => {
    const micros = readDate(cell, 'date')
    return micros === undefined ? [] : [startOf(new Date(Math.floor(micros / 86_400_000_000) * 86_400_000), unit)]
  })
  return [...countValues(starts)]
    .map(([at, count]) => ({ at, count }))
    .sort((left, right) => (left.at < right.at ? -1 : 1))
}

function startOf(day: Date, unit: 'day' | 'week' | 'month' | 'year'): string {
  if (unit === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  if (unit === 'month') day.setUTCDate(1)
  if (unit === 'year') day.setUTCMonth(0, 1)
  const year = String(day.getUTCFullYear()).padStart(4, '0')
  return `${year}-${day.toISOString().slice(-19, -14)}`
}

describe('an answer about a view', () => {
  it('is the one that plain code gives: matches one by one, profile, values, groups and times', async () => {
    const { engine, write, troubles } = openEngineDesk()
    await fc.assert(
      fc.asyncProperty(randomRun, async ({ columns, rows: all, segmentRows, filters, sort, needles }) => {
        const facts = write(all, columns, { segmentRows })
        const { view, rows } = ask({ facts, rows: all, filters, sort })
        const scope = { facts, view }
        const runId = facts.runId
        const places = Array.from({ length: columns }, (_, column) => columns - 1 - column)
        for (const needle of needles) {
          const expected = allMatches(rows, needle.text, needle.matchCase, places)
          const look = { runId, columns: places, ...needle }
          const { matches } = await engine.countMatches(scope, look)
          expect({ needle, matches }).toEqual({ needle, matches: expected.length })
          const walked: FoundMatch[] = []
          for (let from: FoundMatch | null | undefined; ; ) {
            from = await engine.findMatch(scope, { ...look, backwards: false, ...(from ? { from } : {}) })
            if (!from || walked.length > 8) break
            walked.push(from)
          }
          expect(walked).toEqual(expected.slice(0, 9).map((cell, index) => ({ ...cell, ordinal: index + 1 })))
          const last = await engine.findMatch(scope, { ...look, backwards: true })
          expect(last).toEqual(expected.length === 0 ? null : { ...expected.at(-1), ordinal: expected.length })
          await engine.prepare(facts)
        }
        for (let column = 0; column < columns; column++) {
          const cells = rows.map((row) => String(row[column]))
          const {
            numbers: _numbers,
            dates: _dates,
            ...profile
          } = await engine.profileColumn(scope, { runId, column, top: 5 })
          expect(profile).toEqual(profiled(cells))
          for (const unit of ['day', 'week', 'month', 'year'] as const) {
            const { points } = await engine.countByTime(scope, { runId, column, as: 'date', unit })
            expect({ unit, points }).toEqual({ unit, points: byUnit(cells, unit) })
          }
          const holding = cells.filter((cell) => holds(cell, 'a'))
          const { values, distinct } = await engine.listValues(scope, { runId, column, search: 'A', limit: 3 })
          expect({ values, distinct }).toEqual({
            values: ranked(countValues(holding)).slice(0, 3),
            distinct: new Set(holding).size,
          })
        }
        const groups = await engine.groupRows(scope, { runId, by: [0, columns - 1], limit: 1_000 })
        const pairs = rows.map((row) => JSON.stringify([row[0], row[columns - 1]]))
        expect(new Map(groups.groups.map(({ values, count }) => [JSON.stringify(values), count]))).toEqual(
          countValues(pairs),
        )
        await engine.release(runId)
      }),
      { numRuns: 2 },
    )
    expect(troubles).toEqual([])
  })

  it('counts what cannot be read as the user says', async () => {
    const { engine, write } = openEngineDesk()
    const facts = write([['1'], [''], ['2.5'], ['1,000'], [' 7'], ['1e3']], 1)
    const count = await engine.countReading({ facts }, { runId: facts.runId, column: 0, as: 'number' })
    expect(count).toEqual({ read: 2, unread: 3, blank: 1 })
  })
})

/** Keys from a small set, so that rows meet, double and are blank. */
const randomPair = fc.record({
  before: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'é', '"\n', ''), fc.constantFrom('1', '2', '')), {
    maxLength: 9,
  }),
  after: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'é', '"\n', ''), fc.constantFrom('1', '2', '')), {
    maxLength: 9,
  }),
})

function compared(before: Rows, after: Rows) {
  const [left, right] = [
    countValues(before.map(([key]) => String(key))),
    countValues(after.map(([key]) => String(key))),
  ]
  const isOnce = ([key = '']: readonly string[]): boolean =>
    key !== '' && (left.get(key) ?? 0) <= 1 && (right.get(key) ?? 0) <= 1
  const find = (rows: Rows, key: string | undefined): readonly string[] | undefined =>
    rows.find((row) => row[0] === key)
  const pairs = after.filter(isOnce).filter(([key]) => find(before, key))
  const changed = pairs.filter(([key, value]) => find(before, key)?.[1] !== value)
  return {
    added: after.filter(isOnce).filter(([key]) => !find(before, key)).length,
    removed: before.filter(isOnce).filter(([key]) => !find(after, key)).length,
    changed: changed.length,
    same: pairs.length - changed.length,
    duplicateBefore: before.filter((row) => !isOnce(row)).length,
    duplicateAfter: after.filter((row) => !isOnce(row)).length,
    changedByPair: [0, changed.length],
  }
}

describe('a comparison', () => {
  it('finds added, removed, changed and doubtful rows as plain code does', async () => {
    const { engine, write } = openEngineDesk()
    const plan = {
      pairs: [
        [0, 0],
        [1, 1],
      ] as const,
      key: [0],
    }
    await fc.assert(
      fc.asyncProperty(randomPair, async ({ before, after }) => {
        const [first, second] = [write(before, 2, { segmentRows: 4 }), write(after, 2)]
        const recipe = { comparisonId: first.runId, before: first, after: second, plan }
        expect(await engine.compare(recipe)).toEqual(compared(before, after))
        const [left, right] = await engine.changedRows(recipe, 0, 200)
        for (const [index, n] of [...left].entries()) expect(before[n]?.[0]).toBe(after[Number(right[index])]?.[0])
        expect([...right]).toEqual([...right].sort((a, b) => a - b))
        await engine.release(first.runId)
        await engine.release(second.runId)
      }),
      { numRuns: 5 },
    )
  })
})
