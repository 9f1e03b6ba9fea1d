import { writeSync } from 'node:fs'
import type { Problem, ProblemExample, ProblemKind } from '../../../shared/csv/csv.ts'
import { describeProblem, EXAMPLES_SHOWN, shortenCell } from '../../csv/check/problems.ts'
import { csvLine } from '../outcome/row-file.ts'
import { unpacksToTooMuch } from './refusals.ts'

const FLUSH_CHARACTERS = 1_000_000

/** Writes the lines of a CSV file, some at a time, and counts its bytes. */
export function createLineWriter(fd: number, expectSane: (bytes: number) => void = () => {}) {
  let waiting = ''
  let bytes = 0

  function flush(): void {
    let left: Buffer = Buffer.from(waiting, 'utf8')
    waiting = ''
    bytes += left.length
    expectSane(bytes)
    while (left.length > 0) left = left.subarray(writeSync(fd, left))
  }

  return {
    write(line: string): void {
      waiting += line
      if (waiting.length > FLUSH_CHARACTERS) flush()
    },
    flush,
  }
}

/** Rows that are read before the first is written: by then it is known where the table lies in its sheet. */
const FIRST_ROWS = 1_000

interface TableWriter {
  row(number: number, cells: readonly (string | undefined)[]): void
  /** Gives how many rows there were. Throws nothing. */
  end(): TableFacts
}

interface TableFacts {
  /** The header included. */
  readonly rows: number
  /** Cells left of the table, which were left out. */
  readonly outside: number
}

/**
 * Writes a sheet's rows as a CSV file writes them: from the first column that is used to the last, rows that are empty
 * as blank lines, but for those above and below all others.
 */
export function createTableWriter(write: (line: string) => void): TableWriter {
  let first: { readonly number: number; readonly cells: readonly (string | undefined)[] }[] | undefined = []
  let [left, right] = [Number.POSITIVE_INFINITY, 0]
  let [rows, outside, last] = [0, 0, 0]

  function put(number: number, cells: readonly (string | undefined)[]): void {
    const line: string[] = []
    const end = Math.max(right, cells.length)
    for (let column = left; column < end; column += 1) line.push(cells[column] ?? '')
    for (let column = 0; column < left && column < cells.length; column += 1) if (cells[column]) outside += 1
    for (let blank = last + 1; blank < number && rows > 0; blank += 1) write('\r\n')
    write(csvLine(line))
    last = number
    rows += 1
  }

  function begin(): void {
    const waiting = first ?? []
    first = undefined
    for (const { number, cells } of waiting) put(number, cells)
  }

  return {
    row(number, cells) {
      if (cells.length === 0) return
      if (!first) return put(number, cells)
      left = Math.min(
        left,
        cells.findIndex((cell) => cell !== undefined),
      )
      right = Math.max(right, cells.length)
      first.push({ number, cells })
      if (first.length >= FIRST_ROWS) begin()
    },
    end() {
      begin()
      return { rows, outside }
    },
  }
}

/** The most that rows take of what they are unpacked from: one short text may stand in a million cells. */
const AMPLIFIED_FROM = 32_000_000
const AMPLIFIED = 60

/** Throws a refusal where rows become far more than what they were read from. */
export function expectNotAmplified(written: number, read: number): void {
  if (written > AMPLIFIED_FROM && written > AMPLIFIED * read) throw unpacksToTooMuch()
}

/** Collects what is to be said of cells: how many, and where the first ones are. */
export function createNotes() {
  const found = new Map<ProblemKind, { count: number; examples: ProblemExample[] }>()
  return {
    add(kind: ProblemKind, example?: () => ProblemExample, count = 1): void {
      const entry = found.get(kind) ?? { count: 0, examples: [] }
      entry.count += count
      if (example && entry.examples.length < EXAMPLES_SHOWN) entry.examples.push(example())
      found.set(kind, entry)
    },
    problems: (): readonly Problem[] => [...found].map(([kind, facts]) => describeProblem(kind, facts)),
    /** A cell as an example names it: where Excel shows it, and what it holds. */
    cell: (name: string, value: string): ProblemExample => ({
      value: value === '' ? name : `${name}: ${shortenCell(value)}`,
    }),
  }
}
