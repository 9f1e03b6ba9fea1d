import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { HelperProcess } from '../../platform/helper-link.ts'
import { forkHelper } from '../../shell/fork-helper.ts'
import { createMemoryLog } from '../../testing/memory-log.ts'
import { createRunQuestions } from './run-questions.ts'
import { aRun } from './testing/a-run.ts'
import { writeRun } from './testing/engine-desk.ts'
import type { Rows } from './testing/reference.ts'

beforeAll(() => app.whenReady())

/** The questions of the window, with the helper process behind them. */
function openDesk(runsRows: readonly Rows[]) {
  const files = mkdtempSync(join(tmpdir(), 'bulkdesk-questions-'))
  const folder = join(files, 'helper')
  const { log, entries } = createMemoryLog()
  const helpers: HelperProcess[] = []
  const facts = new Map(
    runsRows.map((rows) => {
      const written = writeRun(files, rows, rows[0]?.length ?? 1, { segmentRows: 1_000 })
      return [written.runId, { written, rows }] as const
    }),
  )
  const found = (runId: string) => {
    const known = facts.get(runId)
    if (!known) throw new Error('no such run')
    return known
  }
  const questions = createRunQuestions({
    folder,
    log,
    forkHelper(file) {
      const helper = forkHelper(file)
      helpers.push(helper)
      return helper
    },
    runs: {
      run: (runId) => aRun({ runId, columns: (found(runId).rows[0] ?? []).map((_, place) => `Column ${place}`) }),
      facts: (runId) => found(runId).written,
      readRows: async (runId, numbers) => numbers.map((n) => found(runId).rows[n] ?? []),
    },
  })
  onTestFinished(() => {
    questions.stop()
    rmSync(files, { recursive: true, force: true })
  })
  const numbersOf = (viewId: string, from: number, count: number) =>
    questions.views.numbersOf({ runId: '', viewId }, from, count)
  const rowsOf = (viewId: string) => questions.views.rowsOf({ runId: '', viewId })
  return { questions, numbersOf, rowsOf, folder, helpers, entries, runIds: [...facts.keys()] as [string, string] }
}

const PEOPLE: Rows = Array.from({ length: 3_000 }, (_, n) => [
  `person${n}@example.com`,
  n % 3 === 0 ? 'Berlin' : 'Paris',
])
const BERLIN = { column: 1, test: { kind: 'equals', text: 'berlin' } } as const

describe('questions about a run', () => {
  it('start a helper with the first one, and keep its folder to this user', async () => {
    const { questions, numbersOf, helpers, folder, runIds } = openDesk([PEOPLE])
    const [runId] = runIds
    expect([helpers.length, existsSync(folder)]).toEqual([0, false])
    const view = await questions.api.openRunView({ runId, filters: [BERLIN], sort: [] })
    expect(view).toMatchObject({ rows: 1_000, outOf: 3_000 })
    expect(await numbersOf(view.viewId, 998, 50)).toEqual([2_994, 2_997])
    expect(helpers).toHaveLength(1)
    await questions.views.release(runId)
    await expect(numbersOf(view.viewId, 0, 1)).rejects.toMatchObject({ code: 'page-gone' })
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  })

  it('fail in words when the helper is killed, and a fresh helper goes on with the same view', async () => {
    const { questions, rowsOf, helpers, runIds } = openDesk([PEOPLE])
    const [runId] = runIds
    const sort = [{ column: 0, as: 'text', descending: true }] as const
    const { viewId } = await questions.api.openRunView({ runId, filters: [BERLIN], sort })
    const before = await rowsOf(viewId)
    const open = questions.api.profileRunColumn({ runId, column: 0, top: 3 })
    helpers[0]?.kill()
    await expect(open).rejects.toMatchObject({ code: 'helper-stopped' })
    expect(await rowsOf(viewId)).toEqual(before)
    expect(helpers).toHaveLength(2)
  })

  it('find each match once, forwards and backwards, and say which of how many', async () => {
    const { questions, runIds } = openDesk([PEOPLE])
    const [runId] = runIds
    const look = { runId, text: 'PERSON29', columns: [1, 0] }
    expect(await questions.api.countRunMatches(look)).toEqual({ matches: 111, rows: 111 })
    const first = await questions.api.findRunMatch({ ...look, backwards: false })
    expect(first).toEqual({ row: 29, column: 0, ordinal: 1 })
    const last = await questions.api.findRunMatch({ ...look, backwards: true })
    expect(last).toEqual({ row: 2_999, column: 0, ordinal: 111 })
    const from = { row: 290, column: 0 }
    expect(await questions.api.findRunMatch({ ...look, from, backwards: false })).toEqual({
      row: 291,
      column: 0,
      ordinal: 3,
    })
    expect(await questions.api.findRunMatch({ ...look, from, backwards: true })).toEqual({
      row: 29,
      column: 0,
      ordinal: 1,
    })
    expect(await questions.api.findRunMatch({ ...look, from: { row: 2_999, column: 0 }, backwards: false })).toBe(null)
  })

  it('compare two runs by a proposed key and show the changed cells', async () => {
    const later = PEOPLE.slice(10).map(([email = '', city = ''], n) => [email, n < 5 ? `${city}!` : city])
    const { questions, numbersOf, runIds } = openDesk([PEOPLE, [...later, ['new@example.com', 'Rome']]])
    const [before, after] = runIds
    const { candidates } = await questions.api.proposeRunKey({ before, after })
    expect(candidates).toEqual([{ columns: ['Column 0'], uniqueBefore: 1, uniqueAfter: 1 }])
    const compared = await questions.api.compareRuns({ before, after, key: ['Column 0'] })
    expect(compared).toMatchObject({
      added: 1,
      removed: 10,
      changed: 5,
      same: 2_985,
      duplicateBefore: 0,
      duplicateAfter: 0,
    })
    expect(compared.changedByColumn).toEqual([{ column: 'Column 1', rows: 5 }])
    const { comparisonId } = compared
    const { rows } = await questions.api.readComparison({ comparisonId, from: 0, count: 1 })
    expect(rows).toEqual([
      {
        before: ['person10@example.com', 'Paris'],
        after: ['person10@example.com', 'Paris!'],
        changed: [1],
        numberBefore: 10,
        numberAfter: 0,
      },
    ])
    const removed = await questions.api.openComparisonPart({ comparisonId, part: 'removed' })
    expect(removed).toMatchObject({ runId: before, view: { rows: 10 } })
    expect(await numbersOf(removed.view.viewId, 8, 5)).toEqual([8, 9])
    const profile = await questions.api.profileRunColumn({
      runId: before,
      viewId: removed.view.viewId,
      column: 1,
      top: 1,
    })
    expect(profile).toMatchObject({ rows: 10, distinct: 2, top: [{ value: 'Paris', count: 6 }] })
  })
})
