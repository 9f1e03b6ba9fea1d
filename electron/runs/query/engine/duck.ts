import { availableParallelism } from 'node:os'
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import { AppError } from '../../../../shared/contract/errors.ts'
import { diskReasons, resultReasons } from '../../../../shared/words/reasons.ts'

/** What DuckDB may hold in memory. It spills the rest to its folder; row numbers and Node come on top. */
const MEMORY_LIMIT = '256MiB'
const MOST_THREADS = 4

/** One connection to DuckDB, for one question. */
export interface Session {
  /** Tells how many rows the statement changed. */
  run(sql: string): Promise<number>
  /** For answers of few rows. */
  rows(sql: string): Promise<readonly (readonly DuckDBValue[])[]>
  /** The first column, which must be UINTEGER, in the order of the answer. */
  numbers(sql: string): Promise<Uint32Array>
  /** Columns of UINTEGER, in chunks of some thousand rows; they are valid until the next one. */
  chunks(sql: string, columns: number, take: (chunk: readonly Uint32Array[]) => void): Promise<void>
  /** Puts numbers into a table of this session: `n` is a number, `i` its place. */
  keep(table: string, numbers: Uint32Array): Promise<void>
}

export interface Duck {
  /** Gives `ask` a connection of its own. An abort interrupts what runs on it, and rejects as `cancelled`. */
  session<T>(signal: AbortSignal, ask: (session: Session) => Promise<T>): Promise<T>
  close(): void
}

/** Opens a DuckDB without a file of its own; `folder` is where it spills what does not fit into memory. */
export async function openDuck(folder: string): Promise<Duck> {
  // 70 MB of library: loaded with the first question only.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY_LIMIT,
    threads: String(Math.min(MOST_THREADS, Math.max(2, availableParallelism()))),
    temp_directory: folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
    // The errors are ours to word; its own may quote rows.
    errors_as_json: 'false',
  })
  return {
    session: (signal, ask) => askOn(instance, signal, ask),
    close: () => instance.closeSync(),
  }
}

async function askOn<T>(
  instance: DuckDBInstance,
  signal: AbortSignal,
  ask: (session: Session) => Promise<T>,
): Promise<T> {
  throwIfStopped(signal)
  const connection = await instance.connect()
  const interrupt = (): void => connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    return await ask(sessionOf(connection, signal))
  } catch (error) {
    throwIfStopped(signal)
    throw knownError(error)
  } finally {
    signal.removeEventListener('abort', interrupt)
    connection.closeSync()
  }
}

function sessionOf(connection: DuckDBConnection, signal: AbortSignal): Session {
  async function chunks(sql: string, columns: number, take: (chunk: readonly Uint32Array[]) => void): Promise<void> {
    const result = await connection.stream(sql)
    for (;;) {
      // An interrupt that comes between two chunks is not seen by DuckDB.
      throwIfStopped(signal)
      const chunk = await result.fetchChunk()
      if (!chunk || chunk.rowCount === 0) return
      take(Array.from({ length: columns }, (_, column) => numbersOf(chunk.getColumnVector(column), chunk.rowCount)))
    }
  }
  return {
    async run(sql) {
      return (await connection.run(sql)).rowsChanged
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRows()
    },
    async numbers(sql) {
      const parts: Uint32Array[] = []
      await chunks(sql, 1, ([part]) => part && parts.push(part.slice()))
      return joined(parts)
    },
    chunks,
    keep: (table, numbers) => keepNumbers(connection, table, numbers),
  }
}

/** Rows that DuckDB takes at once. */
const CHUNK_ROWS = 2_048

async function keepNumbers(connection: DuckDBConnection, table: string, numbers: Uint32Array): Promise<void> {
  const { DuckDBDataChunk, UINTEGER } = await import('@duckdb/node-api')
  await connection.run(`create temp table ${table} (i uinteger, n uinteger)`)
  const appender = await connection.createAppender(table)
  for (let from = 0; from < numbers.length; from += CHUNK_ROWS) {
    const part = Array.from(numbers.subarray(from, from + CHUNK_ROWS))
    const chunk = DuckDBDataChunk.create([UINTEGER, UINTEGER])
    chunk.setColumns([part.map((_, index) => from + index), part])
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function numbersOf(vector: object, rows: number): Uint32Array {
  const { items } = vector as { readonly items?: unknown }
  if (!(items instanceof Uint32Array)) throw new TypeError('A column of UINTEGER was expected')
  return items.subarray(0, rows)
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError({ code: 'cancelled', message: resultReasons.questionStopped })
}

/** DuckDB's message may quote a row: of it only the kind goes on. */
function knownError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  const [kind = ''] = /^[A-Z][A-Za-z -]{2,40}(?= Error:)/.exec(error.message) ?? []
  if (/No space left|disk full/i.test(error.message))
    return new AppError({ code: 'disk-full', message: diskReasons.full })
  if (kind === 'Out of Memory') return new AppError({ code: 'too-large', message: resultReasons.tooMuchMemory })
  return kind === '' ? error : new DuckError(kind, error)
}

/** An error of DuckDB, without its message. */
export class DuckError extends Error {
  override readonly name = 'DuckError'
  /** A row of the CSV is longer than the reader was told. */
  readonly isLongLine: boolean

  constructor(kind: string, { message, stack }: Error) {
    super(`DuckDB: ${kind} error`)
    this.isLongLine = /maximum line size|max_line_size/i.test(message)
    this.stack = `${this.message}\n${
      stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n') ?? ''
    }`
  }
}
