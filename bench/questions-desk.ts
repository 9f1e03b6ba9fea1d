import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunFacts } from '../electron/runs/query/engine/run-facts.ts'
import { createQueryEngine } from '../electron/runs/query/query-engine.ts'
import type { ViewRecipe } from '../electron/runs/query/recipes.ts'
import type { ViewRequest } from '../shared/contract/run-questions.ts'
import { HEADER } from './csv-data.ts'
import { time } from './csv-file.ts'
import { makeRun } from './run-data.ts'

export interface QuestionsDesk {
  readonly engine: ReturnType<typeof createQueryEngine>
  readonly facts: RunFacts
  /** A view that has not been asked for before. */
  view(request: Partial<ViewRequest>): ViewRecipe
  close(): Promise<void>
}

export const ALL_COLUMNS = HEADER.map((_, column) => column)

let count = 0

/** The engine of the helper in this process, with the run's table made. */
export async function openQuestionsDesk(rows: number): Promise<QuestionsDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-questions-'))
  const facts = await makeRun(rows)
  const engine = createQueryEngine(
    () => folder,
    (trouble) => console.error(trouble),
  )
  await engine.prepare(facts)
  return {
    engine,
    facts,
    view(request) {
      count += 1
      const whole = { runId: facts.runId, filters: [], sort: [], ...request }
      return { kind: 'chosen', viewId: `view-${count}`, facts, request: whole }
    },
    async close() {
      await engine.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** DuckDB as anybody would use it: the same rows in a table in memory, without a limit. Tells how long a statement takes, in ms. */
export async function openPlainDuckdb(facts: RunFacts): Promise<(sql: string) => Promise<number>> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const files = facts.segments.map(({ file }) => `'${file}'`).join(', ')
  const columns = ALL_COLUMNS.map((column) => `c${column}: 'VARCHAR'`).join(', ')
  await connection.run(
    `create table cells as select * from read_csv([${files}], auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = {${columns}})`,
  )
  return (sql) => time(async () => void (await connection.runAndReadAll(sql)))
}

/** The most memory (MB, resident) of a fresh process that makes the table, filters, searches, sorts, profiles and compares. */
export async function peakMemoryOfQuestions(rows: number): Promise<number> {
  const child = fork(import.meta.filename, ['work', String(rows)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('message', (megabytes) => resolve(Number(megabytes)))
    child.once('exit', (code) => reject(new Error(`the measured process ended with ${code}`)))
  })
}

async function work(rows: number): Promise<void> {
  const { engine, facts, view, close } = await openQuestionsDesk(rows)
  const { runId } = facts
  await engine.countMatches({ facts }, { runId, text: 'an', columns: ALL_COLUMNS })
  const sorted = view({ sort: [{ column: 8, as: 'text', descending: false }] })
  await engine.openView(sorted)
  await engine.allNumbers(sorted)
  for (const column of ALL_COLUMNS) await engine.profileColumn({ facts }, { runId, column, top: 50 })
  await engine.compare(comparisonWithItself(facts))
  await close()
  // maxRSS is in kilobytes.
  process.send?.(process.resourceUsage().maxRSS / 1000, () => process.exit(0))
}

/** Two runs of the same rows: every key meets, and no shortcut is taken. */
export function comparisonWithItself(facts: RunFacts) {
  count += 1
  const plan = { pairs: ALL_COLUMNS.map((column) => [column, column] as const), key: [0] }
  return { comparisonId: `comparison-${count}`, before: facts, after: facts, plan }
}

if (process.argv[2] === 'work') void work(Number(process.argv[3]))
