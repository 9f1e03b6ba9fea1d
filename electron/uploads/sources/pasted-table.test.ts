import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pastedAsCsv, readPastedTable } from './pasted-table.ts'

describe('a table from the clipboard', () => {
  test('is cells between tabs, in lines', () => {
    expect(readPastedTable('email\tname\r\na@b.c\tAda\r\n')).toEqual([
      ['email', 'name'],
      ['a@b.c', 'Ada'],
    ])
    expect(readPastedTable('a\tb\n\t\nc\t')).toEqual([
      ['a', 'b'],
      ['', ''],
      ['c', ''],
    ])
  })

  test('has quotes around cells with line breaks or tabs only; other quotes are text', () => {
    expect(readPastedTable('"two\nlines, ""quoted"""\tb\r\n')).toEqual([['two\nlines, "quoted"', 'b']])
    expect(readPastedTable('5" pipe\t"quoted"\t"open\r\nx\ty\tz')).toEqual([
      ['5" pipe', '"quoted"', '"open'],
      ['x', 'y', 'z'],
    ])
  })

  test('comes back cell for cell, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', 'é', ' ', ',') })
    const asCopied = (text: string) => (/[\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    // A spreadsheet copies such a text without quotes, so nothing tells where it ends.
    const plain = cell.filter((text) => /[\t\n]/.test(text) || !text.startsWith('"'))
    fc.assert(
      fc.property(fc.array(fc.array(plain, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const text = `${rows.map((row) => row.map(asCopied).join('\t')).join('\r\n')}\r\n`
        expect(readPastedTable(text)).toEqual(rows)
      }),
    )
  })

  test('of one column is a list, and text that is CSV already stays as it is', () => {
    expect(pastedAsCsv('Id\n1\n2\n').join('')).toBe('Id\r\n1\r\n2\r\n')
    expect(pastedAsCsv('a;b\n"1;x";2')).toEqual(['a;b\n"1;x";2'])
  })
})
