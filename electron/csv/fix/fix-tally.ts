import { type Fix, type FixPreview, MOST_EXAMPLES } from '../../../shared/csv/fixes.ts'
import { shortenCell } from '../check/problems.ts'

/** Counts what fixes do, and keeps the first examples of each. */
export class FixTally {
  readonly #of: ReadonlyMap<Fix, Counts>

  constructor(fixes: readonly Fix[]) {
    this.#of = new Map(fixes.map((fix) => [fix, new Counts()]))
  }

  /** A fix met a cell; `after` is undefined where the fix could not read it. */
  cell(fix: Fix, row: number, before: string, after: string | undefined): void {
    const counts = this.#of.get(fix)
    if (after === undefined) counts?.addUnread(before)
    else if (after !== before) counts?.add(row, before, after)
  }

  /** A fix left out a row, or gave it other cells. */
  row(fix: Fix, row: number, before = ''): void {
    this.#of.get(fix)?.add(row, before, undefined)
  }

  /** In the order of the fixes. */
  previews(): FixPreview[] {
    return [...this.#of.values()].map((counts) => counts.preview())
  }
}

class Counts {
  #count = 0
  #unread = 0
  readonly #seen = new Set<string>()
  readonly #examples: FixPreview['examples'][number][] = []
  readonly #unreadExamples = new Set<string>()

  add(row: number, before: string, after: string | undefined): void {
    this.#count += 1
    if (this.#examples.length >= MOST_EXAMPLES || this.#seen.has(before)) return
    this.#seen.add(before)
    const example = { row, before: shortenCell(before) }
    this.#examples.push(after === undefined ? example : { ...example, after: shortenCell(after) })
  }

  addUnread(text: string): void {
    this.#unread += 1
    if (this.#unreadExamples.size < MOST_EXAMPLES) this.#unreadExamples.add(shortenCell(text))
  }

  preview(): FixPreview {
    return {
      count: this.#count,
      unread: this.#unread,
      examples: this.#examples,
      unreadExamples: [...this.#unreadExamples],
    }
  }
}
