import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Reading } from '../../../shared/csv/csv.ts'
import { duplicateKey, type Fix, fixRow, rowInFile } from '../../../shared/csv/fixes.ts'
import { takeFirstLook } from '../read/first-look.ts'
import { openRecords } from '../read/open-records.ts'
import { STYLE, TABLE, type Table, writeTable } from '../testing/csv-arbitraries.ts'
import { COMMAS, stampOf, writeCsv } from '../testing/csv-files.ts'
import { fixFile } from './fix-file.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bulkdesk-fix-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Applies fixes to a file's bytes; the copy's text, its rows as they are read again, and what was counted. */
function fixed(content: string | Uint8Array, fixes: readonly Fix[], reading: Partial<Reading> = {}) {
  const stamp = writeCsv(content)
  const read = { ...COMMAS, ...reading }
  const path = join(folder(), 'copy.csv')
  const before = readFileSync(stamp.path)
  const outcome = fixFile({ stamp, reading: read, fixes, path }, () => {})
  expect(readFileSync(stamp.path).equals(before)).toBe(true)
  return {
    ...outcome,
    path,
    text: readFileSync(path, 'utf8'),
    ...rowsOf(path, read),
    counted: fixFile({ stamp, reading: read, fixes }, () => {}),
  }
}

function rowsOf(path: string, { delimiter, looseQuotes }: Reading): Table {
  const { reading } = takeFirstLook({ path, encoding: 'utf-8', delimiter, looseQuotes })
  const { reader, header, close } = openRecords(stampOf(path), reading)
  const rows: string[][] = []
  for (const { count } of reader.batches()) for (let i = 0; i < count; i++) rows.push(reader.cells(i))
  close()
  return { header, rows }
}

/** What a table is after fixes, by the plain functions alone. */
function plainly({ header, rows }: Table, fixes: readonly Fix[]): readonly (readonly string[])[] {
  let kept = rows.map((cells, at) => ({ at, cells: fixRow(fixes, { row: at + 1, cells, columns: header.length }) }))
  for (const fix of fixes) {
    if (fix.kind !== 'duplicates') continue
    const isEdited = (at: number) =>
      fixes.some(({ kind, ...row }) => kind === 'row' && 'row' in row && row.row === at + 1)
    const keyOf = ({ at, cells }: (typeof kept)[number]) =>
      cells.length === header.length && (isEdited(at) || !isDamaged(rows[at] ?? []))
        ? duplicateKey(fix, cells[fix.column])
        : undefined
    const keys = kept.map(keyOf)
    kept = kept.filter((_, at) => {
      const key = keys[at]
      return key === undefined || at === (fix.keep === 'first' ? keys.indexOf(key) : keys.lastIndexOf(key))
    })
  }
  return kept.map(({ cells }) => cells)
}

/** A control character: such a row is held back, and stands for no other. */
function isDamaged(cells: readonly string[]): boolean {
  return cells.some((cell) => /[^\t\r\n -\u{10ffff}]/u.test(cell))
}

const MESSY = fc.constantFrom(' Ann ', 'ANN', 'ann', 'N/A', '03/02/2026', '31.12.2026', '1.234,5', 'yes', '\u00a0x', '')

function fixOf(columns: number): fc.Arbitrary<Fix> {
  const column = fc.nat(columns - 1)
  const kind = <K extends Fix['kind']>(name: K) => fc.constant(name)
  return fc.oneof(
    fc.record({ kind: kind('trim'), column }),
    fc.record({ kind: kind('date'), column, order: fc.constantFrom('day-first', 'month-first', 'year-first') }),
    fc.record({ kind: kind('number'), column, decimal: fc.constantFrom('comma', 'point') }),
    fc.record({ kind: kind('boolean'), column, form: fc.constantFrom('true-false', 'yes-no', 'one-zero') }),
    fc.record({
      kind: kind('replace'),
      column,
      values: fc.array(MESSY, { minLength: 1, maxLength: 3 }),
      by: fc.constantFrom('', 'new', 'a"b', 'x;y,z\t|', 'two\r\nlines', '\ufeffmark', '"'),
    }),
    fc.record({ kind: kind('duplicates'), column, keep: fc.constantFrom('first', 'last'), ignoreCase: fc.boolean() }),
    fc.record({
      kind: kind('row'),
      row: fc.integer({ min: 1, max: 12 }),
      cells: fc.array(MESSY, { minLength: 1, maxLength: columns + 1 }),
    }),
  ) as fc.Arbitrary<Fix>
}

const CASE = TABLE.chain((table) =>
  fc.record({
    table: fc
      .array(
        fc.array(fc.oneof({ weight: 2, arbitrary: MESSY }, fc.constantFrom(...table.rows.flat(), 'z')), {
          minLength: table.header.length,
          maxLength: table.header.length,
        }),
        { maxLength: 12 },
      )
      .map((rows): Table => ({ header: table.header, rows: [...table.rows.slice(0, 4), ...rows] })),
    fixes: fc.array(fixOf(table.header.length), { maxLength: 5 }),
    style: STYLE,
  }),
)

describe('a copy with fixes', () => {
  it('is the file’s text with exactly the listed changes, for any file and any fixes', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(CASE, ({ table, fixes, style }) => {
        const copy = fixed(writeTable(table, style), fixes, { delimiter: style.delimiter })
        expect(copy.header).toEqual(table.header)
        expect(copy.rows).toEqual(plainly(table, fixes))
        expect(copy.counted.previews).toEqual(copy.previews)
        const kept = copy.rows.map((_, at) => rowInFile(at + 1, copy.leftOut))
        expect([...kept, ...copy.leftOut].sort((a, b) => a - b)).toEqual(table.rows.map((_, at) => at + 1))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps the bytes of every cell that no fix changes, and of rows that cannot be read', () => {
    const file = 'Email,"City",Note\r\n a@b.cd ,"Bonn ""am"" Rhein",  x \r\nshort, y\r\n"c"d, e ,f\r\nx@y.zz,"",\r\n'
    const { text, previews } = fixed(file, [{ kind: 'trim', column: 0 }])
    expect(text).toBe(file.replace(' a@b.cd ', 'a@b.cd').replace('"City"', 'City'))
    expect(previews[0]).toEqual({
      count: 1,
      unread: 0,
      examples: [{ row: 1, before: ' a@b.cd ', after: 'a@b.cd' }],
      unreadExamples: [],
    })
  })

  it('is UTF-8 whatever the file was, without its mark, its sep line or its closing Ctrl-Z', () => {
    const text = 'sep=;\r\nName;Stadt\r\nJörg; Köln \r\n\u001a'
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const copy = fixed(utf16, [{ kind: 'trim', column: 1 }], {
      encoding: 'utf-16le',
      hasBom: true,
      delimiter: ';',
      hasSepLine: true,
    })
    expect(copy.text).toBe('Name;Stadt\r\nJörg;Köln\r\n')
    expect(
      fixed(Buffer.from('N,S\nJörg, x\n', 'latin1'), [{ kind: 'trim', column: 1 }], { encoding: 'windows-1252' }).text,
    ).toBe('N,S\nJörg,x\n')
  })

  it('never makes a row vanish: a lone cell that becomes blank is still a row', () => {
    const copy = fixed('Email\nN/A\na@b.cd\n', [{ kind: 'replace', column: 0, values: ['N/A'], by: '' }])
    expect(copy.text).toBe('Email\n""\na@b.cd\n')
    expect(fixed('Email\na\n', [{ kind: 'row', row: 1, cells: [''] }]).rows).toEqual([['']])
  })

  it('keeps the ends of lines, an old Mac’s as well, and the last line that has none', () => {
    expect(fixed('A,B\r1, 2\r3, 4', [{ kind: 'trim', column: 1 }]).text).toMatch(/^A,B\r1,2\r3,4\r?$/)
    expect(fixed('A,B\n1,2\n3,4', [{ kind: 'trim', column: 1 }]).text).toBe('A,B\n1,2\n3,4')
  })

  it('leaves out duplicates as they are after all other fixes, and never keeps a damaged row instead of a good one', () => {
    const file = 'Id,N\nx\u0001,1\n a ,2\nA,3\n,4\n,5\nx,6\n'
    const dedupe = { kind: 'duplicates', column: 0, keep: 'last', ignoreCase: true } as const
    const copy = fixed(file, [
      dedupe,
      { kind: 'trim', column: 0 },
      { kind: 'replace', column: 0, values: ['x'], by: 'A' },
    ])
    expect(copy.rows.map(([, n]) => n)).toEqual(['1', '4', '5', '6'])
    expect([...copy.leftOut]).toEqual([2, 3])
    expect(copy.previews[0]?.count).toBe(2)
  })

  it('leaves out a row that repeats another once it was edited, though it was damaged before', () => {
    const dedupe = { kind: 'duplicates', column: 0, keep: 'first', ignoreCase: false } as const
    const copy = fixed('Id,N\na,1\na\u0001,2\n', [{ kind: 'row', row: 2, cells: ['a', '2'] }, dedupe])
    expect(copy.text).toBe('Id,N\na,1\n')
  })

  it('gives no text to cells that a row does not have', () => {
    const copy = fixed('Email,F,,\na@b.cd,x\nb@c.de,y,,\n', [{ kind: 'replace', column: 2, values: [''], by: 'z' }])
    expect(copy.text).toBe('Email,F,,\na@b.cd,x\nb@c.de,y,z,\n')
  })

  it('is readable by this user alone', () => {
    expect(statSync(fixed('A\n1\n', []).path).mode & 0o777).toBe(0o600)
  })

  it('is refused where a column is missing or the file is damaged', () => {
    expect(() => fixed('A\n1\n', [{ kind: 'trim', column: 3 }])).toThrow(/no such column/)
    expect(() => fixed('A,B\n1,"2\n', [{ kind: 'trim', column: 0 }])).toThrow(/never closed/)
  })
})
