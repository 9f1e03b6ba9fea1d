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

/** A whole run of at most so many bytes has its table in memory: most results are small, and a file costs syncs of the disk. */
const MOST_BYTES_IN_MEMORY = 16_000_000

let nextStore = 1

/** The rows of one run for DuckDB: in a table as far as it is made, else straight from the run's files. */
export class RunStore {
  readonly #duck: Duck
  /** For the table's file, and for copies of open segments. */
  readonly #folder: string
  readonly #columns: number
  readonly #name = `store${nextStore++}`
  readonly #table = `${this.#name}.cells`
  readonly #closing = new AbortController()
  readonly #stored = { segments: 0, rows: 0 }
  #size: CsvReading['size'] = LINE_SIZES[0]
  #building: Promise<void> | undefined

  private constructor(duck: Duck, folder: string, columns: number) {
    this.#duck = duck
    this.#folder = folder
    this.#columns = columns
  }

  static async open(duck: Duck, folder: string, facts: RunFacts): Promise<RunStore> {
    const { columns } = facts
    const store = new RunStore(duck, folder, columns)
    await duck.session(store.#closing.signal, async (session) => {
      const file = isSmall(facts) ? ':memory:' : store.#file()
      await session.run(`attach ${literal(file)} as ${store.#name}`)
      const cells = allColumns(columns).map((column) => `${cell(column)} varchar`)
      await session.run(`create table ${store.#table} (${cells.join(', ')})`)
    })
    return store
  }

  /** Answers from the rows of `facts`, wherever they are by now. */
  ask<T>(
    facts: RunFacts,
    signal: AbortSignal,
    answer: (source: RowSource, session: Session) => Promise<T>,
  ): Promise<T> {
    return this.#withRoom(async () => {
      const source = await this.#sourceOf(facts)
      return this.#duck.session(signal, (session) => answer(source, session))
    })
  }

  /** Puts closed segments into the table. Rejects when that fails; questions go on without it. */
  async build(facts: RunFacts): Promise<void> {
    await this.#building?.catch(() => undefined)
    this.#building = this.#buildNow(facts)
    await this.#building
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#building?.catch(() => undefined)
    const { signal } = new AbortController()
    await this.#duck.session(signal, (session) => session.run(`detach ${this.#name}`)).catch(() => undefined)
    for (const left of [this.#file(), `${this.#file()}.wal`]) rmSync(left, { force: true })
  }

  #file(): string {
    return join(this.#folder, `${this.#name}.duckdb`)
  }

  /** Reads once more, with room for long rows, when a row was longer than expected. */
  async #withRoom<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof DuckError && error.isLongLine) || this.#size === LINE_SIZES[1]) throw error
      this.#size = LINE_SIZES[1]
      return await read()
    }
  }

  async #sourceOf(facts: RunFacts): Promise<RowSource> {
    const rows = rowsIn(facts)
    const inTable = Math.min(this.#stored.rows, rows)
    const rest = facts.segments.slice(this.#stored.segments).filter((segment) => segment.rows > 0)
    const files = await Promise.all(rest.map((segment) => wholeRows(segment, this.#folder, this.#name)))
    const fromTable = `select rowid::uinteger as n, * from ${this.#table}`
    // Numbered in the order of the files, which more than one thread could not do.
    const csv = csvSource(files, facts.columns, { size: this.#size, parallel: false })
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

  async #buildNow({ segments }: RunFacts): Promise<void> {
    for (const segment of segments.slice(this.#stored.segments)) {
      if (!segment.isClosed) return
      await this.#add(segment)
    }
  }

  async #add(segment: SegmentFacts): Promise<void> {
    const insert = (session: Session, parallel: boolean): Promise<number> => {
      const csv = csvSource([segment.file], this.#columns, { size: this.#size, parallel })
      return session.run(`insert into ${this.#table} select * from ${csv}`)
    }
    const { signal } = this.#closing
    const added = await this.#withRoom(() =>
      this.#duck.session(signal, (session) => addWhole(session, segment, insert)),
    )
    this.#stored.segments += 1
    this.#stored.rows += added
  }
}

function isSmall({ segments }: RunFacts): boolean {
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0)
  return bytes <= MOST_BYTES_IN_MEMORY && segments.every(({ isClosed }) => isClosed)
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
    const added = await insert(session, parallel).catch((error: unknown) => {
      if (!parallel || (error instanceof DuckError && error.isLongLine)) throw error
      return -1
    })
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
