import fc from 'fast-check'
import { anyText } from '../../../shared/testing/any-text.ts'

/** Characters that matter to CSV and JSON, among any others of Unicode. Control characters are left out: such rows are held back. */
const CHARACTER = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'Z', '0', '1', ' ', '-', '.', '@') },
  { weight: 4, arbitrary: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r\n', '\r', '\\', '=', '{', '}') },
  { weight: 2, arbitrary: fc.constantFrom('é', 'ß', '東', '😀', '\u200b', '\u00a0', '\u2028', '\ufeff', '\u007f') },
  { weight: 2, arbitrary: anyText({ minLength: 1, maxLength: 1 }).filter((text) => text >= ' ') },
)

/** Any text a cell can hold. */
export const CELL = fc.oneof(
  { weight: 6, arbitrary: fc.array(CHARACTER, { maxLength: 24 }).map((parts) => parts.join('')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '00123',
      '1.23E+11',
      '2026-03-02',
      '31/12/2026',
      '=1+1',
      '+49 30 1',
      '-',
      'true',
      'a@b.cd',
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 90 }).map((length) => 'x'.repeat(length)) },
)

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A header of different names, and rows with as many cells. At least two columns, so that no row is a blank line. */
export const TABLE: fc.Arbitrary<Table> = fc
  .uniqueArray(fc.stringMatching(/^[A-Za-zé"\\]{1,8}$/), { minLength: 2, maxLength: 6 })
  .chain((header) =>
    fc.record({
      header: fc.constant(header),
      rows: fc.array(fc.array(CELL, { minLength: header.length, maxLength: header.length }), { maxLength: 30 }),
    }),
  )

/** How a table is written: what the reader must not depend on. */
export interface Style {
  readonly lineEnd: '\n' | '\r\n'
  readonly quoteAll: boolean
  readonly finalLineEnd: boolean
  readonly delimiter: ',' | ';' | '\t' | '|'
}

export const STYLE: fc.Arbitrary<Style> = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  finalLineEnd: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
})

/** A table as CSV text. */
export function writeTable({ header, rows }: Table, style: Style): string {
  const quote = (cell: string) =>
    style.quoteAll || /["\r\n]/.test(cell) || cell.includes(style.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = [header, ...rows].map((cells) => cells.map(quote).join(style.delimiter))
  return lines.join(style.lineEnd) + (style.finalLineEnd ? style.lineEnd : '')
}
