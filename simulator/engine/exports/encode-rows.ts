/** Rows of an export as bytes: how many, and where each ends. */
export interface EncodedBlock {
  readonly rows: number
  /** JSON objects, each with a comma behind it. */
  readonly json: Buffer
  /** CSV lines, each with its line end. */
  readonly csv: Buffer
  /** Byte position behind each row, its comma or line end included. */
  readonly jsonEnds: Uint32Array
  readonly csvEnds: Uint32Array
}

const NEEDS_QUOTES = /[",\r\n]/

/** A cell as CSV: quoted only when it must be, quotes doubled. */
export function csvCell(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A line of CSV, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

/** The header line of a CSV page. */
export function csvHeader(names: readonly string[]): Buffer {
  return Buffer.from(csvLine(names))
}

/** Gathers rows, given as cells in the order of `names`, into blocks of bytes. */
export class BlockEncoder {
  private readonly keys: readonly string[]
  private json: string[] = []
  private csv: string[] = []

  constructor(names: readonly string[]) {
    this.keys = names.map((name, position) => `${position === 0 ? '{' : ','}${JSON.stringify(name)}:`)
  }

  get rows(): number {
    return this.json.length
  }

  add(cells: readonly string[]): void {
    let json = ''
    let csv = ''
    for (let position = 0; position < this.keys.length; position += 1) {
      const cell = cells[position] ?? ''
      json += `${this.keys[position]}${JSON.stringify(cell)}`
      csv += position === 0 ? csvCell(cell) : `,${csvCell(cell)}`
    }
    this.json.push(`${json}},`)
    this.csv.push(`${csv}\n`)
  }

  /** Hands over the rows gathered so far and starts a new block. */
  take(): EncodedBlock {
    const block: EncodedBlock = {
      rows: this.rows,
      json: Buffer.from(this.json.join('')),
      csv: Buffer.from(this.csv.join('')),
      jsonEnds: endsOf(this.json),
      csvEnds: endsOf(this.csv),
    }
    this.json = []
    this.csv = []
    return block
  }
}

function endsOf(texts: readonly string[]): Uint32Array {
  const ends = new Uint32Array(texts.length)
  let position = 0
  for (const [index, text] of texts.entries()) {
    position += Buffer.byteLength(text)
    ends[index] = position
  }
  return ends
}
