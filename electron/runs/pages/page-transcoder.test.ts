import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import { anyText } from '../../../shared/testing/any-text.ts'
import { CSV_STYLES, csvLine } from './csv-line.ts'
import { wouldRunAsFormula } from './formula-guard.ts'
import { indexItems } from './item-index.ts'
import { columnsOfPage } from './page-columns.ts'
import { createPageTranscoder } from './page-transcoder.ts'
import { transcodeRejects, withReasons } from './reject-page.ts'
import { createColumnFinder, readRow } from './row-cells.ts'

/** Text with everything that CSV, JSON and spreadsheets trip over. */
const cell = fc.oneof(
  fc.string(),
  anyText(),
  fc.string({
    unit: fc.constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      ' ',
      '=',
      '+',
      '-',
      '@',
      '\\',
      'é',
      '\u00a0',
      '\ufeff',
      '＝',
      '💶',
      "'",
      '7',
    ),
  }),
)
const value = fc.oneof(
  { weight: 6, arbitrary: cell },
  fc.constantFrom(null, true, false),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
)
const columnNames = fc.uniqueArray(
  fc.oneof(fc.string(), fc.constantFrom('ID', 'Email', '__proto__', 'constructor', 'a"b')),
  { minLength: 1, maxLength: 6 },
)

/** Pages as a server may send them: some keys missing, some in another order, some of no known column, odd blanks. */
const page = columnNames.chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    indent: fc.constantFrom('', ' ', '\t', '\n  '),
    rows: fc.array(
      fc
        .array(fc.tuple(fc.constantFrom(...columns, 'stranger'), value), { maxLength: 8 })
        .map((pairs) => [...new Map(pairs)]),
      { maxLength: 8 },
    ),
    inOrder: fc.boolean(),
  }),
)

function serialise(
  columns: readonly string[],
  rows: readonly (readonly [string, unknown][])[],
  inOrder: boolean,
  indent: string,
): Buffer {
  const place = (key: string) => (columns.includes(key) ? columns.indexOf(key) : columns.length)
  const items = rows.map((pairs) => {
    const sorted = inOrder ? [...pairs].sort(([a], [b]) => place(a) - place(b)) : pairs
    return `{${sorted.map(([key, val]) => `${indent}${JSON.stringify(key)}${indent}:${indent}${JSON.stringify(val)}`).join(`${indent},`)}${indent}}`
  })
  return Buffer.from(
    `{"items":[${indent}${items.join(`,${indent}`)}${indent}],"totalResults":${rows.length},"hasMore":false}`,
  )
}

/** What a cell should say, worked out from what JSON.parse makes of it. */
function expectedCell(val: unknown): string {
  if (val === null || val === undefined) return ''
  return typeof val === 'string' ? val.toWellFormed() : JSON.stringify(val).toWellFormed()
}

describe('createPageTranscoder', () => {
  it.each<CsvFlavour>(['exact', 'spreadsheet'])(
    'writes the same as JSON.parse and one line after the other (%s)',
    (flavour) => {
      const style = CSV_STYLES[flavour]
      fc.assert(
        fc.property(page, ({ columns, rows, inOrder, indent }) => {
          const lines = rows.map((pairs) => {
            const row = new Map(pairs)
            return csvLine(
              columns.map((name) => expectedCell(row.get(name))),
              style,
            )
          })
          const result = createPageTranscoder(columns, style).transcode(serialise(columns, rows, inOrder, indent))
          expect(result.csv.toString('utf8')).toBe(lines.map(({ text }) => text).join(''))
          expect(result.rows).toBe(rows.length)
          expect(result.guarded).toBe(lines.reduce((sum, { guarded }) => sum + guarded, 0))
          const strangers = rows.some((pairs) => pairs.some(([key]) => !columns.includes(key)))
          expect(result.unknownColumns).toEqual(strangers ? ['stranger'] : [])
          expect(result.envelope).toMatchObject({ totalResults: rows.length, hasMore: false })
        }),
        { numRuns: 1_500 },
      )
    },
  )

  it('writes what PapaParse reads back as the very same cells', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1 }),
        (width, table) => {
          const columns = ['a', 'b', 'c', 'd'].slice(0, width)
          const rows = table.map((cells) => columns.map((name, index) => [name, cells[index]] as [string, unknown]))
          const { csv } = createPageTranscoder(columns, CSV_STYLES.exact).transcode(serialise(columns, rows, true, ''))
          const head = csvLine(columns, CSV_STYLES.exact).text
          const read = Papa.parse<string[]>(head + csv.toString('utf8'), { delimiter: ',', newline: '\n' }).data
          expect(read.slice(1, -1)).toEqual(
            table.map((cells) => cells.slice(0, width).map((text) => text.toWellFormed())),
          )
        },
      ),
    )
  })

  it('leaves no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const rows = cells.map(
          (text) =>
            [
              ['a', text],
              ['b', 'x'],
            ] as [string, unknown][],
        )
        const { csv } = createPageTranscoder(['a', 'b'], CSV_STYLES.spreadsheet).transcode(
          serialise(['a', 'b'], rows, true, ''),
        )
        const read = Papa.parse<string[]>(csv.toString('utf8'), { delimiter: ',', newline: '\r\n' }).data
        for (const [text = ''] of read) expect(wouldRunAsFormula(text)).toBe(false)
      }),
    )
  })

  it('leaves none either where the spreadsheet separates at another sign and knows no quotes within a field', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const rows = cells.map((text) => [['a', text]] as [string, unknown][])
        const { csv } = createPageTranscoder(['a'], CSV_STYLES.spreadsheet).transcode(serialise(['a'], rows, true, ''))
        for (const line of csv.toString('utf8').split('\r\n')) {
          const [first = '', ...others] = line.split(/[;\t\r\n]/)
          expect(wouldRunAsFormula(first.replace(/^"(?!")|"$/g, ''))).toBe(false)
          for (const other of others) expect(wouldRunAsFormula(other.replace(/^["\s]+|"+$/g, ''))).toBe(false)
        }
      }),
    )
  })

  it('guards and quotes what stands behind a separator within a cell', () => {
    const attack = "x;=cmd|'/C calc'!A0"
    const rows = [attack, 'a;-5', 'two\n=1', 'plain; text'].map((text) => [['a', text]] as [string, unknown][])
    const page = serialise(['a'], rows, true, '')
    const spreadsheet = createPageTranscoder(['a'], CSV_STYLES.spreadsheet).transcode(page)
    expect(spreadsheet.csv.toString()).toBe(`"x;'=cmd|'/C calc'!A0"\r\n"a;-5"\r\n"two\n'=1"\r\n"plain; text"\r\n`)
    expect(spreadsheet.guarded).toBe(2)
    const exact = createPageTranscoder(['a'], CSV_STYLES.exact).transcode(page)
    expect(exact.csv.toString()).toBe(`"${attack}"\n"a;-5"\n"two\n=1"\n"plain; text"\n`)
  })

  it('keeps every digit of a number', () => {
    const json = Buffer.from('{"items":[{"a":12345678901234567890,"b":-0.10,"c":1E400}]}')
    const { csv } = createPageTranscoder(['a', 'b', 'c'], CSV_STYLES.exact).transcode(json)
    expect(csv.toString()).toBe('12345678901234567890,-0.10,1E400\n')
  })

  it('lets plain numbers and telephone numbers be', () => {
    const rows = ['-5', '+32 475 12.34.56', '(02) 345', '-1,5', '=1', '-x', '@a', '\t1'].map(
      (text) => [['a', text]] as [string, unknown][],
    )
    const { csv, guarded } = createPageTranscoder(['a'], CSV_STYLES.spreadsheet).transcode(
      serialise(['a'], rows, true, ''),
    )
    expect(csv.toString().split('\r\n')).toEqual([
      '-5',
      '+32 475 12.34.56',
      '(02) 345',
      '"-1,5"',
      "'=1",
      "'-x",
      "'@a",
      '"\'\t1"',
      '',
    ])
    expect(guarded).toBe(4)
  })

  it('takes a page without items for one without rows', () => {
    const result = createPageTranscoder(['a'], CSV_STYLES.exact).transcode(
      Buffer.from('{"totalResults":0,"hasMore":false}'),
    )
    expect(result).toMatchObject({ rows: 0, unknownColumns: [], envelope: { totalResults: 0 } })
    expect(result.csv).toHaveLength(0)
  })

  it('survives any nesting and refuses anything cut or foreign', () => {
    const transcoder = createPageTranscoder(['a'], CSV_STYLES.exact)
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    expect(transcoder.transcode(Buffer.from(`{"items":[{"a":${deep}}]}`)).csv).toHaveLength(400_001)
    const good = '{"items":[{"a":"x, é","b":{"c":[1,"]}"]}},{"a":1}],"totalResults":2}'
    for (let length = 0; length < good.length; length += 1) {
      expect(() => transcoder.transcode(Buffer.from(good.slice(0, length)))).toThrow()
    }
    for (const text of [
      '',
      '[]',
      '"Not authenticated."',
      '<html>',
      '{"items":[1]}',
      '{"items":[{"a":1},]}',
      '{"items":[{"a" 1}]}',
    ]) {
      expect(() => transcoder.transcode(Buffer.from(text))).toThrow('not a page')
    }
    expect(() => transcoder.transcode(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toThrow('not a page')
  })
})

describe('indexItems and readRow', () => {
  it('find the same rows and cells as JSON.parse', () => {
    fc.assert(
      fc.property(page, ({ columns, rows, inOrder, indent }) => {
        const bytes = serialise(columns, rows, inOrder, indent)
        const { starts, ends, count } = indexItems(bytes)
        const parsed = JSON.parse(bytes.toString()) as { items: Record<string, unknown>[] }
        expect(count).toBe(parsed.items.length)
        const finder = createColumnFinder(columns)
        parsed.items.forEach((item, index) => {
          const start = starts[index] ?? 0
          expect(JSON.parse(bytes.toString('utf8', start, ends[index]))).toEqual(item)
          const row = new Map(Object.entries(item))
          expect(readRow(bytes, start, columns.length, finder).map((text) => text.toWellFormed())).toEqual(
            columns.map((name) => expectedCell(row.get(name))),
          )
        })
      }),
    )
  })

  it('name each new column once, in the order they appear', () => {
    const json = Buffer.from('{"items":[{"b":1,"a":2},{"__proto__":3,"c":4,"a":5}]}')
    expect(columnsOfPage(json, ['a'])).toEqual(['a', 'b', '__proto__', 'c'])
    expect(({} as Record<string, unknown>).c).toBeUndefined()
  })

  it('ignore an `items` that is deeper, and read behind a BOM', () => {
    const json = Buffer.from('\ufeff{"x":{"items":[1,2]},"y":"items","items":[{"a":"b"}],"count":0}')
    expect(indexItems(json)).toMatchObject({ count: 1, envelope: { count: 0, y: 'items' } })
  })
})

describe('bounds of a page', () => {
  const page = (row: object) => Buffer.from(JSON.stringify({ items: [row], totalResults: 1, hasMore: false }))

  it.each([
    ['a cell of 5 MB', { a: 'x'.repeat(5_000_000) }],
    ['3,000 columns', Object.fromEntries(Array.from({ length: 3_000 }, (_, column) => [`c${column}`, 'x']))],
  ])('refuses %s', (_what, row) => {
    const transcoder = createPageTranscoder(['a'], CSV_STYLES.exact)
    expect(() => transcoder.transcode(page(row))).toThrow(/too (large|many)/)
  })

  it('refuses more rows than a page has: each would grow from two bytes to a separator for every column', () => {
    const many = Buffer.from(`{"items":[${'{},'.repeat(60_000)}{}],"hasMore":false}`)
    const transcoder = createPageTranscoder(['a', 'b'], CSV_STYLES.exact)
    expect(() => transcoder.transcode(many)).toThrow(expect.objectContaining({ code: 'unexpected-answer' }))
    expect(() => columnsOfPage(many, [])).toThrow(expect.objectContaining({ code: 'unexpected-answer' }))
    expect(() => indexItems(many)).toThrow(expect.objectContaining({ code: 'unexpected-answer' }))
  })

  it.each([
    ['a cell of 5 MB', [{ fieldValues: { a: 'x'.repeat(5_000_000) }, recordIndex: 1 }], 'too-large'],
    [
      '3,000 columns',
      Array.from({ length: 1_000 }, (_, row) => ({
        fieldValues: { [`a${row}`]: '', [`b${row}`]: '', [`c${row}`]: '' },
        recordIndex: row + 1,
      })),
      'too-large',
    ],
    [
      '1,001 rows',
      Array.from({ length: 1_001 }, (_, row) => ({ fieldValues: {}, recordIndex: row + 1 })),
      'unexpected-answer',
    ],
  ])('refuses rejected rows with %s', (_what, items, code) => {
    const rejects = Buffer.from(JSON.stringify({ items, totalResults: items.length, hasMore: false }))
    expect(() => transcodeRejects(rejects, withReasons(['a']))).toThrow(expect.objectContaining({ code }))
  })
})
