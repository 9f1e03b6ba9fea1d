import { RECORD_FLAGS } from '../kernel/kernel.ts'
import { REASON_COLUMNS } from '../read/headers.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'

/** As names are compared: without spaces and byte order marks around them, whatever the case. */
function fold(name: string): string {
  return name.replaceAll('\ufeff', '').trim().toLowerCase()
}

/**
 * Finds rows that are the header once more, as files have that were put behind each other. The kernel looks for one
 * telling name; only rows that have it are compared as text.
 */
export class RepeatedHeader {
  readonly #names: readonly string[]
  /** Columns that Bulkdesk added to the file, which say other things in each row. */
  readonly #own: ReadonlySet<number>
  readonly #column: number
  readonly #text: Uint8Array
  #at: number | undefined

  private constructor(header: readonly string[], own: ReadonlySet<number>, column: number) {
    this.#names = header.map(fold)
    this.#own = own
    this.#column = column
    this.#text = Buffer.from((header[column] ?? '').trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
  }

  /** Undefined where no name is telling. */
  static of(header: readonly string[]): RepeatedHeader | undefined {
    const own = new Set(header.flatMap((name, column) => (REASON_COLUMNS.has(name.trim()) ? [column] : [])))
    const tells = (name: string) => name.trim() !== '' && !/["\ufeff]/.test(name) && name.length <= 100
    const [column] = header
      .flatMap((name, place) => (tells(name) && !own.has(place) ? [place] : []))
      // A mark at the beginning of the second file belongs to its first name.
      .toSorted((a, b) => Number(a === 0) - Number(b === 0) || (header[b]?.length ?? 0) - (header[a]?.length ?? 0))
    return column === undefined ? undefined : new RepeatedHeader(header, own, column)
  }

  /** Marks such rows of a batch. */
  mark(reader: RecordTable, batch: Batch): void {
    const { call } = reader.kernel
    const at = this.#place(reader)
    const find = (from: number) => call.findCell(this.#column, from, batch.count, at, this.#text.length)
    for (let record = find(0); record < batch.count; record = find(record + 1)) {
      if (this.#isHeader(reader.cells(record))) reader.mark(record, RECORD_FLAGS.repeatedHeader)
    }
  }

  #place({ kernel }: RecordTable): number {
    if (this.#at !== undefined) return this.#at
    this.#at = kernel.allocateBuffer(this.#text.length)
    kernel.bytes.set(this.#text, this.#at)
    return this.#at
  }

  #isHeader(cells: readonly string[]): boolean {
    return this.#names.every((name, column) => this.#own.has(column) || fold(cells[column] ?? '') === name)
  }
}
