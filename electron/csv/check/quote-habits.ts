import type { Reading, ReadingProposal } from '../../../shared/csv/csv.ts'
import { KEPT_ROOM, QuoteFilter } from '../read/quote-filter.ts'

/** So many rows show how a program writes quotes. */
const JUDGED = 200
/** Of them so many must read well another way for it to be offered. */
const MAJORITY = 0.8
const MOST_CHARACTERS = 4000

const WAYS = [{ trimQuotes: true }, { equalsText: true }, { trimQuotes: true, equalsText: true }] as const

/** A record as it would read with quotes filtered so. */
function filtered(record: string, choices: ConstructorParameters<typeof QuoteFilter>[0]): string {
  const filter = new QuoteFilter(choices)
  const input = Buffer.from(record)
  const out = new Uint8Array(input.length * 2 + KEPT_ROOM)
  const end = filter.end(out, filter.write(input, out, 0))
  return Buffer.from(out.buffer, 0, end).toString()
}

/** Whether every cell has quotes around all of it or none at all. */
function isSound(record: string, delimiter: string): boolean {
  const between = delimiter === '|' ? '\\|' : delimiter
  const cell = `(?:"(?:[^"]|"")*"|[^"${between}]*)`
  return new RegExp(`^${cell}(?:${between}${cell})*$`).test(record)
}

/** Learns from rows whose quotes are not as CSV has them how the program that wrote them does it. */
export class QuoteHabits {
  readonly #reading: Reading
  readonly #counts = WAYS.map(() => 0)
  #judged = 0

  constructor(reading: Reading) {
    this.#reading = reading
  }

  get isSure(): boolean {
    return this.#judged >= JUDGED
  }

  add(record: string): void {
    if (this.isSure || record.length > MOST_CHARACTERS) return
    this.#judged += 1
    for (const [i, way] of WAYS.entries()) {
      const text = filtered(record, { ...this.#reading, ...way })
      if (isSound(text, this.#reading.delimiter)) this.#counts[i] = (this.#counts[i] ?? 0) + 1
    }
  }

  /** The way in which most of these rows read well; undefined where quotes are just text. */
  get proposal(): ReadingProposal | undefined {
    const enough = Math.max(1, this.#judged * MAJORITY)
    return WAYS.find((_, i) => (this.#counts[i] ?? 0) >= enough)
  }
}
