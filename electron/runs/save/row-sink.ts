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
  const zip = createZipFile(file)
  let [text, sheets, rows] = ['', 0, 0]

  function flush(): void {
    writeText(zip, text)
    text = ''
  }

  function beginSheet(): void {
    if (sheets > 0) endSheet()
    sheets += 1
    zip.begin(`xl/worksheets/sheet${sheets}.xml`)
    text = SHEET_START + sheetRow(names.map(cutCell), true)
    rows = 1
  }

  function endSheet(): void {
    text += SHEET_END
    flush()
  }

  beginSheet()
  return {
    add(cells) {
      if (rows === MOST_SHEET_ROWS || zip.entryBytes() > MOST_SHEET_BYTES) beginSheet()
      text += sheetRow(cells.map(cutCell))
      rows += 1
      if (text.length > FLUSH_CHARACTERS) flush()
    },
    bytes: () => zip.size(),
    guarded: () => 0,
    finish() {
      endSheet()
      for (const [name, part] of otherParts(sheets)) {
        zip.begin(name)
        writeText(zip, part)
      }
      zip.finish()
    },
  }
}

function writeText(zip: ZipFile, text: string): void {
  zip.write(Buffer.from(text, 'utf8'))
}
