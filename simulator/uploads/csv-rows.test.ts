import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { countCsvRows, readCsvHeader, readCsvRows } from './csv-rows.ts'
import { UnreadableRows } from './json-rows.ts'

const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\u0000', ''))

describe('readCsvRows', () => {
  it('reads what a strict writer wrote, whatever is in the cells', () => {
    const table = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .chain(([width, newline, bom]) =>
        fc
          .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 15 })
          .map((rows) => ({ rows, newline, bom })),
      )
    fc.assert(
      fc.property(table, ({ rows, newline, bom }) => {
        const header = rows[0]?.map((_, index) => `column ${index}`) ?? []
        const text = Papa.unparse([header, ...rows], { newline, quotes: true })
        const bytes = Buffer.from(`${bom ? '\ufeff' : ''}${text}`)
        expect(readCsvHeader(bytes)).toEqual(header)
        // One empty cell is a blank line, which is no record.
        const kept = rows.filter((row) => row.length > 1 || row[0] !== '')
        expect([...readCsvRows(bytes)]).toEqual(kept)
        expect(countCsvRows(bytes)).toBe(kept.length)
      }),
    )
  })

  it('reads files larger than one slice, with line breaks in cells at every place', () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => [`${index}`, 'x\n"y"'.repeat(index % 17), 'é'])
    const bytes = Buffer.from(Papa.unparse([['a', 'b', 'c'], ...rows]))
    expect(bytes.length).toBeGreaterThan(300_000)
    expect([...readCsvRows(bytes)]).toEqual(rows)
  })

  it('takes a quote inside a cell that does not begin with one as any other sign', () => {
    const bytes = Buffer.from('size,note\n5" pipe,"a, ""b"""\n6",x\n7,it "is"\n')
    const rows = [
      ['5" pipe', 'a, "b"'],
      ['6"', 'x'],
      ['7', 'it "is"'],
    ]
    expect([...readCsvRows(bytes)]).toEqual(rows)
    expect(countCsvRows(bytes)).toBe(3)
  })

  it('counts the rows it reads, whatever the bytes', () => {
    const sign = fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 25 }), (signs) => {
        const bytes = Buffer.from(signs.join(''))
        const count = (read: () => number) => {
          try {
            return read()
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableRows)
            return 'unclosed'
          }
        }
        expect(count(() => countCsvRows(bytes))).toBe(count(() => [...readCsvRows(bytes)].length))
      }),
      { numRuns: 3_000 },
    )
  })

  it('refuses a cell that is never closed, and a body that is no UTF-8', () => {
    expect(() => [...readCsvRows(Buffer.from('a\n"open'))]).toThrow(UnreadableRows)
    expect(() => readCsvHeader(Buffer.from([0x61, 0xff]))).toThrow(UnreadableRows)
  })
})
