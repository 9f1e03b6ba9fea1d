import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { StoredPage } from '../store/run-record.ts'
import { INDEX_BYTES, type RowsPlace, type Segment, segmentsOf } from '../store/segments.ts'

/** The lines of one page, and where each of them ends. */
export interface PageLines {
  readonly csv: Uint8Array
  readonly rows: number
  readonly rowEnds: Uint32Array
  readonly fingerprint: string
}

/** Appends pages to the segments of a run, each with its index. Throws what the disk says. */
export interface SegmentWriter {
  append(page: PageLines): StoredPage
  /** Makes all that was written safe on disk. */
  sync(): void
  close(): void
}

interface OpenSegment extends Segment {
  readonly rowsFile: number
  readonly indexFile: number
}

/** Goes on behind `held`, which must lie there; what lies behind them is cut off. */
export function openSegments(place: RowsPlace, held: readonly StoredPage[]): SegmentWriter {
  return new Segments(place, held)
}

class Segments implements SegmentWriter {
  readonly #place: RowsPlace
  readonly #pages: StoredPage[]
  readonly #dirty = new Set<string>()
  #open: OpenSegment

  constructor(place: RowsPlace, held: readonly StoredPage[]) {
    this.#place = place
    this.#pages = [...held]
    this.#open = openLast(place, held)
  }

  append({ csv, rows, rowEnds, fingerprint }: PageLines): StoredPage {
    const open = this.#open
    const starts = indexOf(rowEnds, rows, open.bytes)
    writeAll(open.rowsFile, csv, open.bytes)
    writeAll(open.indexFile, starts, open.rows * INDEX_BYTES)
    const page = { rows, bytes: csv.length, crc: crc32(starts, crc32(csv)), fingerprint }
    this.#pages.push(page)
    this.#dirty.add(open.file).add(open.index)
    const last = lastOf(this.#place, this.#pages)
    if (last.file === open.file) this.#open = { ...open, rows: last.rows, bytes: last.bytes }
    else {
      this.close()
      this.#open = openLast(this.#place, this.#pages)
    }
    return page
  }

  sync(): void {
    for (const path of this.#dirty) syncFile(path)
    this.#dirty.clear()
  }

  close(): void {
    closeSync(this.#open.rowsFile)
    closeSync(this.#open.indexFile)
  }
}

function lastOf(place: RowsPlace, pages: readonly StoredPage[]): Segment {
  return segmentsOf(place, pages).at(-1) as Segment
}

function openLast(place: RowsPlace, pages: readonly StoredPage[]): OpenSegment {
  const segments = segmentsOf(place, pages)
  const last = lastOf(place, pages)
  removeBehind(place.folder, segments)
  const rowsFile = openSync(last.file, existsSync(last.file) ? 'r+' : 'wx+', 0o600)
  const indexFile = openSync(last.index, existsSync(last.index) ? 'r+' : 'wx+', 0o600)
  ftruncateSync(rowsFile, last.bytes)
  ftruncateSync(indexFile, last.rows * INDEX_BYTES)
  return { ...last, rowsFile, indexFile }
}

/**
 * How many of these pages lie on disk as they were written. After a kill or a power cut the record may name more than the disk
 * holds, and damage from outside is found too: what lies behind the first page that differs is fetched again.
 */
export function countGoodPages(place: RowsPlace, pages: readonly StoredPage[]): number {
  let good = 0
  let bytes = 0
  let rows = 0
  let segment = lastOf(place, [])
  for (const page of pages) {
    const csv = readPart(segment.file, bytes, page.bytes)
    const index = readPart(segment.index, rows * INDEX_BYTES, page.rows * INDEX_BYTES)
    if (!csv || !index || crc32(index, crc32(csv)) !== page.crc) return good
    good += 1
    segment = lastOf(place, pages.slice(0, good))
    ;({ bytes, rows } = segment)
  }
  return good
}

function readPart(path: string, at: number, length: number): Buffer | undefined {
  if (!existsSync(path)) return undefined
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.allocUnsafe(length)
    let done = 0
    while (done < length) {
      const read = readSync(file, bytes, done, length - done, at + done)
      if (read === 0) return undefined
      done += read
    }
    return bytes
  } finally {
    closeSync(file)
  }
}

function indexOf(rowEnds: Uint32Array, rows: number, before: number): Buffer {
  const starts = new Uint32Array(rows)
  for (let row = 0; row < rows; row += 1) starts[row] = before + (row === 0 ? 0 : (rowEnds[row - 1] ?? 0))
  const bytes = Buffer.from(starts.buffer)
  return IS_LITTLE_ENDIAN ? bytes : bytes.swap32()
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at)
}

/** Files of segments beyond the last are of a generation or a page that does not count. */
function removeBehind(folder: string, segments: readonly Segment[]): void {
  const known = new Set(segments.flatMap(({ file, index }) => [file, index]))
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (/^rows-\d+-\d+\.(csv|idx)$/.test(name) && !known.has(path)) rmSync(path)
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
