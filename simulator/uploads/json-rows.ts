/** Not JSON, not UTF-8, or not an array of flat objects. */
export class UnreadableRows extends Error {
  override readonly name = 'UnreadableRows'
  readonly isSyntax: boolean

  constructor(message: string, isSyntax: boolean) {
    super(message)
    this.isSyntax = isSyntax
  }
}

type Row = readonly (string | undefined)[]

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** 1: ends a run of plain string bytes (quote, backslash, control character). */
const ENDS_RUN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte === QUOTE || byte === BACKSLASH || byte < 0x20),
)
const IS_SPACE = Uint8Array.from({ length: 256 }, (_, byte) => Number([0x20, 0x09, 0x0a, 0x0d].includes(byte)))
const IS_ESCAPE = Uint8Array.from({ length: 256 }, (_, byte) => Number('"\\/bfnrt'.includes(String.fromCharCode(byte))))
const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/

export function syntax(at: number): UnreadableRows {
  return new UnreadableRows(`Malformed JSON at byte ${at}`, true)
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (IS_SPACE[bytes[at] ?? 0] === 1) at++
  return at
}

/** From a backslash to behind its escape. */
function skipEscape(bytes: Buffer, at: number): number {
  const sign = bytes[at + 1] ?? 0
  if (IS_ESCAPE[sign] === 1) return at + 2
  if (sign === 0x75 && /^[0-9a-fA-F]{4}$/.test(bytes.toString('latin1', at + 2, at + 6))) return at + 6
  throw syntax(at)
}

/** From the opening quote to just behind the closing one. */
export function skipString(bytes: Buffer, from: number): number {
  let at = from + 1
  for (;;) {
    while (ENDS_RUN[bytes[at] ?? 0] === 0) at++
    if (bytes[at] === QUOTE) return at + 1
    if (bytes[at] !== BACKSLASH) throw syntax(at)
    at = skipEscape(bytes, at)
  }
}

export function skipScalar(bytes: Buffer, from: number): number {
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
export function openArray(bytes: Buffer): number | undefined {
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

export function closeArray(bytes: Buffer, at: number): void {
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
export class Columns {
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
