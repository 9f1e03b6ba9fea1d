import type { Bench, Contest } from './bench-entry.ts'
import { time } from './csv-file.ts'
import {
  ALL_COLUMNS,
  comparisonWithItself,
  openPlainDuckdb,
  openQuestionsDesk,
  peakMemoryOfQuestions,
  type QuestionsDesk,
} from './questions-desk.ts'

type Size = '1m' | '5m'

const ROWS: Readonly<Record<Size, number>> = { '1m': 1_000_000, '5m': 5_000_000 }

interface Question {
  readonly name: string
  /** With the time that is wanted of it at 1,000,000 rows on a calm machine. */
  readonly title: string
  readonly ask: (desk: QuestionsDesk, round: number) => Promise<void>
  /** What DuckDB is asked for plainly. It tells less: a count where we hold each row's number. */
  readonly plain: string
  /** At most so many times as long. */
  readonly target: number
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'filter',
    title: 'Rows of one country, counted and numbered (100 ms), against a count',
    plain: "select count(*) from cells where lower(c5) = 'germany'",
    target: 4,
    async ask({ engine, view }) {
      await engine.openView(view({ filters: [{ column: 5, test: { kind: 'equals', text: 'germany' } }] }))
    },
  },
  {
    name: 'filter-text',
    title: 'Rows whose email holds a text, whatever its case (100 ms), against a count',
    plain: "select count(*) from cells where contains(lower(c0), 'abc')",
    target: 2,
    async ask({ engine, view }) {
      await engine.openView(view({ filters: [{ column: 0, test: { kind: 'contains', text: 'abc' } }] }))
    },
  },
  {
    name: 'search',
    title: 'A text in any column, counted cell by cell (300 ms), against the same sum',
    plain: `select sum(${ALL_COLUMNS.map((column) => `contains(lower(c${column}), 'abc')::integer`).join(' + ')}) from cells`,
    target: 1.5,
    async ask({ engine, facts }, round) {
      await engine.countMatches({ facts }, { runId: facts.runId, text: `abc${round}`, columns: ALL_COLUMNS })
    },
  },
  {
    name: 'sort-first',
    title: 'The first page of rows sorted by phone number (600 ms), against order by … limit',
    plain: 'select rowid from cells order by lower(c8), rowid limit 200',
    target: 2,
    async ask({ engine, view }, round) {
      const recipe = view({ sort: [{ column: 8, as: 'text', descending: round % 2 === 0 }] })
      await engine.openView(recipe)
      // The order of the rest is found behind the answer: it must not run into the next round.
      engine.closeView(recipe.viewId)
    },
  },
  {
    name: 'profile',
    title: 'The exact profile of twelve columns (5 s), against SUMMARIZE, which only estimates',
    plain: 'summarize cells',
    target: 6,
    async ask({ engine, facts }) {
      for (const column of ALL_COLUMNS) await engine.profileColumn({ facts }, { runId: facts.runId, column, top: 50 })
    },
  },
  {
    name: 'compare',
    title: 'Two runs compared by key (12 s at 5,000,000 rows), against a full join of keys and rows',
    plain: `select count(*) filter (a.c0 is null), count(*) filter (b.c0 is null), ${ALL_COLUMNS.map((column) => `count(*) filter (a.c${column} <> b.c${column})`).join(', ')} from cells a full join cells b using (c0)`,
    target: 2,
    async ask({ engine, facts }) {
      const recipe = comparisonWithItself(facts)
      await engine.compare(recipe)
      engine.closeComparison(recipe.comparisonId)
    },
  },
]

function benchQuestion(size: Size, { name, title, ask, plain, target }: Question): Bench {
  return {
    name: `questions-${name}-${size}`,
    title: `${title}: ${ROWS[size].toLocaleString('en-US')} rows of 12 columns, DuckDB in memory and without a limit`,
    unit: 'ms',
    better: 'less',
    target,
    rounds: 5,
    ...(size === '5m' ? { onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const desk = await openQuestionsDesk(ROWS[size])
      const plainly = await openPlainDuckdb(desk.facts)
      return {
        ours: (round) => time(() => ask(desk, round)),
        against: () => plainly(plain),
        close: () => desk.close(),
      }
    },
  }
}

function benchDeepPage(size: Size): Bench {
  return {
    name: `questions-sort-deep-${size}`,
    title: 'Any 200 rows of a sorted view whose order is known, against 100 ms',
    unit: 'ms',
    better: 'less',
    target: 1,
    ...(size === '5m' ? { onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const desk = await openQuestionsDesk(ROWS[size])
      const sorted = desk.view({ sort: [{ column: 8, as: 'text', descending: false }] })
      await desk.engine.openView(sorted)
      await desk.engine.allNumbers(sorted)
      const place = (round: number): number => (round * 7_919 * 131) % ROWS[size]
      return {
        ours: (round) => time(async () => void (await desk.engine.numbers(sorted, place(round), 200))),
        against: () => 100,
        close: () => desk.close(),
      }
    },
  }
}

function benchMemory(size: Size): Bench {
  return {
    name: `questions-memory-${size}`,
    title: 'Peak memory of the helper: table, search, sort, profile and comparison, against 500 MB',
    unit: 'MB',
    better: 'less',
    target: 1,
    rounds: 1,
    ...(size === '5m' ? { onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      return { ours: () => peakMemoryOfQuestions(ROWS[size]), against: () => 500 }
    },
  }
}

export const benches: readonly Bench[] = (['1m', '5m'] as const).flatMap((size) => [
  ...QUESTIONS.map((question) => benchQuestion(size, question)),
  benchDeepPage(size),
  benchMemory(size),
])
