import type { ProblemExample } from '../../../shared/csv/csv.ts'
import { SHAPE_COUNT, SHAPES } from '../kernel/kernel.ts'
import { MAX_HEADER_LENGTH, MAX_ROW_BYTES } from '../limits.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import { type JudgedColumn, ruleWord } from './judged-columns.ts'
import { shortenCell } from './problems.ts'

export type Shape = keyof typeof SHAPES

/** What the kernel counted in one column: plain data, as it leaves the worker. */
export interface ColumnFigures {
  readonly column: number
  readonly filled: number
  readonly longest: number
  readonly distinct: { readonly count: number; readonly exact: boolean }
  readonly counts: Readonly<Record<Shape, number>>
  readonly examples: Readonly<Partial<Record<Shape, readonly ProblemExample[]>>>
}

const EXAMPLES_EACH = 5
const SHAPE_NAMES = Object.keys(SHAPES) as Shape[]
/** By the kernel's numbers, which have gaps. */
const SHAPE_OF = new Map<number, Shape>(SHAPE_NAMES.map((shape) => [SHAPES[shape], shape]))
// The layout of assembly/figures.ts
const RULE_WORD = 3
const COUNTS_WORD = 4
const SKETCH_AT = 152
const SKETCH_SIZE = 4096

/** Counts what stands in columns, in all rows whose cells are where they belong, batch by batch. */
export class ColumnCounter {
  readonly #reader: RecordTable
  readonly #header: readonly string[]
  readonly #figuresAt: number
  readonly #notesAt: number
  readonly #size: number
  readonly #extra: readonly JudgedColumn[]
  readonly #examples = new Map<string, ProblemExample[]>()

  /** `judged`: the columns whose values are judged against the fields they feed. */
  constructor(reader: RecordTable, header: readonly string[], judged: readonly JudgedColumn[] = []) {
    const { kernel } = reader
    this.#extra = judged.filter(({ figures }) => figures >= header.length)
    const columns = header.length + this.#extra.length
    this.#reader = reader
    const names = header.map((name) => name.slice(0, MAX_HEADER_LENGTH))
    this.#header = [...names, ...this.#extra.map(({ source }) => names[source] ?? '')]
    this.#size = kernel.call.columnBytes()
    this.#figuresAt = kernel.allocate(columns * this.#size)
    this.#notesAt = kernel.allocate(columns * SHAPE_COUNT * EXAMPLES_EACH * 8)
    kernel.call.setProfile(this.#figuresAt, this.#notesAt, kernel.allocateBuffer(MAX_ROW_BYTES))
    for (const column of judged) {
      kernel.words[((this.#figuresAt + column.figures * this.#size) >> 2) + RULE_WORD] = ruleWord(column)
    }
  }

  add(batch: Batch, column: number): void {
    this.#reader.kernel.call.profileColumn(column, 0, batch.count, column)
  }

  /** Judges columns once more that feed several fields. */
  addExtra(batch: Batch): void {
    for (const { figures, source } of this.#extra) {
      this.#reader.kernel.call.profileColumn(figures, 0, batch.count, source)
    }
  }

  /** The same for a column of identifiers that were judged to be e-mail addresses. */
  addEmails(batch: Batch, column: number): void {
    this.#reader.kernel.call.profileEmails(column, batch.count)
  }

  /** Turns what the kernel noted in this batch into examples, while their cells are still there. */
  takeNotes(batch: Batch): void {
    const { call, words } = this.#reader.kernel
    const count = call.takeNotes()
    for (let i = 0; i < count; i++) {
      const what = words[(this.#notesAt >> 2) + i * 2] ?? 0
      const record = words[(this.#notesAt >> 2) + i * 2 + 1] ?? 0
      const key = `${SHAPE_OF.get(what >>> 16)} ${what & 0xffff}`
      const example = this.#describe(batch, record, what & 0xffff)
      const known = this.#examples.get(key)
      if (known) known.push(example)
      else this.#examples.set(key, [example])
    }
  }

  #describe(batch: Batch, record: number, column: number): ProblemExample {
    return {
      row: batch.firstRow + record,
      line: this.#reader.line(record),
      column: this.#header[column] ?? '',
      value: shortenCell(this.#reader.cells(record)[this.#source(column)] ?? ''),
    }
  }

  #source(figures: number): number {
    return this.#extra.find((column) => column.figures === figures)?.source ?? figures
  }

  figures(column: number): ColumnFigures {
    const { kernel } = this.#reader
    const at = this.#figuresAt + column * this.#size
    kernel.call.settleColumn(column)
    const word = (index: number) => kernel.words[(at >> 2) + index] ?? 0
    const known = word(2)
    const isExact = known <= kernel.call.smallLimit()
    const examples = SHAPE_NAMES.map((shape) => [shape, this.#examples.get(`${shape} ${column}`)] as const)
    return {
      column,
      filled: word(0),
      longest: word(1),
      distinct: { count: isExact ? known : Math.min(word(0), this.#estimateDistinct(at)), exact: isExact },
      counts: Object.fromEntries(SHAPE_NAMES.map((shape) => [shape, word(COUNTS_WORD + SHAPES[shape])])) as Record<
        Shape,
        number
      >,
      examples: Object.fromEntries(examples.filter(([, found]) => found)),
    }
  }

  /** HyperLogLog over 4096 registers: within about 2 %. */
  #estimateDistinct(at: number): number {
    const registers = this.#reader.kernel.bytes.subarray(at + SKETCH_AT, at + SKETCH_AT + SKETCH_SIZE)
    let sum = 0
    let empty = 0
    for (const rank of registers) {
      sum += 2 ** -rank
      if (rank === 0) empty += 1
    }
    const raw = ((0.7213 / (1 + 1.079 / SKETCH_SIZE)) * SKETCH_SIZE * SKETCH_SIZE) / sum
    const isSmall = raw <= 2.5 * SKETCH_SIZE && empty > 0
    return Math.round(isSmall ? SKETCH_SIZE * Math.log(SKETCH_SIZE / empty) : raw)
  }
}
