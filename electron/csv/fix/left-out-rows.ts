import { AppError } from '../../../shared/contract/errors.ts'
import { type DuplicatesFix, duplicateKey } from '../../../shared/csv/fixes.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'

/** As many texts as are kept to be compared: about a gigabyte. */
const MOST_TEXTS = 8_000_000

/**
 * The rows that `duplicates` leaves out. The texts themselves are compared, not hashes of them: a row left out by
 * mistake would be lost.
 */
export class LeftOutRows {
  readonly #fix: DuplicatesFix
  readonly #rowOf = new Map<string, number>()
  #rows = new Uint32Array(1024)
  #count = 0

  constructor(fix: DuplicatesFix) {
    this.#fix = fix
  }

  /** Rows come in their order. The row that is left out because of this one, if any, and what both have in the column. */
  add(row: number, cell: string | undefined): { readonly row: number; readonly key: string } | undefined {
    const key = duplicateKey(this.#fix, cell)
    if (key === undefined) return undefined
    const known = this.#rowOf.get(key)
    if (known === undefined || this.#fix.keep === 'last') this.#rowOf.set(key, row)
    if (known === undefined) {
      if (this.#rowOf.size > MOST_TEXTS) throw tooMany()
      return undefined
    }
    const leftOut = this.#fix.keep === 'first' ? row : known
    this.#note(leftOut)
    return { row: leftOut, key }
  }

  /** Their numbers, ascending. */
  sorted(): Uint32Array<ArrayBuffer> {
    return this.#rows.slice(0, this.#count).sort()
  }

  #note(row: number): void {
    if (this.#count === this.#rows.length) {
      const rows = new Uint32Array(this.#count * 2)
      rows.set(this.#rows)
      this.#rows = rows
    }
    this.#rows[this.#count++] = row
  }
}

function tooMany(): AppError {
  return new AppError({ code: 'too-large', message: fileReasons.tooManyTexts(MOST_TEXTS) })
}
