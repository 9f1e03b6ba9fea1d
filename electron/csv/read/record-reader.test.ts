import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../shared/csv/csv.ts'
import { CELL_END, Kernel, RECORD_FLAGS } from '../kernel/kernel.ts'
import { STYLE, TABLE, writeTable } from '../testing/csv-arbitraries.ts'
import { COMMAS } from '../testing/csv-files.ts'
import { ByteSource } from './byte-source.ts'
import type { RawBytes } from './raw-bytes.ts'
import { rawBytes } from './raw-file.ts'
import { RecordReader } from './record-reader.ts'

interface ReadRecord {
  readonly cells: string[]
  readonly flags: number
  readonly line: number
}

/** Hands bytes out in pieces of the given sizes, over and over. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): RawBytes {
  const whole = rawBytes(bytes)
  let turn = 0
  return {
    size: whole.size,
    read: (into, offset) => whole.read(into.subarray(0, sizes[turn++ % sizes.length] ?? into.length), offset),
  }
}

/** All records, the header first. Cells as the kernel cut them where the record is sound. */
function readAll(text: string, reading: Reading = COMMAS, pieces: readonly number[] = [1 << 18]): ReadRecord[] {
  const kernel = new Kernel()
  const bytes = new TextEncoder().encode(text)
  const reader = new RecordReader(kernel, new ByteSource(inPieces(bytes, pieces), kernel, reading), reading)
  const header = reader.readHeader()
  if (!header) return []
  const records: ReadRecord[] = [{ cells: header, flags: 0, line: 1 }]
  for (const { count } of reader.batches()) {
    for (let i = 0; i < count; i++) {
      records.push({ cells: reader.cells(i), flags: reader.flags(i), line: reader.line(i) })
      if (reader.flags(i) === 0) expect(kernelCells(reader, i, header.length)).toEqual(reader.cells(i))
    }
  }
  return records
}

/** The cells by the kernel's own table: where each begins and ends, and whether quotes are doubled in it. */
function kernelCells(reader: RecordReader, record: number, columns: number): string[] {
  const { words } = reader.kernel
  return Array.from({ length: columns }, (_, column) => {
    const at = reader.cellWord(record) + column * 2
    const start = words[at] ?? 0
    const stop = words[at + 1] ?? 0
    const text = reader.decode(start, stop & CELL_END)
    return stop & 0x40000000 ? text.replaceAll('""', '"') : text
  })
}

function papaRecords(text: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', skipEmptyLines: true }).data
}

describe('RecordReader', () => {
  it('reads any well-formed file as it was written, however its bytes arrive', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(TABLE, STYLE, sizes, (table, style, pieces) => {
        const records = readAll(writeTable(table, style), { ...COMMAS, delimiter: style.delimiter }, pieces)
        expect(records.map(({ cells }) => cells)).toEqual([table.header, ...table.rows])
        expect(records.every(({ flags }) => (flags & ~(RECORD_FLAGS.nothing | RECORD_FLAGS.backslash)) === 0)).toBe(
          true,
        )
      }),
      { numRuns: 80 },
    )
  })

  /**
   * PapaParse is the reference for the dialect. On well-formed files with one kind of line end the records are equal.
   * Where they differ, and why:
   * - A lone CR outside quotes: PapaParse takes it for text, or for a line end, depending on which came first in the
   *   file. Here it is a line end in files whose first line ends so, and otherwise the row is held back.
   * - Text or spaces after a closing quote: PapaParse reads on to the next quote that a delimiter follows, which may be
   *   many rows later, or drops the spaces. Here the row ends where its line ends, and is held back.
   * - CRLF and LF mixed: PapaParse joins rows. Here both end a row.
   * - A line of nothing but "": PapaParse skips it as blank. Here it is a row, whose only cell is empty.
   * - A byte order mark, a sep= line and a final Ctrl-Z: PapaParse makes cells of the last two. Here they are no text.
   */
  it('agrees with PapaParse on every well-formed file', () => {
    fc.assert(
      fc.property(TABLE, STYLE, (table, style) => {
        const text = writeTable(table, style)
        const ours = readAll(text, { ...COMMAS, delimiter: style.delimiter }).map(({ cells }) => cells)
        expect(ours).toEqual(
          Papa.parse<string[]>(text, { delimiter: style.delimiter, newline: style.lineEnd, skipEmptyLines: true }).data,
        )
      }),
      { numRuns: 80 },
    )
  })

  it('agrees with PapaParse on arbitrary text wherever it finds nothing wrong with a file', () => {
    const soup = fc.array(fc.constantFrom('a', 'b', '"', '""', ',', '\n', ' ', 'é', '😀'), { maxLength: 40 })
    let compared = 0
    fc.assert(
      fc.property(soup, (parts) => {
        const text = `h1,h2\n${parts.join('')}`
        const records = readAll(text)
        const bad = RECORD_FLAGS.textAfterQuote | RECORD_FLAGS.unclosed | RECORD_FLAGS.strayQuote
        if (records.some(({ flags }) => flags & bad)) return
        compared += 1
        const isLoneQuotes = (cells: readonly string[]) => cells.length === 1 && cells[0] === ''
        expect(records.map(({ cells }) => cells).filter((cells) => !isLoneQuotes(cells))).toEqual(papaRecords(text))
      }),
      { numRuns: 800 },
    )
    expect(compared).toBeGreaterThan(50)
  })

  /** Fixtures of files PapaParse reads otherwise, for the reasons above, or cannot read as bytes at all. */
  const OTHERWISE = [
    /^c01/, // an empty file is one empty row to PapaParse
    /^c04|^c05|^c06|^c07/, // not UTF-8
    /^c08|^c10|^c11/, // open quotes, text after quotes
    /^c19/, // mixed line ends
    /^c25|^c27-ctrl-z/, // sep= line, Ctrl-Z
  ]
  const folder = resolve(import.meta.dirname, '../fixtures')
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.csv') && !OTHERWISE.some((kind) => kind.test(name)),
  )

  it.each(names)('agrees with PapaParse on %s', (name) => {
    const text = readFileSync(resolve(folder, name), 'utf8').replace(/^\ufeff/, '')
    const delimiter = ([';', '\t', '|'] as const).find((mark) => text.split('\n')[0]?.includes(mark)) ?? ','
    const ours = readAll(text, { ...COMMAS, delimiter }).map(({ cells }) => cells)
    expect(ours).toEqual(Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data)
  })

  it('finds the same records with the same marks wherever the bytes are cut', () => {
    const soup = fc.array(
      fc.constantFrom('a', '"', '""', ',', '\n', '\r\n', '\r', '\u0001', 'é', '東', '😀', '\\"', ' '.repeat(70)),
      { maxLength: 60 },
    )
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(soup, sizes, (parts, pieces) => {
        const text = `h1,h2\n${parts.join('')}`
        expect(readAll(text, COMMAS, pieces)).toEqual(readAll(text))
      }),
      { numRuns: 250 },
    )
  })

  it('keeps a bad row from swallowing its neighbours', () => {
    const records = readAll('h1,h2\na,"b"c\nd,e\nf,5" pipe\ng,h\n')
    expect(records.map(({ cells }) => cells)).toEqual([
      ['h1', 'h2'],
      ['a', '"b"c'],
      ['d', 'e'],
      ['f', '5" pipe'],
      ['g', 'h'],
    ])
    expect(records.map(({ flags }) => flags)).toEqual([0, RECORD_FLAGS.textAfterQuote, 0, RECORD_FLAGS.strayQuote, 0])
  })

  it('counts lines inside quoted cells, so that a row is found in an editor', () => {
    const records = readAll('h1,h2\r\n"a\nb\r\nc\rd",1\r\n\r\nx,y\r\n')
    expect(records.map(({ line }) => line)).toEqual([1, 2, 7])
  })

  it('marks rows with too few and too many cells', () => {
    expect(readAll('h1,h2\na\na,b,c\n').map(({ flags }) => flags)).toEqual([0, RECORD_FLAGS.short, RECORD_FLAGS.long])
  })

  it('forgets the bytes of a row that is too big and goes on after it', () => {
    const text = `h1,h2\na,"${'x\n'.repeat(3_000_000)}"\nb,c\n`
    const records = readAll(text)
    expect(records).toHaveLength(3)
    expect(records[1]?.flags).toBe(RECORD_FLAGS.huge)
    expect(records[2]).toMatchObject({ cells: ['b', 'c'], flags: 0, line: 3_000_003 })
  })
})
