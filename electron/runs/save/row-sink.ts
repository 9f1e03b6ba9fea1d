import { ftruncateSync, writeSync } from 'node:fs'
import type { CsvStyle } from '../pages/csv-line.ts'
import { csvLine } from '../pages/csv-line.ts'
import { cutCell, MOST_SHEET_ROWS, otherParts, SHEET_END, SHEET_START, sheetRow } from './xlsx-parts.ts'
import { createZipFile, type ZipFile } from './zip-file.ts'

/** Takes rows and writes them to an open file, in one of the formats. Throws what the disk says. */
export interface RowSink {
  add(cells: readonly string[]): void
  /** Bytes of the file so far. */
  bytes(): number
  /** Cells that were changed so that no spreadsheet runs them. */
  guarded(): number
  finish(): void
}

const FLUSH_CHARACTERS = 1 << 20

export function createCsvSink(file: number, names: readonly string[], style: CsvStyle): RowSink {
  let [text, position, guarded] = [style.bom ? '\ufeff' : '', 0, 0]

  function flush(): void {
    const bytes = Buffer.from(text, 'utf8')
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at)
    position += bytes.length
    text = ''
  }

  function add(cells: readonly string[]): void {
    const line = csvLine(cells, style)
    text += line.text
    guarded += line.guarded
    if (text.length > FLUSH_CHARACTERS) flush()
  }

  ftruncateSync(file, 0)
  add(names)
  return { add, bytes: () => position, guarded: () => guarded, finish: flush }
}

/** A sheet of more text than this is too much for the entry of a ZIP file. */
const MOST_SHEET_BYTES = 4_000_000_000

/** All cells are text, so that leading zeros and long numbers stay. Rows beyond one sheet go on in the next, each with the header. */
export function createXlsxSink(file: number, names: readonly string[]): RowSink {
  ftruncateSync(file, 0)
  return new XlsxSink(createZipFile(file), names.map(cutCell))
}

class XlsxSink implements RowSink {
  readonly #zip: ZipFile
  readonly #names: readonly string[]
  #text = ''
  #sheets = 0
  #rows = 0

  constructor(zip: ZipFile, names: readonly string[]) {
    this.#zip = zip
    this.#names = names
    this.#beginSheet()
  }

  add(cells: readonly string[]): void {
    if (this.#rows === MOST_SHEET_ROWS || this.#zip.entryBytes() > MOST_SHEET_BYTES) {
      this.#endSheet()
      this.#beginSheet()
    }
    this.#text += sheetRow(cells.map(cutCell))
    this.#rows += 1
    if (this.#text.length > FLUSH_CHARACTERS) this.#flush()
  }

  bytes = (): number => this.#zip.size()
  guarded = (): number => 0

  finish(): void {
    this.#endSheet()
    for (const [name, part] of otherParts(this.#sheets)) {
      this.#zip.begin(name)
      writeText(this.#zip, part)
    }
    this.#zip.finish()
  }

  #beginSheet(): void {
    this.#sheets += 1
    this.#zip.begin(`xl/worksheets/sheet${this.#sheets}.xml`)
    this.#text = SHEET_START + sheetRow(this.#names, true)
    this.#rows = 1
  }

  #endSheet(): void {
    this.#text += SHEET_END
    this.#flush()
  }

  #flush(): void {
    writeText(this.#zip, this.#text)
    this.#text = ''
  }
}

function writeText(zip: ZipFile, text: string): void {
  zip.write(Buffer.from(text, 'utf8'))
}
