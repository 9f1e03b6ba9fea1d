import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type CsvReading, csvSource, LINE_SIZES } from './csv-source.ts'
import { type Duck, DuckError, type Session } from './duck.ts'
import { type RunFacts, rowsIn, type SegmentFacts } from './run-facts.ts'
import { allColumns, cell, literal } from './sql-text.ts'

/** Rows to ask about: `sql` goes behind `from` and has the columns `n` (the row's number, UINTEGER) and `c0`, `c1`, ... */
export interface RowSource {
  readonly sql: string
  readonly rows: number
  /** One row by its number. */
  row(n: number): string
}

/** The rows of one run for DuckDB: in a table as far as it is made, else straight from the run's files. */
export interface RunStore {
  readonly generation: number
  /** Answers from the rows of `facts`, wherever they are by now. */
  ask<T>(facts: RunFacts, signal: AbortSignal, answer: (source: RowSource, session: Session) => Promise<T>): Promise<T>
  /** Puts closed segments into the table. Rejects when that fails; questions go on without it. */
  build(facts: RunFacts): Promise<void>
  close(): Promise<void>
}

let nextStore = 1

/** `folder` is for the table's file and for copies of open segments. */
export async function openRunStore(duck: Duck, folder: string, facts: RunFacts): Promise<RunStore> {
  const name = `store${nextStore++}`
  const file = join(folder, `${name}.duckdb`)
  const table = `${name}.cells`
  const closing = new AbortController()
  const stored = { segments: 0, rows: 0 }
  let size: CsvReading['size'] = LINE_SIZES[0]
  let building: Promise<void> | undefined

  await duck.session(closing.signal, async (session) => {
    await session.run(`attach ${literal(file)} as ${name}`)
    const columns = allColumns(facts.columns).map((column) => `${cell(column)} varchar`)
    await session.run(`create table ${table} (${columns.join(', ')})`)
  })

  /** Reads once more, with room for long rows, when a row was longer than expected. */
  async function withRoom<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof DuckError && error.isLongLine) || size === LINE_SIZES[1]) throw error
      size = LINE_SIZES[1]
      return await read()
    }
  }

  async function sourceOf(now: RunFacts): Promise<RowSource> {
    const rows = rowsIn(now)
    const inTable = Math.min(stored.rows, rows)
    const rest = now.segments.slice(stored.segments).filter((segment) => segment.rows > 0)
    const files = await Promise.all(rest.map((segment) => wholeRows(segment, folder, name)))
    const fromTable = `select rowid::uinteger as n, * from ${table}`
    // Numbered in the order of the files, which more than one thread could not do.
    const csv = csvSource(files, now.columns, { size, parallel: false })
    const fromFiles = `select (${inTable - 1} + row_number() over ())::uinteger as n, * from ${csv}`
    const parts = [inTable > 0 && `${fromTable} where rowid < ${inTable}`, files.length > 0 && fromFiles]
    const all = parts.filter((part) => part !== false)
    const sql = `(${all.length > 0 ? all.join(' union all ') : `${fromTable} where false`})`
    return {
      sql,
      rows,
      row: (n) => (n < inTable ? `(${fromTable} where rowid = ${n})` : `(select * from ${sql} where n = ${n})`),
    }
  }

  async function add(segment: SegmentFacts): Promise<void> {
    const insert = (session: Session, parallel: boolean): Promise<number> =>
      session.run(`insert into ${table} select * from ${csvSource([segment.file], facts.columns, { size, parallel })}`)
    const added = await withRoom(() => duck.session(closing.signal, (session) => addWhole(session, segment, insert)))
    stored.segments += 1
    stored.rows += added
  }

  async function build(now: RunFacts): Promise<void> {
    for (const segment of now.segments.slice(stored.segments)) {
      if (!segment.isClosed) return
      await add(segment)
    }
  }

  return {
    generation: facts.generation,
    ask: (now, signal, answer) =>
      withRoom(async () => {
        const source = await sourceOf(now)
        return duck.session(signal, (session) => answer(source, session))
      }),
    async build(now) {
      await building?.catch(() => undefined)
      building = build(now)
      await building
    },
    async close() {
      closing.abort()
      await building?.catch(() => undefined)
      await duck
        .session(new AbortController().signal, (session) => session.run(`detach ${name}`))
        .catch(() => undefined)
      for (const left of [file, `${file}.wal`]) rmSync(left, { force: true })
    },
  }
}

/** Adds a segment in one step; a count that is not the run's own makes one thread read the file again. */
async function addWhole(
  session: Session,
  { rows }: SegmentFacts,
  insert: (session: Session, parallel: boolean) => Promise<number>,
): Promise<number> {
  if (rows === 0) return 0
  for (const parallel of [true, false]) {
    await session.run('begin')
    const added = await insert(session, parallel).catch(() => -1)
    if (added === rows) {
      await session.run('commit')
      return added
    }
    await session.run('rollback')
  }
  throw new Error('A segment has another number of rows than its run says')
}

/** The file of a closed segment; of an open one a copy of its whole rows, as the file itself may end in the middle of one. */
async function wholeRows({ file, bytes, isClosed }: SegmentFacts, folder: string, name: string): Promise<string> {
  if (isClosed) return file
  const copy = join(folder, `${name}-${bytes}.csv`)
  if (!existsSync(copy)) {
    const source = createReadStream(file, { end: bytes - 1 })
    await pipeline(source, createWriteStream(`${copy}.part`, { mode: 0o600 }))
    renameSync(`${copy}.part`, copy)
  }
  return copy
}
