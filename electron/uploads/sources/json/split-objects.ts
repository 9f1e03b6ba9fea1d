import { refuseSource } from '../refusals.ts'
import { isBlank } from './flat-object.ts'

/** A row is no longer than this: the check takes none that is. */
const LONGEST_OBJECT = 8_000_000
const BRACE = 123
const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44

/** Where in the file: before it, before an object, after one, in one, or after all of them. */
type Place = 'start' | 'first' | 'next' | 'after' | 'object' | 'end'

/**
 * Cuts the text of a JSON array, or of objects one after the other (NDJSON), into objects. Throws a refusal where
 * anything else stands.
 */
export class ObjectSplitter {
  readonly #onObject: (source: string, row: number) => void
  #place: Place = 'start'
  #isArray = false
  #row = 0
  #kept = ''
  #depth = 0
  #isText = false
  #isEscaped = false

  constructor(onObject: (source: string, row: number) => void) {
    this.#onObject = onObject
  }

  feed(piece: string): void {
    let start = 0
    for (let at = 0; at < piece.length; at += 1) {
      const char = piece.charCodeAt(at)
      if (this.#place !== 'object') {
        this.#place = this.#between(char)
        start = at
      }
      if (this.#place !== 'object' || !this.#ends(char)) continue
      this.#onObject(this.#kept + piece.slice(start, at + 1), this.#row)
      this.#kept = ''
      this.#place = 'after'
    }
    if (this.#place === 'object') this.#kept += piece.slice(start)
    if (this.#kept.length > LONGEST_OBJECT) throw refuseSource({ reason: 'json-damaged', row: this.#row })
  }

  end(): void {
    const isCut = this.#place === 'object' || (this.#isArray && this.#place !== 'end')
    if (isCut) throw refuseSource({ reason: 'json-damaged', row: Math.max(1, this.#row) })
    if (this.#row === 0) throw refuseSource({ reason: 'json-empty' })
  }

  /** Where a character between objects leads to. */
  #between(char: number): Place {
    const place = this.#place
    if (isBlank(char) || (place === 'start' && char === 0xfeff)) return place
    const isDue = this.#isArray ? place === 'first' || place === 'next' : place !== 'end'
    if (char === BRACE && isDue) {
      this.#row += 1
      return 'object'
    }
    if (char === 91 && place === 'start') {
      this.#isArray = true
      return 'first'
    }
    if (char === COMMA && this.#isArray && place === 'after') return 'next'
    if (char === 93 && this.#isArray && (place === 'after' || place === 'first')) return 'end'
    if (place === 'start') throw refuseSource({ reason: 'json-not-rows' })
    throw this.#isArray && isDue
      ? notAnObject(char, this.#row + 1)
      : refuseSource({ reason: 'json-damaged', row: this.#row + 1 })
  }

  /** True at the brace that ends the object. */
  #ends(char: number): boolean {
    if (this.#isText) {
      if (this.#isEscaped) this.#isEscaped = false
      else if (char === BACKSLASH) this.#isEscaped = true
      else if (char === QUOTE) this.#isText = false
      return false
    }
    if (char === QUOTE) this.#isText = true
    else if (char === BRACE || char === 91) this.#depth += 1
    else if (char === 125 || char === 93) this.#depth -= 1
    return this.#depth === 0
  }
}

/** A value of another kind, or nothing that JSON knows. */
function notAnObject(char: number, row: number) {
  const isValue =
    char === QUOTE ||
    char === 91 ||
    char === 45 ||
    (char >= 48 && char <= 57) ||
    'tfn'.includes(String.fromCharCode(char))
  return refuseSource({ reason: isValue ? 'json-not-rows' : 'json-damaged', row })
}
