import type { Problem, ProblemExample, Reading, ReadingProposal } from '../../../shared/csv/csv.ts'
import { specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { CELL_END, RECORD_FLAGS } from '../kernel/kernel.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import { describeProblem, EXAMPLES_SHOWN, type ProblemFacts, shortenCell } from './problems.ts'
import { QuoteHabits } from './quote-habits.ts'
import { explainHeldBack, type HeldBackKind, type RowRules } from './row-rules.ts'
import { SwallowedRows } from './swallowed-rows.ts'

const SHOWN_BYTES = 320
const BACKSLASH_QUOTES = RECORD_FLAGS.backslash | RECORD_FLAGS.textAfterQuote
/** Held back, though its cells are where they belong: they were profiled with the others. */
const SOUND_BUT_HELD =
  RECORD_FLAGS.noIdentifier |
  RECORD_FLAGS.badIdentifier |
  RECORD_FLAGS.hiddenIdentifier |
  RECORD_FLAGS.repeatedHeader |
  RECORD_FLAGS.unmended |
  RECORD_FLAGS.nothing |
  RECORD_FLAGS.outgrown
const ODD_QUOTES = RECORD_FLAGS.strayQuote | RECORD_FLAGS.textAfterQuote

/** Counts the rows that stay behind, by reason, with the first of each. */
export class RowTally {
  held = 0
  /** Blank cells per column in rows that are held back although their cells are where they belong. */
  readonly heldBlanks: number[]
  readonly #reader: RecordTable
  readonly #rules: RowRules
  readonly #columns: number
  readonly #counts = new Map<HeldBackKind, number>()
  readonly #examples = new Map<HeldBackKind | 'backslash-quotes', ProblemExample[]>()
  readonly #habits: QuoteHabits
  readonly #swallowed: SwallowedRows
  #backslashes = 0

  constructor(reader: RecordTable, rules: RowRules, { columns, reading }: { columns: number; reading: Reading }) {
    this.#reader = reader
    this.#rules = rules
    this.#columns = columns
    this.#habits = new QuoteHabits(reading)
    const { delimiter } = reading
    this.#swallowed = new SwallowedRows(reader, { columns, delimiter, identifier: rules.identifier?.column })
    this.heldBlanks = new Array<number>(columns).fill(0)
  }

  add(batch: Batch): void {
    const { heldMask } = this.#rules
    this.#swallowed.add(batch)
    if (!this.#reader.kernel.call.hasFlags(batch.count, heldMask)) return
    for (let i = 0; i < batch.count; i++) {
      const flags = this.#reader.flags(i)
      if (flags & heldMask) this.#hold(batch, i, flags)
    }
  }

  #hold(batch: Batch, record: number, flags: number): void {
    const reader = this.#reader
    this.held += 1
    if ((flags & this.#rules.heldMask & ~SOUND_BUT_HELD) === 0) this.#countBlanks(record)
    const held = explainHeldBack(flags, this.#rules, { cells: reader.cellCount(record), columns: this.#columns })
    if (!held) return
    this.#counts.set(held.kind, (this.#counts.get(held.kind) ?? 0) + 1)
    this.#show(held.kind, batch, record, flags)
    if (flags & ODD_QUOTES && !this.#habits.isSure)
      this.#habits.add(reader.decode(reader.start(record), reader.end(record)))
    if ((flags & BACKSLASH_QUOTES) !== BACKSLASH_QUOTES) return
    this.#backslashes += 1
    this.#show('backslash-quotes', batch, record, flags)
  }

  #show(kind: HeldBackKind | 'backslash-quotes', batch: Batch, record: number, flags: number): void {
    const examples = this.#examples.get(kind) ?? []
    this.#examples.set(kind, examples)
    if (examples.length >= EXAMPLES_SHOWN) return
    const reader = this.#reader
    const place = { row: batch.firstRow + record, line: reader.line(record) }
    const start = reader.start(record)
    // The beginning of a row too big to keep is forgotten: what is left of it would only mislead.
    if (flags & RECORD_FLAGS.huge) examples.push(place)
    else {
      const text = reader.decode(start, Math.min(reader.end(record), start + SHOWN_BYTES))
      examples.push({ ...place, value: shortenCell(text) })
    }
  }

  #countBlanks(record: number): void {
    const { words } = this.#reader.kernel
    const first = this.#reader.cellWord(record)
    for (let column = 0; column < this.#columns; column++) {
      const start = words[first + column * 2] ?? 0
      const end = (words[first + column * 2 + 1] ?? 0) & CELL_END
      if (start === end) this.heldBlanks[column] = (this.heldBlanks[column] ?? 0) + 1
    }
  }

  /** One problem a reason. The line of an unclosed quote is where it opened, not where its row began. */
  problems(unclosedLine: number | undefined): Problem[] {
    const found = [...this.#counts].map(([kind, count]) => this.#describe(kind, count, unclosedLine))
    const count = this.#backslashes
    const examples = this.#examples.get('backslash-quotes') ?? []
    if (count > 0) found.push(describeProblem('backslash-quotes', { count, examples }))
    const { count: swallowed, examples: rows } = this.#swallowed
    if (swallowed > 0) found.push(describeProblem('swallowed-rows', { count: swallowed, examples: rows }))
    return found
  }

  #describe(kind: HeldBackKind, count: number, unclosedLine: number | undefined): Problem {
    const examples = this.#examples.get(kind) ?? []
    if (kind === 'unclosed-quote') {
      return describeProblem(kind, {
        examples: examples.map((example) => ({ ...example, line: unclosedLine ?? example.line })),
      })
    }
    if (kind === 'stray-quote' || kind === 'text-after-quote') {
      return describeProblem(kind, { count, examples, ...adviseOnQuotes(kind, count, this.#habits.proposal) })
    }
    if (kind !== 'blank-lines') return describeProblem(kind, { count, examples })
    return describeProblem(kind, {
      severity: 'row',
      count,
      examples,
      ...specialProblems.allBlankRows(count),
    })
  }
}

/** What is offered for rows with odd quotes: to read them as the program meant them, or else the quotes as text. */
function adviseOnQuotes(
  kind: 'stray-quote' | 'text-after-quote',
  count: number,
  habit: ReadingProposal | undefined,
): ProblemFacts {
  if (!habit) return kind === 'stray-quote' ? { proposal: { looseQuotes: true } } : {}
  const words = habit.equalsText ? specialProblems.equalsBeforeQuotes(count) : specialProblems.spacesAroundQuotes(count)
  return { ...words, proposal: habit }
}
