import type { Reading } from '../../../shared/csv/csv.ts'

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const EQUALS = 0x3d
/** More spaces than these before a quote are text. */
const MOST_SPACES = 1024
/** A longer cell is no number or code that a spreadsheet was to take for text. */
const MOST_KEPT = 1024
/** Bytes that one call may write beyond those it is given: what was kept from the call before. */
export const KEPT_ROOM = MOST_SPACES + MOST_KEPT + 16
/** `="text"` as it stands in a quoted cell, where every quote is doubled. */
const WRAPPED = /^=""((?:[^"]|"""")*)""$/

type Choices = Pick<Reading, 'delimiter' | 'trimQuotes' | 'equalsText' | 'singleQuotes'>
type State = 'start' | 'plain' | 'quoted' | 'formula' | 'closed' | 'single' | 'single-closed'

/** Whether the user chose that quotes are read otherwise than the scanner does. */
export function filtersQuotes({ trimQuotes, equalsText, singleQuotes }: Choices): boolean {
  return Boolean(trimQuotes || equalsText || singleQuotes)
}

/**
 * Rewrites text into the scanner's dialect as it passes: leaves out spaces around quotes, the `=` of `="00123"`, or puts
 * double quotes for single ones. What is no such habit passes untouched. Works byte by byte, whatever the text is cut into.
 */
export class QuoteFilter {
  readonly #delimiter: number
  readonly #trims: boolean
  readonly #unwraps: boolean
  readonly #isSingle: boolean
  #state: State = 'start'
  /** Spaces met at a cell's start, or after its closing quote, that may be left out. */
  #spaces = 0
  /** The last byte was `=` at a cell's start, which may be left out. */
  #hasEquals = false
  /** The next byte is the first of a quoted cell. */
  #isFirst = false
  /** Of a quoted cell that begins with `=`: its bytes so far, and whether the last quote of them is not its end. */
  #kept: number[] = []
  #isOpen = true
  #out: Uint8Array = new Uint8Array(0)
  #at = 0

  constructor({ delimiter, trimQuotes = false, equalsText = false, singleQuotes = false }: Choices) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#trims = trimQuotes
    this.#unwraps = equalsText
    this.#isSingle = singleQuotes
  }

  /** Writes `input` to `out` at `at`; where that ended. Room: twice the bytes given and `KEPT_ROOM`. */
  write(input: Uint8Array, out: Uint8Array, at: number): number {
    this.#out = out
    this.#at = at
    for (const byte of input) this.#take(byte)
    return this.#at
  }

  /** After the last byte: writes what was kept. */
  end(out: Uint8Array, at: number): number {
    this.#out = out
    this.#at = at
    if (this.#state === 'formula') this.#endFormula()
    this.#settle(-1)
    return this.#at
  }

  #put(byte: number, times = 1): void {
    for (let i = 0; i < times; i++) this.#out[this.#at++] = byte
  }

  #isEnd(byte: number): boolean {
    return byte === this.#delimiter || byte === LF || byte === CR || byte === -1
  }

  #take(byte: number): void {
    const state = this.#state
    if (state === 'plain') {
      if (this.#isEnd(byte)) this.#state = 'start'
      this.#put(byte)
    } else if (state === 'start') this.#start(byte)
    else if (state === 'quoted') this.#inQuotes(byte)
    else if (state === 'formula') this.#inFormula(byte)
    else if (state === 'single') this.#inSingle(byte)
    else if (state === 'single-closed') this.#afterSingle(byte)
    else this.#afterClose(byte)
  }

  #start(byte: number): void {
    if (byte === SPACE && this.#trims && !this.#hasEquals && this.#spaces < MOST_SPACES) {
      this.#spaces += 1
      return
    }
    if (byte === EQUALS && this.#unwraps && !this.#hasEquals) {
      this.#hasEquals = true
      return
    }
    if (byte === QUOTE && !this.#isSingle) {
      this.#spaces = 0
      this.#hasEquals = false
      this.#isFirst = true
      this.#state = 'quoted'
      this.#put(QUOTE)
    } else if (byte === APOSTROPHE && this.#isSingle) {
      this.#spaces = 0
      this.#state = 'single'
      this.#put(QUOTE)
    } else {
      this.#keep()
      this.#state = this.#isEnd(byte) ? 'start' : 'plain'
      this.#put(byte)
    }
  }

  /** Writes what might have been left out. */
  #keep(): void {
    this.#put(SPACE, this.#spaces)
    if (this.#hasEquals) this.#put(EQUALS)
    this.#spaces = 0
    this.#hasEquals = false
  }

  /** Inside double quotes: a quote closes the cell, unless it is doubled. */
  #inQuotes(byte: number): void {
    if (byte === EQUALS && this.#unwraps && this.#isFirst) {
      this.#state = 'formula'
      this.#kept = [EQUALS]
      this.#isOpen = true
    } else if (byte === QUOTE) this.#state = 'closed'
    else this.#put(byte)
    this.#isFirst = false
  }

  /** Inside `"=...`, which is kept until its end shows whether it is `"=""text"""`. */
  #inFormula(byte: number): void {
    if (byte === QUOTE) {
      this.#kept.push(byte)
      this.#isOpen = !this.#isOpen
    } else if (this.#isOpen && this.#kept.length < MOST_KEPT) {
      this.#kept.push(byte)
    } else {
      this.#endFormula()
      this.#take(byte)
    }
  }

  /** Writes what was kept: the text inside the quotes, or all of it. What comes next decides as after any quoted cell. */
  #endFormula(): void {
    const text = Buffer.from(this.#isOpen ? this.#kept : this.#kept.slice(0, -1)).toString('latin1')
    const inside = this.#isOpen ? undefined : WRAPPED.exec(text)?.[1]
    // A quote inside is doubled for the formula and once more for the cell: here it is doubled once.
    for (const byte of Buffer.from(inside?.replaceAll('""', '"') ?? text, 'latin1')) this.#put(byte)
    this.#state = this.#isOpen ? 'quoted' : 'closed'
  }

  /** In single quotes: one that is not doubled, and that the cell's end follows, closes. */
  #inSingle(byte: number): void {
    if (byte === APOSTROPHE) this.#state = 'single-closed'
    else this.#put(byte, byte === QUOTE ? 2 : 1)
  }

  #afterClose(byte: number): void {
    if (byte === SPACE && this.#trims && this.#spaces < MOST_SPACES) {
      this.#spaces += 1
      return
    }
    if (byte === QUOTE && this.#spaces === 0) {
      this.#state = 'quoted'
      this.#put(QUOTE, 2)
      return
    }
    this.#settle(byte)
    this.#state = this.#isEnd(byte) ? 'start' : 'plain'
    this.#put(byte)
  }

  #afterSingle(byte: number): void {
    if (byte === SPACE && this.#trims && this.#spaces < MOST_SPACES) {
      this.#spaces += 1
    } else if (this.#isEnd(byte)) {
      this.#settle(byte)
      this.#state = 'start'
      this.#put(byte)
    } else {
      // An apostrophe of the text; doubled it stands for one.
      this.#put(APOSTROPHE)
      this.#put(SPACE, this.#spaces)
      const isDoubled = byte === APOSTROPHE && this.#spaces === 0
      this.#spaces = 0
      this.#state = 'single'
      if (!isDoubled) this.#inSingle(byte)
    }
  }

  /** Writes what is open before `byte` (-1: the end). */
  #settle(byte: number): void {
    const state = this.#state
    if (state === 'closed' || state === 'single-closed') {
      this.#put(QUOTE)
      this.#put(SPACE, this.#isEnd(byte) ? 0 : this.#spaces)
      this.#spaces = 0
    } else if (state === 'start') this.#keep()
  }
}
