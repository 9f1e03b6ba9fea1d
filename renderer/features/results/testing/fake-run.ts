import { vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Run, RunStorage } from '../../../../shared/contract/run.ts'
import type { ColumnFilter, RunColumnProfile } from '../../../../shared/contract/run-questions.ts'

const COLUMNS = ['email', 'name', 'country', 'amount']
const COUNTRIES = ['Belgium', 'France', '', 'Spain']

export function aRun(facts: Partial<Run> = {}): Run {
  return {
    runId: 'r1',
    syncId: 66_104,
    what: 'data',
    connection: { id: 'c1', label: 'ACME', company: 'ACME', user: 'jane', environment: 'sandbox' },
    startedBy: 'jane',
    definition: { uri: '/contacts/exports/7', name: 'Belgian contacts' },
    syncEndedAt: '2025-11-03T14:00:00Z',
    fetchedAt: '2025-11-03T14:02:00Z',
    expiresAt: '2999-11-03T20:02:00Z',
    columns: COLUMNS,
    generation: 1,
    rows: 12_000,
    total: 12_000,
    bytes: 480_000,
    state: { kind: 'complete' },
    extraColumns: [],
    ...facts,
  }
}

export const STORAGE: RunStorage = {
  folder: '/home/jane/runs',
  bytes: 480_000,
  runs: 1,
  choice: 'asked',
  connections: {},
  mostBytes: 20_000_000_000,
  mostDays: 90,
}

/** Row 7 of the fake: `user7@example.com`, `Name 7`, `Spain`, `7`. */
function fakeRow(row: number): readonly string[] {
  return [`user${row}@example.com`, `Name ${row}`, COUNTRIES[row % 4] ?? '', String(row)]
}

/** Main as a result meets it: rows by number, views that are really filtered, and what is asked about them. */
export function fakeRunApi(run: Run = aRun()) {
  const views = new Map<string, readonly number[]>()
  const all = Array.from({ length: run.rows }, (_, row) => row)
  const rowsOf = (viewId: string | undefined) => (viewId === undefined ? all : (views.get(viewId) ?? []))
  return {
    openRun: vi.fn<Api['openRun']>(async () => run),
    closeRun: vi.fn<Api['closeRun']>(async () => {}),
    readRunRows: vi.fn<Api['readRunRows']>(async ({ viewId, from, count }) => {
      const numbers = rowsOf(viewId).slice(from, from + count)
      return { rows: numbers.map(fakeRow), numbers }
    }),
    openRunView: vi.fn<Api['openRunView']>(async ({ filters, search, sort }) => {
      const viewId = `v${views.size + 1}`
      const found = all.filter((row) => passes(fakeRow(row), filters, search))
      views.set(viewId, sort[0]?.descending ? found.toReversed() : found)
      return { viewId, rows: found.length, outOf: run.rows }
    }),
    closeRunView: async () => {},
    prepareRunQuestions: async () => {},
    countRunMatches: vi.fn<Api['countRunMatches']>(async ({ text, viewId }) => {
      const rows = rowsOf(viewId).filter((row) => fakeRow(row)[1] === text)
      return { matches: rows.length, rows: rows.length }
    }),
    findRunMatch: vi.fn<Api['findRunMatch']>(async ({ text, from }) => {
      const row = all.find((other) => fakeRow(other)[1] === text && (from === undefined || other > from.row))
      return row === undefined ? null : { row, column: 1, ordinal: 1 }
    }),
    copyRunCells: vi.fn<Api['copyRunCells']>(async () => ({ cells: 4, rows: 2, isPartial: false })),
    profileRunColumn: vi.fn<Api['profileRunColumn']>(async ({ column }) => profileOf(run, column)),
    listFrequentValues: vi.fn<Api['listFrequentValues']>(async () => ({
      values: [
        { value: 'Belgium', count: 3_000 },
        { value: '', count: 3_000 },
      ],
      distinct: 4,
    })),
    countReading: async () => ({ read: 12_000, unread: 0, blank: 0 }),
    getRunStorage: async () => STORAGE,
    saveRun: vi.fn<Api['saveRun']>(async () => ({ transferId: 't1' })),
  }
}

function passes(cells: readonly string[], filters: readonly ColumnFilter[], search: string | undefined): boolean {
  if (search && !cells.some((cell) => cell.includes(search))) return false
  return filters.every(({ column, test }) => {
    const cell = cells[column] ?? ''
    if (test.kind === 'one-of') return test.values.includes(cell) !== (test.not ?? false)
    if (test.kind === 'contains') return cell.includes(test.text) !== (test.not ?? false)
    if (test.kind === 'blank') return (cell === '') !== (test.not ?? false)
    throw new Error(`The fake has no filter ${test.kind}.`)
  })
}

function profileOf({ rows }: Run, column: number): RunColumnProfile {
  const blank = column === 2 ? rows / 4 : 0
  return {
    rows,
    filled: rows - blank,
    blank,
    distinct: column === 2 ? 3 : rows,
    top: column === 2 ? ['Belgium', 'France', 'Spain'].map((value) => ({ value, count: rows / 4 })) : [],
    shortest: 1,
    longest: 20,
    shapes: { email: column === 0 ? rows : 0, number: 0, date: 0, monthFirst: 0, dayFirst: 0, padded: 0 },
  }
}
