import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/csv/csv.ts'
import { STYLE, TABLE, writeTable } from '../testing/csv-arbitraries.ts'
import { ACTIVITY_IMPORT, CONTACT_IMPORT, cutParts, cutTexts, look, mapAll } from '../testing/csv-files.ts'
import { planParts } from '../worker/part-jobs.ts'

function parseCsv(body: string): string[][] {
  const newline = body.slice(0, body.indexOf('\n') + 1).endsWith('\r\n') ? '\r\n' : '\n'
  return Papa.parse<string[]>(body, { delimiter: ',', newline, skipEmptyLines: true }).data
}

/** Rows without any text are held back, so the properties leave them out. */
function isSent(row: readonly string[]): boolean {
  return row.some((cell) => cell !== '')
}

const SOME_BYTES = fc.integer({ min: 2000, max: 9000 })

describe('parts', () => {
  it('hold exactly the rows of the file, whatever its cells: CSV', () => {
    fc.assert(
      fc.property(TABLE, STYLE, SOME_BYTES, (table, style, maxBytes) => {
        const text = writeTable(table, style)
        const reading = { delimiter: style.delimiter }
        const parts = cutParts(text, { reading, maxBytes, mapping: mapAll(table.header) })
        const rows = parts.flatMap((part) => {
          const [header, ...rest] = parseCsv(part.text)
          expect(header).toEqual(table.header)
          expect(part.body.length).toBeLessThanOrEqual(maxBytes)
          expect(rest).toHaveLength(part.rows)
          return rest
        })
        expect(rows).toEqual(table.rows.filter(isSent))
      }),
      { numRuns: 80 },
    )
  })

  it('hold exactly the rows of the file, whatever its cells: JSON', () => {
    fc.assert(
      fc.property(TABLE, STYLE, SOME_BYTES, (table, style, maxBytes) => {
        const reading = { delimiter: style.delimiter }
        const parts = cutParts(writeTable(table, style), {
          reading,
          maxBytes,
          body: 'json',
          mapping: mapAll(table.header),
        })
        const rows = parts.flatMap((part) => {
          expect(part.body.length).toBeLessThanOrEqual(maxBytes)
          return JSON.parse(part.text) as Record<string, string>[]
        })
        const sent = table.rows.filter(isSent)
        expect(rows).toEqual(sent.map((row) => Object.fromEntries(row.map((cell, i) => [table.header[i], cell]))))
      }),
      { numRuns: 80 },
    )
  })

  it('are the same every time, and their plan tells their sizes and hashes', () => {
    fc.assert(
      fc.property(TABLE, STYLE, fc.constantFrom('csv', 'json'), SOME_BYTES, (table, style, body, maxBytes) => {
        const text = writeTable(table, style)
        const options = {
          body,
          maxBytes,
          reading: { delimiter: style.delimiter },
          mapping: mapAll(table.header),
        } as const
        const parts = cutParts(text, options)
        expect(cutParts(text, options)).toEqual(parts)
        const { stamp, reading } = look(text, options.reading)
        const plan = planParts({ stamp, ...options, reading, target: ACTIVITY_IMPORT })
        expect(plan.parts).toEqual(
          parts.map(({ body: bytes, rows, firstRow, lastRow, sha256 }) => ({
            rows,
            firstRow,
            lastRow,
            sha256,
            bytes: bytes.length,
          })),
        )
        expect(plan.firstBody).toBe((parts[0]?.text ?? '').slice(0, 20_000))
      }),
      { numRuns: 40 },
    )
  })

  it('pass the bytes of the file on unchanged when nothing has to change', () => {
    const file = 'Email,Name\r\na@b.cd,"Ann, ""A"""\r\nb@c.de,"two\nlines"\r\nc@d.ef,\r\n'
    expect(cutTexts(file, { target: CONTACT_IMPORT })).toEqual([file])
    expect(cutTexts(file.slice(0, -2), { target: CONTACT_IMPORT })).toEqual([file])
  })

  it('leave out held-back rows and blank lines between rows that are passed on', () => {
    const file = 'Email,Name\na@b.cd,1\nnot an address,2\n\nb@c.de,3\nshort\nc@d.ef,4\n'
    const parts = cutParts(file, { target: CONTACT_IMPORT })
    expect(parts.map(({ text }) => text)).toEqual(['Email,Name\na@b.cd,1\nb@c.de,3\nc@d.ef,4\n'])
    expect(parts[0]).toMatchObject({ rows: 3, firstRow: 1, lastRow: 5, last: true })
  })

  it('rewrite files of other delimiters and quotes, line ends and encodings to plain CSV in UTF-8', () => {
    expect(cutTexts('Email;Name\ra@b.cd;a,b\r', { target: CONTACT_IMPORT })).toEqual(['Email,Name\na@b.cd,"a,b"\n'])
    expect(cutTexts('Email,Name\na@b.cd,5" pipe\n', { reading: { looseQuotes: true } })).toEqual([
      'Email,Name\na@b.cd,"5"" pipe"\n',
    ])
    const latin = Buffer.from('Email,Name\na@b.cd,Zo\xeb \x80\n', 'latin1')
    expect(cutTexts(latin, { reading: { encoding: 'windows-1252' } })).toEqual(['Email,Name\na@b.cd,Zoë €\n'])
    const wide = Buffer.from('\ufeffEmail\tName\na@b.cd\t東😀\n', 'utf16le')
    expect(cutTexts(wide)).toEqual(['Email,Name\na@b.cd,東😀\n'])
  })

  it('give every row the same line end as the header, so that no reader joins rows', () => {
    expect(cutTexts('a,b\r\n1,2\n3,4\r\n')).toEqual(['a,b\r\n1,2\r\n3,4\r\n'])
  })

  it('follow the mapping: order, names, constants, columns left out', () => {
    const mapping: Mapping = {
      fields: [
        { field: 'second', source: { from: 'column', column: 1 } },
        { field: 'Land, "quoted"', source: { from: 'constant', value: 'D,"E"' } },
        { field: 'first', source: { from: 'column', column: 0 } },
      ],
    }
    const file = 'a,b,c\n1,2,3\n'
    expect(cutTexts(file, { mapping })).toEqual(['second,"Land, ""quoted""",first\n2,"D,""E""",1\n'])
    expect(cutTexts(file, { mapping, body: 'json' })).toEqual([
      '[{"second":"2","Land, \\"quoted\\"":"D,\\"E\\"","first":"1"}]',
    ])
  })

  it('never write a lone empty cell as a blank line, which would be no row', () => {
    const mapping = mapAll(['a'])
    expect(cutTexts('a,b\n,x\ny,z\n', { mapping })).toEqual(['a\n""\ny\n'])
    expect(cutTexts('a,b\r,x\ry,z\r', { mapping })).toEqual(['a\n""\ny\n'])
    expect(cutTexts('a,b\r\n,x\r\ny,z\r\n', { mapping })).toEqual(['a\n""\ny\n'])
    // A tab is a text like any other.
    expect(cutTexts('a,b\n\t,x\n\t\t,z\n', { mapping })).toEqual(['a\n\t\n\t\t\n'])
  })

  it('send an empty cell and an empty cell in quotes as the same text', () => {
    const [body] = cutTexts('a,b\n1,\n2,""\n', { body: 'json' })
    expect(JSON.parse(body ?? '')).toEqual([
      { a: '1', b: '' },
      { a: '2', b: '' },
    ])
  })

  it('stop after the asked number of good rows, not counting those held back', () => {
    const file = 'Email,Name\nbad,0\na@b.cd,1\nbad,2\nb@c.de,3\nc@d.ef,4\n'
    const parts = cutParts(file, { target: CONTACT_IMPORT, maxRows: 2 })
    expect(parts).toMatchObject([{ rows: 2, firstRow: 2, lastRow: 4, last: true }])
  })

  it('go on from any part as if those before had been asked for too', () => {
    const file = `a,b\n${Array.from({ length: 50 }, (_, i) => `${i},${'x'.repeat(i)}`).join('\n')}\n`
    const parts = cutParts(file, { maxBytes: 200 })
    expect(parts.length).toBeGreaterThan(4)
    expect(parts.map(({ last }) => last)).toEqual(parts.map((_, i) => i === parts.length - 1))
    for (const { index } of parts)
      expect(cutParts(file, { maxBytes: 200, fromPart: index })).toEqual(parts.slice(index))
  })

  it('are none when no row can be sent', () => {
    expect(cutParts('Email,Name\nbad,1\n', { target: CONTACT_IMPORT })).toEqual([])
    expect(cutParts('Email,Name\n', { target: CONTACT_IMPORT })).toEqual([])
  })

  it('refuse a row that fits into no part, by its number', () => {
    expect(() => cutParts(`a,b\n1,2\n1,${'x'.repeat(300)}\n`, { maxBytes: 200 })).toThrow('Row 2 alone')
  })

  it('refuse files with bytes that are no text, or an open quote', () => {
    const send = (file: Buffer | string) => () => cutParts(file)
    expect(send(Buffer.from('a,b\n1,\xff\n', 'latin1'))).toThrow('damaged at byte 6 (line 2)')
    expect(send('a,b\n1,\u0000\n')).toThrow('damaged at byte 6 (line 2)')
    expect(send('a,b\n1,2\n"3,4\n5,6\n')).toThrow('line 3 is never closed')
  })

  it('hold names such as __proto__ as plain text', () => {
    const [body] = cutTexts('__proto__,constructor\n1,2\n', { body: 'json' })
    expect(body).toBe('[{"__proto__":"1","constructor":"2"}]')
  })
})
