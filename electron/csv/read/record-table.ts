import type { Delimiter } from '../../../shared/csv/csv.ts'
import { type Kernel, RECORD_WORDS } from '../kernel/kernel.ts'
import { splitRecord } from './split-record.ts'

/** Records that stand in the kernel's tables until the next batch is asked for. */
export interface Batch {
  readonly count: number
  /** Data row of the first record: 1 is the first row below the header. */
  readonly firstRow: number
}

/** Most records in one batch. */
export const MAX_BATCH = 4096

/** Where the kernel wrote a batch's records and their cells. */
export interface TablePlace {
  readonly records: number
  readonly cells: number
}

/** Tables for one batch of a file. */
export interface TableShape {
  /** Cells of the header. */
  readonly columns: number
  /** Of each record so many cells stand in the tables: all columns, unless there are too many. */
  readonly stride: number
  /** Most records in it. */
  readonly capacity: number
}

/** What the kernel found out about the records of a batch, and their text. */
export class RecordTable {
  readonly kernel: Kernel
  readonly #delimiter: Delimiter
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #records = 0
  #cells = 0
  #stride = 0

  constructor(kernel: Kernel, delimiter: Delimiter) {
    this.kernel = kernel
    this.#delimiter = delimiter
  }

  /** From now on the records of this place are meant. */
  protected look(place: TablePlace, stride: number): void {
    this.#records = place.records
    this.#cells = place.cells
    this.#stride = stride
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

  /** Gives a record a flag. */
  mark(record: number, flag: number): void {
    const { words } = this.kernel
    const at = this.#word(record) + 5
    words[at] = (words[at] ?? 0) | flag
  }

  /** Index (in 32-bit words) of the record's first cell: its start and its marked end follow each other. */
  cellWord(record: number): number {
    return (this.#cells >> 2) + record * this.#stride * 2
  }

  /** The cells of a record of this batch, as text; the first `most`. */
  cells(record: number, most?: number): string[] {
    return splitRecord(this.decode(this.start(record), this.end(record)), this.#delimiter, most)
  }

  decode(start: number, end: number): string {
    return this.#decoder.decode(this.kernel.bytes.subarray(start, end))
  }

  #word(record: number): number {
    return (this.#records >> 2) + record * RECORD_WORDS
  }
}
