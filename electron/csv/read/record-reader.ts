import type { Reading } from '../../../shared/csv/csv.ts'
import { countOf, type Kernel, RECORD_FLAGS, RECORD_WORDS } from '../kernel/kernel.ts'
import { MAX_ROW_BYTES, MOST_COLUMNS, MOST_NAME_CHARACTERS } from '../limits.ts'
import { type ByteSource, FILL_ROOM } from './byte-source.ts'
import { lineOfUnscanned } from './fault-line.ts'
import { type Batch, MAX_BATCH, RecordTable, type TablePlace, type TableShape } from './record-table.ts'
import type { ByteFault } from './transcode.ts'

export interface LocatedFault extends ByteFault {
  readonly line: number
}

/** Somebody else who still reads batches after the next was asked for. */
export interface LateReader {
  /** How many batches he may be behind. */
  readonly behind: number
  /** Waits until he is done with all batches up to the one of this number (counted from 1). */
  waitFor(batch: number): void
}

interface HeaderRecord {
  readonly flags: number
  readonly line: number
  readonly isReadable: boolean
  /** As it stands in the file, when its quotes are odd. */
  readonly text: string | undefined
}

/** With one of these nobody can say where the header ends, or what stands in it. */
const UNREADABLE = RECORD_FLAGS.unclosed | RECORD_FLAGS.huge
const ODD_QUOTES = RECORD_FLAGS.strayQuote | RECORD_FLAGS.textAfterQuote
const CELL_TABLE_BYTES = 1024 * 1024

/** Reads a source record by record, in batches, with memory bounded by the longest row allowed. */
export class RecordReader extends RecordTable {
  readonly source: ByteSource
  readonly faults: LocatedFault[] = []
  readonly #late: LateReader | undefined
  /** Bytes are read to one of these, and stay there while a late reader needs them. */
  readonly #texts: readonly { readonly at: number; lastBatch: number }[]
  #text = 0
  #end: number
  #rows = 0
  #batch = 0
  readonly #header: TablePlace
  #tables: readonly TablePlace[] = []
  #shape: TableShape = { columns: 0, stride: 0, capacity: 1 }
  #headerFlags = 0
  #headerLine = 1
  #oddHeader: string | undefined
  #isStarted = false
  #isFinished = false
  #unclosedLine: number | undefined
  readonly #mayEndBlank: boolean

  constructor(kernel: Kernel, source: ByteSource, reading: Reading, late?: LateReader) {
    super(kernel, reading.delimiter)
    this.source = source
    this.#late = late
    this.#texts = Array.from({ length: 1 + (late?.behind ?? 0) }, () => ({
      at: kernel.allocateBuffer(MAX_ROW_BYTES + FILL_ROOM + 2),
      lastBatch: 0,
    }))
    this.#end = this.#base
    this.#header = { records: kernel.allocateBuffer(RECORD_WORDS * 4), cells: 0 }
    const firstLine = reading.headerLine ?? (reading.hasSepLine ? 2 : 1)
    kernel.call.open(this.#base, firstLine, reading.delimiter.charCodeAt(0), MAX_ROW_BYTES)
    kernel.call.setCrEnds(reading.crRows ? 1 : 0)
    this.#mayEndBlank = reading.endBlank ?? false
  }

  /** Data rows so far. */
  get rows(): number {
    return this.#rows
  }

  /** The line where a quote opened that never closed; known once all is read. */
  get unclosedLine(): number | undefined {
    return this.#unclosedLine
  }

  /** Where batches stand, one after the other and then from the first again; known with the header. */
  get tables(): readonly TablePlace[] {
    return this.#tables
  }

  get shape(): TableShape {
    return this.#shape
  }

  /** What is odd about the header's record, and the line it begins in. */
  get headerRecord(): HeaderRecord {
    const flags = this.#headerFlags
    return { flags, line: this.#headerLine, isReadable: (flags & UNREADABLE) === 0, text: this.#oddHeader }
  }

  get #base(): number {
    return this.#texts[this.#text]?.at ?? 0
  }

  /**
   * The header's cells, untrimmed: of very many the first, of very long ones the beginning, and none when it cannot be
   * read (see `headerRecord`). Undefined when there is no record at all. Call it once, first.
   */
  readHeader(): string[] | undefined {
    const place = { ...this.#header, cells: this.kernel.allocateBuffer(MOST_COLUMNS * 8) }
    this.look(place, MOST_COLUMNS)
    this.kernel.call.setTables(place.records, 1, place.cells, MOST_COLUMNS, 0)
    const count = this.#next()
    if (count === 0) return undefined
    this.#headerFlags = this.flags(0)
    this.#headerLine = this.line(0)
    if (!this.headerRecord.isReadable) return []
    if (this.#headerFlags & ODD_QUOTES) this.#oddHeader = this.decode(this.start(0), this.end(0))
    const header = this.cells(0, MOST_COLUMNS).map((name) => name.slice(0, MOST_NAME_CHARACTERS))
    this.#setColumns(this.cellCount(0))
    const least = header.length === this.#shape.columns ? countNamed(header) : 0
    this.kernel.call.setTail(least, this.#mayEndBlank ? 1 : 0)
    return header
  }

  /** None below a header that cannot be read. */
  *batches(): Generator<Batch> {
    while (this.headerRecord.isReadable) {
      this.#turnTables()
      const count = this.#next()
      if (count === 0) return
      const firstRow = this.#rows + 1
      this.#rows += count
      this.#batch += 1
      const text = this.#texts[this.#text]
      if (text) text.lastBatch = this.#batch
      yield { count, firstRow }
    }
  }

  #setColumns(columns: number): void {
    const stride = Math.min(columns, MOST_COLUMNS)
    const capacity = Math.max(16, Math.min(MAX_BATCH, Math.floor(CELL_TABLE_BYTES / (stride * 8))))
    this.#shape = { columns, stride, capacity }
    this.#tables = this.#texts.map(() => ({
      records: this.kernel.allocateBuffer(capacity * RECORD_WORDS * 4),
      cells: this.kernel.allocateBuffer(capacity * stride * 8),
    }))
    const [first] = this.#tables
    if (!first) return
    this.look(first, stride)
    this.kernel.call.setTables(first.records, capacity, first.cells, stride, columns)
  }

  /** The next batch goes where no late reader looks any more. */
  #turnTables(): void {
    const place = this.#tables[this.#batch % this.#tables.length]
    if (!this.#late || !place || this.#batch === 0) return
    this.#late.waitFor(this.#batch - this.#late.behind)
    this.look(place, this.#shape.stride)
    this.kernel.call.turnTables(place.records, place.cells)
  }

  /** Scans until records stand in the tables, or nothing is left; how many. */
  #next(): number {
    const { call } = this.kernel
    while (!this.#isFinished) {
      const isLast = this.source.isDone && this.#isStarted ? 1 : 0
      call.scan(this.#end, isLast)
      const count = countOf(call.recordCount)
      if (count > 0) return count
      if (isLast) return this.#finish()
      this.#refill()
    }
    return 0
  }

  #finish(): number {
    const { call } = this.kernel
    this.#isFinished = true
    const count = call.finish(this.#end)
    if (count > 0 && this.flags(0) & RECORD_FLAGS.unclosed) this.#unclosedLine = countOf(call.quoteLine)
    return count
  }

  #refill(): void {
    this.#isStarted = true
    const { call } = this.kernel
    if (this.#end - countOf(call.recordStart) > MAX_ROW_BYTES) call.forgetRecord()
    const keepFrom = countOf(call.recordStart)
    if (keepFrom > this.#base) this.#keep(keepFrom)
    const known = this.source.faults.length
    const from = this.#end
    this.#end = this.source.fill(from)
    for (const fault of this.source.faults.slice(known))
      this.faults.push({ ...fault, line: lineOfUnscanned(this.kernel, fault.at, this.#end) })
  }

  /** Makes room behind the unfinished record, which begins at `from`: in the next text, if there are several. */
  #keep(from: number): void {
    this.#text = (this.#text + 1) % this.#texts.length
    this.#late?.waitFor(this.#texts[this.#text]?.lastBatch ?? 0)
    const { call, bytes } = this.kernel
    bytes.copyWithin(this.#base, from, this.#end)
    call.moveDown(from - this.#base)
    this.#end -= from - this.#base
  }
}

/** Columns up to the last that has a name: cells of those behind it may be missing. 0 when that is every column, or none. */
function countNamed(header: readonly string[]): number {
  const named = header.findLastIndex((name) => name.trim() !== '') + 1
  return named === header.length ? 0 : named
}
