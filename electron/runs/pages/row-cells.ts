import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  MOST_COLUMNS,
  notJson,
  OPEN_BRACE,
  QUOTE,
  skipBlanks,
  stringEnd,
  tooManyColumns,
  valueEnd,
} from './json-bytes.ts'

/** Byte ranges of one property: the key with its quotes, and the value. */
type VisitProperty = (keyStart: number, keyEnd: number, valueStart: number, valueEnd: number) => void

/** Walks the properties of the flat object at `start`. Throws `unexpected-answer` where it is none. */
function visitProperties(bytes: Uint8Array, start: number, visit: VisitProperty): void {
  if (bytes[start] !== OPEN_BRACE) throw notJson()
  let at = skipBlanks(bytes, start + 1)
  if (bytes[at] === CLOSE_BRACE) return
  for (;;) {
    if (bytes[at] !== QUOTE) throw notJson()
    const keyStart = at
    const keyEnd = stringEnd(bytes, at)
    at = skipBlanks(bytes, keyEnd)
    if (bytes[at] !== COLON) throw notJson()
    at = skipBlanks(bytes, at + 1)
    const valueStart = at
    at = valueEnd(bytes, at)
    visit(keyStart, keyEnd, valueStart, at)
    at = skipBlanks(bytes, at)
    if (bytes[at] === CLOSE_BRACE) return
    if (bytes[at] !== COMMA) throw notJson()
    at = skipBlanks(bytes, at + 1)
  }
}

/** The text of a JSON string, its quotes at `start` and `end - 1`. */
export function readString(bytes: Buffer, start: number, end: number): string {
  const inner = bytes.toString('utf8', start + 1, end - 1)
  if (!inner.includes('\\')) return inner
  try {
    const text: unknown = JSON.parse(bytes.toString('utf8', start, end))
    if (typeof text === 'string') return text
  } catch {
    // What is no JSON is no text either.
  }
  throw notJson()
}

/**
 * A cell as text: strings as they are, numbers as Eloqua wrote them (a 20-digit id keeps its digits), `null` as
 * nothing, objects and arrays as their JSON.
 */
export function readCell(bytes: Buffer, start: number, end: number): string {
  if (bytes[start] === QUOTE) return readString(bytes, start, end)
  const text = bytes.toString('utf8', start, end)
  return text === 'null' ? '' : text
}

/** Looks up columns by their key's bytes; a row usually has its keys in the order of the row before. */
export interface ColumnFinder {
  /** Each column's name as JSON writes it, quotes included. */
  readonly encoded: readonly Buffer[]
  /** The column of the key, or -1; `hint` is where it probably is. */
  find(bytes: Buffer, keyStart: number, keyEnd: number, hint: number): number
}

export function createColumnFinder(columns: readonly string[]): ColumnFinder {
  const byName = new Map(columns.map((name, index) => [name, index]))
  const encoded = columns.map((name) => Buffer.from(JSON.stringify(name), 'utf8'))
  return {
    encoded,
    find(bytes, keyStart, keyEnd, hint) {
      const likely = encoded[hint]
      if (likely?.length === keyEnd - keyStart && likely.compare(bytes, keyStart, keyEnd) === 0) return hint
      return byName.get(readString(bytes, keyStart, keyEnd)) ?? -1
    },
  }
}

/** One row as text, in the order of `width` columns. A missing cell is empty; of a repeated key the last counts. */
export function readRow(bytes: Buffer, start: number, width: number, finder: ColumnFinder): string[] {
  const cells = new Array<string>(width).fill('')
  let hint = 0
  visitProperties(bytes, start, (keyStart, keyEnd, from, to) => {
    const column = finder.find(bytes, keyStart, keyEnd, hint)
    if (column < 0) return
    hint = column + 1
    cells[column] = readCell(bytes, from, to)
  })
  return cells
}

/** Names of the rows that `known` does not have, in the order they appear. Throws `too-large` for too many of them. */
export function findNewColumns(bytes: Buffer, starts: Uint32Array, known: readonly string[]): readonly string[] {
  const finder = createColumnFinder(known)
  const fresh = new Set<string>()
  for (const start of starts) {
    let hint = 0
    visitProperties(bytes, start, (keyStart, keyEnd) => {
      const column = finder.find(bytes, keyStart, keyEnd, hint)
      hint = column + 1
      if (column < 0) fresh.add(readString(bytes, keyStart, keyEnd))
      if (fresh.size > MOST_COLUMNS) throw tooManyColumns()
    })
  }
  return [...fresh]
}
