import type { Reading } from '../../shared/csv.ts'
import { type ByteSource, FILL_ROOM } from './byte-source.ts'
import { type Kernel, RECORD_FLAGS, RECORD_WORDS } from './kernel.ts'
import { MAX_ROW_BYTES } from './limits.ts'
import { splitRecord } from './split-record.ts'
import type { ByteFault } from './transcode.ts'

/** Records that stand in the kernel's tables until the next batch is asked for. */
export interface Batch {
  readonly count: number
  /** Data row of the first record: 1 is the first row below the header. */
  readonly firstRow: number
}

export interface LocatedFault extends ByteFault {
  readonly line: number
}

const HEADER_CELLS = 16_384
const CELL_TABLE_BYTES = 1024 * 1024
/** Most records in one batch. */
export const MAX_BATCH = 4096

/** Reads a source record by record, in batches, with memory bounded by the longest row allowed. */
export class RecordReader {
  readonly kernel: Kernel
  readonly source: ByteSource
  readonly faults: LocatedFault[] = []
  readonly #reading: Reading
  readonly #base: number
  #end: number
  #rows = 0
  #batchSize = 1
  #recordsAt: number
  #cellsAt = 0
  #columns = 0
  #isStarted = false
  #isFinished = false
  #unclosedLine: number | undefined
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  constructor(kernel: Kernel, source: ByteSource, reading: Reading) {
    this.kernel = kernel
    this.source = source
    this.#reading = reading
    this.#base = kernel.allocateBuffer(MAX_ROW_BYTES + FILL_ROOM + 2)
    this.#end = this.#base
    this.#recordsAt = kernel.allocateBuffer(RECORD_WORDS * 4)
    const firstLine = reading.hasSepLine ? 2 : 1
    kernel.call.open(this.#base, firstLine, reading.delimiter.charCodeAt(0), MAX_ROW_BYTES)
  }

  /** Data rows so far. */
  get rows(): number {
    return this.#rows
  }

  /** The line where a quote opened that never closed; known once all is read. */
  get unclosedLine(): number | undefined {
    return this.#unclosedLine
  }

  /** The header's cells, untrimmed; undefined when there is no record at all. Call it once, first. */
  readHeader(): string[] | undefined {
    const cells = this.kernel.allocateBuffer(HEADER_CELLS * 8)
    this.kernel.call.setTables(this.#recordsAt, 1, cells, HEADER_CELLS, 0)
    const count = this.#next()
    if (count === 0) return undefined
    const header = this.cells(0)
    this.#setColumns(header.length)
    return header
  }

  *batches(): Generator<Batch> {
    while (true) {
      const count = this.#next()
      if (count === 0) return
      const firstRow = this.#rows + 1
      this.#rows += count
      yield { count, firstRow }
    }
  }

  start(record: number): number {
    return this.kernel.words[this.#word(record)] ?? 0
  }

  end(record: number): number {
    return this.kernel.words[this.#word(record) + 1] ?? 0
  }

  /** Where the record's line end ends. */
  after(record: number): number {
    return this.kernel.words[this.#word(record) + 2] ?? 0
  }

  line(record: number): number {
    return this.kernel.words[this.#word(record) + 3] ?? 0
  }

  cellCount(record: number): number {
    return this.kernel.words[this.#word(record) + 4] ?? 0
  }

  flags(record: number): number {
    return this.kernel.words[this.#word(record) + 5] ?? 0
  }

  /** Index (in 32-bit words) of the record's first cell: its start and its marked end follow each other. */
  cellWord(record: number): number {
    return (this.#cellsAt >> 2) + record * this.#columns * 2
  }

  /** The cells of a record of this batch, as text. */
  cells(record: number): string[] {
    return splitRecord(this.decode(this.start(record), this.end(record)), this.#reading.delimiter)
  }

  decode(start: number, end: number): string {
    return this.#decoder.decode(this.kernel.bytes.subarray(start, end))
  }

  #word(record: number): number {
    return (this.#recordsAt >> 2) + record * RECORD_WORDS
  }

  #setColumns(columns: number): void {
    this.#batchSize = Math.max(16, Math.min(MAX_BATCH, Math.floor(CELL_TABLE_BYTES / (columns * 8))))
    this.#recordsAt = this.kernel.allocateBuffer(this.#batchSize * RECORD_WORDS * 4)
    this.#cellsAt = this.kernel.allocateBuffer(this.#batchSize * columns * 8)
    this.#columns = columns
    this.kernel.call.setTables(this.#recordsAt, this.#batchSize, this.#cellsAt, columns, columns)
  }

  /** Scans until records stand in the tables, or nothing is left; how many. */
  #next(): number {
    const { call } = this.kernel
    while (!this.#isFinished) {
      const isLast = this.source.isDone && this.#isStarted ? 1 : 0
      call.scan(this.#end, isLast)
      const count = call.recordCount.value as number
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
    if (count > 0 && this.flags(0) & RECORD_FLAGS.unclosed) this.#unclosedLine = call.quoteLine.value as number
    return count
  }

  #refill(): void {
    this.#isStarted = true
    const { call, bytes } = this.kernel
    if (this.#end - Number(call.recordStart.value) > MAX_ROW_BYTES) call.forgetRecord()
    const keepFrom = Number(call.recordStart.value)
    if (keepFrom > this.#base) {
      bytes.copyWithin(this.#base, keepFrom, this.#end)
      call.moveDown(keepFrom - this.#base)
      this.#end -= keepFrom - this.#base
    }
    const known = this.source.faults.length
    const from = this.#end
    this.#end = this.source.fill(from)
    for (const fault of this.source.faults.slice(known))
      this.faults.push({ ...fault, line: this.#lineAt(from, fault.at) })
  }

  #lineAt(from: number, at: number): number {
    let line = Number(this.kernel.call.line.value)
    const { bytes } = this.kernel
    for (let i = from; i < at; i++) if (bytes[i] === 0x0a) line += 1
    return line
  }
}
