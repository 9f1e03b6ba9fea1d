import { isUtf8 } from 'node:buffer'

/** Not JSON, not UTF-8, or not an array of flat objects. */
export class UnreadableRows extends Error {
  override readonly name = 'UnreadableRows'
  readonly isSyntax: boolean

  constructor(message: string, isSyntax: boolean) {
    super(message)
    this.isSyntax = isSyntax
  }
}

export interface RowFacts {
  readonly names: readonly string[]
  readonly rowCount: number
}

type Row = readonly (string | undefined)[]

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** 1: ends a run of plain string bytes (quote, backslash, control character). */
const ENDS_RUN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte === QUOTE || byte === BACKSLASH || byte < 0x20),
)
const IS_SPACE = Uint8Array.from({ length: 256 }, (_, byte) => Number([0x20, 0x09, 0x0a, 0x0d].includes(byte)))
const ESCAPE = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/

function syntax(at: number): UnreadableRows {
  return new UnreadableRows(`Malformed JSON at byte ${at}`, true)
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (IS_SPACE[bytes[at] ?? 0] === 1) at++
  return at
}

/** From the opening quote to just behind the closing one. */
function skipString(bytes: Buffer, from: number): number {
  let at = from + 1
  for (;;) {
    while (ENDS_RUN[bytes[at] ?? 0] === 0) at++
    if (bytes[at] === QUOTE) return at + 1
    const escaped = bytes[at] === BACKSLASH && ESCAPE.exec(bytes.toString('latin1', at + 1, at + 6))
    if (!escaped) throw syntax(at)
    at += 1 + escaped[0].length
  }
}

function skipScalar(bytes: Buffer, from: number): number {
  const first = bytes[from]
  if (first === 0x7b || first === 0x5b) throw new UnreadableRows('Values must not be objects or arrays', false)
  let at = from
  for (
    let byte = bytes[at];
    byte !== undefined && byte !== 0x2c && byte !== 0x7d && IS_SPACE[byte] === 0;
    byte = bytes[++at]
  );
  if (at - from > 4_096 || !SCALAR.test(bytes.toString('latin1', from, at))) throw syntax(from)
  return at
}

interface Cells {
  /** Called for each cell with the byte ranges of its key (within quotes) and its value (with quotes, if any). */
  cell(keyFrom: number, keyTo: number, valueFrom: number, valueTo: number): void
}

/** Reads one `{…}`; returns where it ended. */
function readObject(bytes: Buffer, from: number, cells: Cells): number {
  if (bytes[from] !== 0x7b) {
    const isValue = /^["[\dtfn-]/.test(bytes.toString('latin1', from, from + 1))
    throw isValue ? new UnreadableRows('Rows must be objects', false) : syntax(from)
  }
  let at = skipSpace(bytes, from + 1)
  if (bytes[at] === 0x7d) return at + 1
  for (;;) {
    if (bytes[at] !== QUOTE) throw syntax(at)
    const keyTo = skipString(bytes, at)
    const keyFrom = at
    at = skipSpace(bytes, keyTo)
    if (bytes[at] !== 0x3a) throw syntax(at)
    const valueFrom = skipSpace(bytes, at + 1)
    const valueTo = bytes[valueFrom] === QUOTE ? skipString(bytes, valueFrom) : skipScalar(bytes, valueFrom)
    cells.cell(keyFrom + 1, keyTo - 1, valueFrom, valueTo)
    at = skipSpace(bytes, valueTo)
    if (bytes[at] === 0x7d) return at + 1
    if (bytes[at] !== 0x2c) throw syntax(at)
    at = skipSpace(bytes, at + 1)
  }
}

/** Behind the opening bracket, or undefined for an empty array. */
function openArray(bytes: Buffer): number | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const open = skipSpace(bytes, start)
  if (bytes[open] !== 0x5b) {
    // A whole JSON value that is no array is well formed, but not rows.
    try {
      JSON.parse(bytes.toString('utf8', start))
    } catch {
      throw syntax(open)
    }
    throw new UnreadableRows('The body must be an array', false)
  }
  const first = skipSpace(bytes, open + 1)
  if (bytes[first] !== 0x5d) return first
  closeArray(bytes, first)
  return undefined
}

function closeArray(bytes: Buffer, at: number): void {
  if (skipSpace(bytes, at + 1) < bytes.length) throw syntax(at + 1)
}

function* eachObject(bytes: Buffer, cells: Cells): Generator<void> {
  let at = openArray(bytes)
  while (at !== undefined) {
    at = skipSpace(bytes, readObject(bytes, at, cells))
    yield
    if (bytes[at] === 0x5d) return closeArray(bytes, at)
    if (bytes[at] !== 0x2c) throw syntax(at)
    at = skipSpace(bytes, at + 1)
  }
}

function decode(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, to)
  return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text
}

/** Finds a key's column; rows mostly repeat the keys of the first row in the same order, so bytes are compared first. */
class Columns {
  readonly names: string[] = []
  readonly #bytes: Buffer[] = []
  readonly #byName = new Map<string, number>()

  find(bytes: Buffer, from: number, to: number, guess: number): number {
    const expected = this.#bytes[guess]
    if (expected && expected.length === to - from) {
      let same = 0
      while (same < expected.length && expected[same] === bytes[from + same]) same++
      if (same === expected.length) return guess
    }
    const name = decode(bytes, from, to)
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    this.#byName.set(name, this.names.length)
    this.#bytes.push(Buffer.from(bytes.subarray(from, to)))
    return this.names.push(name) - 1
  }
}

/** Checks an upload's JSON without building its rows, and tells what it holds. Throws UnreadableRows. */
export function scanJsonRows(bytes: Buffer): RowFacts {
  if (!isUtf8(bytes)) throw new UnreadableRows('The body must be UTF-8', true)
  const columns = new Columns()
  let guess = 0
  const cells: Cells = {
    cell(keyFrom, keyTo) {
      guess = columns.find(bytes, keyFrom, keyTo, guess) + 1
    },
  }
  let rowCount = 0
  for (const _ of eachObject(bytes, cells)) {
    rowCount++
    guess = 0
  }
  return { names: columns.names, rowCount }
}

/** The rows of a scanned upload, cells as text: numbers and booleans as they were written, null as empty. */
export function* readJsonRows(bytes: Buffer): Generator<Row> {
  const columns = new Columns()
  let row: (string | undefined)[] = []
  let guess = 0
  const cells: Cells = {
    cell(keyFrom, keyTo, valueFrom, valueTo) {
      guess = columns.find(bytes, keyFrom, keyTo, guess)
      const isText = bytes[valueFrom] === QUOTE
      const text = isText ? decode(bytes, valueFrom + 1, valueTo - 1) : bytes.toString('latin1', valueFrom, valueTo)
      row[guess++] = !isText && text === 'null' ? '' : text
    },
  }
  for (const _ of eachObject(bytes, cells)) {
    for (let index = 0; index < row.length; index++) row[index] ??= undefined
    yield row
    row = []
    guess = 0
  }
}
