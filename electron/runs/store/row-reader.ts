import { closeSync, openSync, readSync } from 'node:fs'
import { throwDiskError } from '../../platform/disk-errors.ts'
import { parseLine } from './csv-rows.ts'
import { INDEX_BYTES, type Segment } from './segments.ts'

/** Rows of one run, read from its segments. A row is two small reads, however many rows there are. */
export interface RowReader {
  /** Rows from `from` on, at most `count`; fewer at the end. */
  read(segments: readonly Segment[], from: number, count: number): string[][]
  /** The rows of these numbers, in their order; a number beyond the end gives no row. */
  pick(segments: readonly Segment[], numbers: ArrayLike<number>): string[][]
  close(): void
}

interface Place {
  readonly segment: Segment
  /** The row within the segment. */
  readonly row: number
}

const MOST_BYTES_AT_ONCE = 4 * 1024 * 1024
const MOST_FILES = 32

/** Throws a `disk-…` code where the files cannot be read. */
export function createRowReader(): RowReader {
  const files = new OpenFiles()
  return {
    close: () => files.close(),
    read: (segments, from, count) =>
      orDiskError(() => {
        const rows: string[][] = []
        while (rows.length < count) {
          const place = placeOf(segments, from + rows.length)
          if (!place) break
          const together = Math.min(count - rows.length, place.segment.rows - place.row)
          rows.push(...readTogether(files, place, together))
        }
        return rows
      }),
    pick: (segments, numbers) =>
      orDiskError(() =>
        Array.from(numbers).flatMap((number) => {
          const place = placeOf(segments, number)
          return place ? readTogether(files, place, 1) : []
        }),
      ),
  }
}

/** Files that are read in many places: they stay open. */
class OpenFiles {
  readonly #files = new Map<string, number>()

  bytesAt(path: string, at: number, length: number): Buffer {
    const file = this.#open(path)
    const bytes = Buffer.allocUnsafe(length)
    for (let done = 0; done < length; ) {
      const read = readSync(file, bytes, done, length - done, at + done)
      if (read === 0) throw new RangeError('a run is shorter than its record says')
      done += read
    }
    return bytes
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file)
    this.#files.clear()
  }

  #open(path: string): number {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    if (this.#files.size >= MOST_FILES) this.close()
    const file = openSync(path, 'r')
    this.#files.set(path, file)
    return file
  }
}

/** Where rows `first` to `last` start in their segment, and where the last of them ends. */
function startsOf(files: OpenFiles, segment: Segment, first: number, last: number): number[] {
  const wanted = Math.min(last + 2, segment.rows) - first
  const index = files.bytesAt(segment.index, first * INDEX_BYTES, wanted * INDEX_BYTES)
  const starts = Array.from({ length: wanted }, (_, row) => index.readUInt32LE(row * INDEX_BYTES))
  return last + 1 === segment.rows ? [...starts, segment.bytes] : starts
}

function readTogether(files: OpenFiles, { segment, row }: Place, count: number): string[][] {
  const starts = startsOf(files, segment, row, row + count - 1)
  const from = starts[0] ?? 0
  const all = (starts.at(-1) ?? 0) - from
  const bytes = all <= MOST_BYTES_AT_ONCE ? files.bytesAt(segment.file, from, all) : undefined
  return Array.from({ length: count }, (_, at) => {
    const start = starts[at] ?? 0
    const end = starts[at + 1] ?? start
    const line = bytes?.subarray(start - from, end - from) ?? files.bytesAt(segment.file, start, end - start)
    return parseLine(line.toString('utf8'))
  })
}

function placeOf(segments: readonly Segment[], number: number): Place | undefined {
  let before = 0
  for (const segment of segments) {
    if (number < before + segment.rows) return { segment, row: number - before }
    before += segment.rows
  }
  return undefined
}

function orDiskError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throwDiskError(error)
    throw error
  }
}
