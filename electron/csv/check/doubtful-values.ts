import type { ValueProblemKind } from '../../../shared/csv/values.ts'
import type { Doubt } from '../engine.ts'
import { SHAPE_COUNT, SHAPES } from '../kernel/kernel.ts'
import { MAX_ROW_BYTES } from '../limits.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import type { Shape } from './column-figures.ts'
import { type JudgedColumn, ruleWord } from './judged-columns.ts'

/** What the kernel counts for each kind of value: the same as in value-problems.ts. */
const SHAPE_OF_KIND: Readonly<Record<ValueProblemKind, Shape>> = {
  'not-a-date': 'notFit',
  'not-a-number': 'notFit',
  'not-a-boolean': 'notFit',
  'not-an-email': 'notFit',
  'day-first': 'dayFirst',
  'day-month-swapped': 'dayOrMonth',
  'day-month-unclear': 'dayOrMonth',
  'two-digit-year': 'shortYear',
  'long-fraction': 'longFraction',
  milliseconds: 'milliseconds',
  'time-zone': 'zoned',
  'month-name': 'monthName',
  'far-year': 'farYear',
  'number-form': 'numberForm',
  'number-comma': 'unsure',
  'boolean-word': 'unsure',
  'too-many-digits': 'tooLong',
  'too-long': 'tooLong',
  'more-decimals': 'decimals',
  'zeros-lost': 'zeros',
  'identifier-cut': 'overLimit',
  'over-small-text': 'overLimit',
  'not-whole': 'overLimit',
}

// The layout of assembly/figures.ts
const SMALL_WORD = 2
const RULE_WORD = 3
const COUNTS_WORD = 4
const NOTES_BYTES = SHAPE_COUNT * 5 * 8

interface Watched {
  readonly source: number
  /** Index (in 32-bit words) of the counter, and the doubt it stands for. */
  readonly counters: readonly { readonly word: number; readonly doubt: number }[]
}

/** Tells of each row which of its values are in doubt, where the check only counts them. */
export class DoubtfulValues {
  readonly #table: RecordTable
  readonly #watched: readonly Watched[]

  constructor(table: RecordTable, judged: readonly JudgedColumn[], doubts: readonly Doubt[]) {
    const { kernel } = table
    const columns = judged.filter(({ field }) => doubts.some((doubt) => doubt.field === field))
    const size = kernel.call.columnBytes()
    const figuresAt = kernel.allocate(columns.length * size)
    const notesAt = kernel.allocate(columns.length * NOTES_BYTES)
    kernel.call.setProfile(figuresAt, notesAt, kernel.allocateBuffer(MAX_ROW_BYTES))
    this.#table = table
    this.#watched = columns.map((column, index) => {
      const first = (figuresAt + index * size) >> 2
      // As if it had many different values: none is remembered, so every cell is judged when it is met.
      kernel.words[first + SMALL_WORD] = kernel.call.smallLimit() + 1
      kernel.words[first + RULE_WORD] = ruleWord(column)
      const counters = doubts.flatMap(({ field, kind }, doubt) =>
        field === column.field ? { word: first + COUNTS_WORD + SHAPES[SHAPE_OF_KIND[kind]], doubt } : [],
      )
      return { source: column.source, counters }
    })
  }

  /** The rows of a batch with a value in doubt: record -> the places of its doubts. */
  find({ count }: Batch): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>()
    this.#watched.forEach((watched, index) => {
      if (this.#meets(watched, index, 0, count).length === 0) return
      for (let record = 0; record < count; record++) {
        const doubts = this.#meets(watched, index, record, record + 1)
        if (doubts.length > 0) found.set(record, [...(found.get(record) ?? []), ...doubts])
      }
    })
    return found
  }

  #meets({ source, counters }: Watched, index: number, from: number, to: number): readonly number[] {
    const { kernel } = this.#table
    const before = counters.map(({ word }) => kernel.words[word])
    kernel.call.profileColumn(index, from, to, source)
    return counters.flatMap(({ word, doubt }, at) => (kernel.words[word] === before[at] ? [] : doubt))
  }
}
