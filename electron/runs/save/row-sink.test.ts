import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import { CSV_STYLES } from '../pages/csv-line.ts'
import { createCsvSink, createXlsxSink, type RowSink } from './row-sink.ts'
import { readSheet, readZip } from './testing/read-xlsx.ts'
import { MOST_CELL_UNITS } from './xlsx-parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'sinks-'))
const path = join(folder, 'file')

function write(
  open: (file: number) => RowSink,
  rows: readonly (readonly string[])[],
): { bytes: Buffer; guarded: number } {
  const file = openSync(path, 'w+')
  const sink = open(file)
  for (const row of rows) sink.add(row)
  sink.finish()
  closeSync(file)
  return { bytes: readFileSync(path), guarded: sink.guarded() }
}

const anyRows = fc.array(fc.tuple(anyText(), anyText(), anyText()), { maxLength: 30 })
const NAMES = ['a', 'b & <c>', 'd']

describe('a file of rows', () => {
  it('as raw CSV holds every cell as it is', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { bytes, guarded } = write((file) => createCsvSink(file, NAMES, CSV_STYLES.exact), rows)
        expect(Papa.parse(bytes.toString('utf8'), { delimiter: ',' }).data).toEqual([
          ...[NAMES, ...rows].map(sound),
          [''],
        ])
        expect(guarded).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('as CSV for Excel has a BOM and the separator of the system, and runs no formula', () => {
    const { bytes, guarded } = write(
      (file) => createCsvSink(file, NAMES, { ...CSV_STYLES.spreadsheet, separator: ';' }),
      [['=1+1', 'x;y', '+32 2 123']],
    )
    expect(bytes.toString('utf8')).toBe('\ufeffa;b & <c>;d\r\n\'=1+1;"x;y";+32 2 123\r\n')
    expect(guarded).toBe(1)
  })

  it('as .xlsx holds every cell as text: leading zeros, long numbers, signs that XML cannot hold', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { bytes } = write(
          (file) => createXlsxSink(file, NAMES),
          [['007', '12345678901234567890', '_x0041_\u0001\r'], ...rows],
        )
        const sheet = readZip(bytes).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? ''
        expect(readSheet(sheet)).toEqual(
          [NAMES, ['007', '12345678901234567890', '_x0041_\u0001\r'], ...rows].map((row) => [...row]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('as .xlsx has the parts that Excel asks for, and cuts a cell at its limit, never within a character', () => {
    const long = `${'x'.repeat(MOST_CELL_UNITS - 1)}🙂`
    const { bytes } = write((file) => createXlsxSink(file, ['a']), [[long]])
    const parts = readZip(bytes)
    expect([...parts.keys()]).toEqual([
      'xl/worksheets/sheet1.xml',
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
    ])
    expect(readSheet(parts.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '')[1]).toEqual([
      'x'.repeat(MOST_CELL_UNITS - 1),
    ])
  })
})

/** A lone half of a character has no UTF-8. */
function sound(row: readonly string[]): string[] {
  return row.map((cell) => Buffer.from(cell, 'utf8').toString('utf8'))
}
