import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLine } from '../store/csv-rows.ts'
import { CSV_STYLES, csvLine } from './csv-line.ts'
import { holdSameCells, readCsvPage } from './csv-page.ts'

const COLUMNS = ['id', 'a "b"', 'c']
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '"', ',', '\n', '\r\n', '\r', 'a"b,c\r\nd'),
)
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 })

/** The page as another program may write it: every cell in quotes, or only those that need it, and either line end. */
function write(lines: readonly (readonly string[])[], quotesAll: boolean, lineEnd: string): Buffer {
  const text = [COLUMNS, ...lines].map((line) =>
    quotesAll
      ? line.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')
      : csvLine(line, CSV_STYLES.exact).text.slice(0, -1),
  )
  return Buffer.from(text.map((line) => line + lineEnd).join(''))
}

describe('a page of CSV', () => {
  it('has the cells that were written, however they were quoted and the lines ended', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom('\n', '\r\n'), (lines, quotesAll, lineEnd) => {
        const page = readCsvPage(write(lines, quotesAll, lineEnd), COLUMNS)
        const read = Array.from({ length: page.rows }, (_, row) =>
          parseLine(page.csv.toString('utf8', row === 0 ? 0 : page.rowEnds[row - 1], page.rowEnds[row])),
        )
        expect(read).toEqual(lines)
        expect(holdSameCells(page, readCsvPage(write(lines, !quotesAll, '\n'), COLUMNS))).toBe(true)
      }),
    )
  })

  it.each([
    ['other columns', 'id,c,b\n1,2,3\n'],
    ['a row that is too short', 'id,"a ""b""",c\n1,2\n'],
    ['a row that is too long', 'id,"a ""b""",c\n1,2,3,4\n'],
    ['a last line that is cut', 'id,"a ""b""",c\n1,2,3'],
    ['a quote that is not closed', 'id,"a ""b""",c\n1,2,"3\n'],
    ['a quote within a cell', 'id,"a ""b""",c\n1,2"x,3\n'],
    ['text behind a quote', 'id,"a ""b""",c\n1,"2"x,3\n'],
    ['a lone carriage return', 'id,"a ""b""",c\n1,2\r,3\n'],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => {
    expect(() => readCsvPage(Buffer.from(text), COLUMNS)).toThrow()
  })

  it('is refused with a cell that no record has, and with more rows than a page has', () => {
    const page = (lines: string) => () => readCsvPage(Buffer.from(`id,b\n${lines}`), ['id', 'b'])
    expect(page(`1,${'x'.repeat(5_000_000)}\n`)).toThrow(expect.objectContaining({ code: 'too-large' }))
    expect(page('1,2\n'.repeat(50_001))).toThrow(expect.objectContaining({ code: 'unexpected-answer' }))
    expect(page('1,2\n'.repeat(50_000))).not.toThrow()
  })
})
