import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ViewRequest } from '../../../shared/contract/run-questions.ts'
import type { RunFacts } from './engine/run-facts.ts'
import type { ViewRecipe } from './recipes.ts'
import { openEngineDesk } from './testing/engine-desk.ts'
import { columnCount, randomFilters, randomNeedle, randomRows, randomSort } from './testing/random-rows.ts'
import { holds, passes, type Rows, sorted } from './testing/reference.ts'

type Asked = Omit<ViewRequest, 'runId'>

let nextView = 1

function recipeOf(facts: RunFacts, request: Asked): ViewRecipe {
  return { kind: 'chosen', viewId: `view-${nextView++}`, facts, request: { runId: facts.runId, ...request } }
}

function expected(rows: Rows, { filters, search, sort }: Asked): readonly number[] {
  const chosen = [...rows.keys()].filter((n) => {
    const row = rows[n] ?? []
    return filters.every((filter) => passes(row, filter)) && (!search || row.some((cell) => holds(cell, search)))
  })
  return sorted(rows, chosen, sort)
}

const randomRun = columnCount.chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: randomRows(columns),
    segmentRows: fc.integer({ min: 1, max: 40 }),
    isOpen: fc.boolean(),
    questions: fc.array(
      fc.record(
        { filters: randomFilters(columns), sort: randomSort(columns), search: randomNeedle },
        { requiredKeys: ['filters', 'sort'] },
      ),
      { minLength: 8, maxLength: 12 },
    ),
  }),
)

describe('a view of a run', () => {
  it('has the rows and the order that plain code finds, straight from the files and from the table', async () => {
    const { engine, write, troubles } = openEngineDesk()
    await fc.assert(
      fc.asyncProperty(randomRun, async ({ columns, rows, segmentRows, isOpen, questions }) => {
        const facts = write(rows, columns, { segmentRows, isOpen })
        for (const [index, question] of questions.entries()) {
          if (index === 4) await engine.prepare(facts)
          const recipe = recipeOf(facts, question)
          const plain = expected(rows, question)
          expect(await engine.openView(recipe)).toBe(plain.length)
          expect({ question, rows: [...(await engine.allNumbers(recipe))] }).toEqual({ question, rows: plain })
          expect([...(await engine.numbers(recipe, 1, 5))]).toEqual(plain.slice(1, 6))
          engine.closeView(recipe.viewId)
        }
        await engine.release(facts.runId)
      }),
      { numRuns: 3 },
    )
    expect(troubles).toEqual([])
  })

  it('gives its first rows before the order of all is known, and then any', async () => {
    const { engine, write } = openEngineDesk()
    const rows = Array.from({ length: 30_000 }, (_, n) => [String((n * 7_919) % 30_000), 'x'])
    const facts = write(rows, 2, { segmentRows: 9_000 })
    const recipe = recipeOf(facts, { filters: [], sort: [{ column: 0, as: 'number', descending: true }] })
    expect(await engine.openView(recipe)).toBe(30_000)
    const value = async (position: number): Promise<string | undefined> =>
      rows[Number((await engine.numbers(recipe, position, 1))[0])]?.[0]
    expect([await value(0), await value(199), await value(200), await value(29_999)]).toEqual([
      '29999',
      '29800',
      '29799',
      '0',
    ])
  })

  it('rejects the older question when a newer one about the same run comes', async () => {
    const { engine, write } = openEngineDesk()
    const facts = write(
      Array.from({ length: 50_000 }, (_, n) => [`value ${n}`]),
      1,
    )
    const ask = (text: string) =>
      engine.openView(
        recipeOf(facts, { filters: [], search: text, sort: [{ column: 0, as: 'text', descending: true }] }),
      )
    const [older, newer] = await Promise.allSettled([ask('value 1'), ask('value 2')])
    expect(older).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
    expect(newer).toMatchObject({ status: 'fulfilled', value: 11_111 })
  })

  it('reads rows that are longer than most', async () => {
    const { engine, write, troubles } = openEngineDesk()
    const rows = [
      ['short', 'a'],
      ['x'.repeat(3_000_000), 'b'],
      ['"\n', 'c'],
    ]
    const facts = write(rows, 2)
    const recipe = recipeOf(facts, { filters: [{ column: 0, test: { kind: 'contains', text: 'xx' } }], sort: [] })
    expect(await engine.openView(recipe)).toBe(1)
    await engine.prepare(facts)
    expect([
      ...(await engine.allNumbers(
        recipeOf(facts, { filters: [], sort: [{ column: 1, as: 'text', descending: true }] }),
      )),
    ]).toEqual([2, 1, 0])
    expect(troubles).toEqual([])
  })
})
