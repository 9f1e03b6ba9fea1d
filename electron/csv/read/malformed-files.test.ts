import { execFileSync } from 'node:child_process'
import fs, { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ProblemKind } from '../../../shared/csv/csv.ts'
import {
  CONTACT_IMPORT,
  check,
  checkFile,
  cutTexts,
  findProblem,
  kindsOf,
  look,
  mapAll,
  stampOf,
  writeCsv,
} from '../testing/csv-files.ts'
import { listHeldBack } from '../worker/row-jobs.ts'
import { takeFirstLook } from './first-look.ts'

function fixture(name: string): Buffer {
  return readFileSync(resolve(import.meta.dirname, '../fixtures', `${name}.csv`))
}

const NONE = { rows: 0, good: 0 }

/**
 * Every kind of odd file, and what the full check says of it: rows, rows that are sent, the problems that block or hold
 * rows back (with the file line of the first), the warnings and notes. What is not listed must not be said.
 */
const CHECKED: readonly (readonly [
  name: string,
  rows: { readonly rows: number; readonly good: number },
  says: Partial<Record<ProblemKind, number | 'said'>>,
])[] = [
  ['c01-empty', NONE, { 'empty-file': 'said' }],
  ['c01-only-bom', NONE, { 'empty-file': 'said', bom: 'said' }],
  ['c02-header-only', NONE, { 'no-rows': 'said' }],
  ['c03-bom-before-quoted-header', { rows: 1, good: 1 }, { bom: 'said' }],
  ['c04-utf16le', { rows: 1, good: 1 }, { 'utf-16': 'said' }],
  ['c04-utf16be', { rows: 1, good: 1 }, { 'utf-16': 'said' }],
  ['c04-utf16le-without-mark', { rows: 1, good: 1 }, { 'utf-16': 'said' }],
  ['c05-windows-1252', { rows: 2, good: 2 }, { 'bad-encoding': 2 }],
  ['c06-cut-character', { rows: 1, good: 1 }, { 'cut-character': 2 }],
  ['c07-overlong', { rows: 1, good: 1 }, { 'bad-encoding': 2 }],
  ['c07-surrogate', { rows: 1, good: 1 }, { 'bad-encoding': 2 }],
  ['c08-unclosed-quote', { rows: 2, good: 1 }, { 'unclosed-quote': 3 }],
  ['c09-quote-in-cell', { rows: 2, good: 1 }, { 'stray-quote': 2 }],
  ['c10-text-after-quote', { rows: 2, good: 1 }, { 'text-after-quote': 2 }],
  ['c11-backslash-quotes', { rows: 2, good: 1 }, { 'text-after-quote': 2, 'backslash-quotes': 'said' }],
  ['c12-short-row', { rows: 2, good: 1 }, { 'short-row': 2 }],
  ['c13-long-row', { rows: 2, good: 1 }, { 'long-row': 2 }],
  ['c14-trailing-delimiter', { rows: 2, good: 2 }, { 'empty-last-column': 'said' }],
  ['c14-trailing-delimiter-used', { rows: 2, good: 2 }, { 'empty-header': 'said' }],
  ['c15-duplicate-header', { rows: 1, good: 1 }, { 'duplicate-header': 'said' }],
  ['c16-similar-headers', { rows: 1, good: 1 }, { 'similar-headers': 'said' }],
  ['c17-empty-header', { rows: 1, good: 1 }, { 'empty-header': 'said' }],
  ['c17-long-header', { rows: 1, good: 1 }, { 'long-header': 'said' }],
  ['c17-too-many-columns', { rows: 1, good: 1 }, {}],
  ['c18-spaces', { rows: 1, good: 1 }, { 'header-trimmed': 'said' }],
  ['c19-mixed-line-ends', { rows: 3, good: 3 }, { 'mixed-line-ends': 'said' }],
  ['c20-lone-cr', { rows: 2, good: 2 }, {}],
  ['c21-newline-in-cell', { rows: 2, good: 1 }, { 'malformed-identifier': 5 }],
  ['c22-blank-lines', { rows: 3, good: 2 }, { 'blank-lines': 'said', 'no-identifier': 6 }],
  ['c23-no-final-newline', { rows: 1, good: 1 }, {}],
  ['c24-semicolon', { rows: 2, good: 2 }, { 'delimiter-guessed': 'said' }],
  ['c24-tab', { rows: 1, good: 1 }, { 'delimiter-guessed': 'said' }],
  ['c24-pipe', { rows: 1, good: 1 }, { 'delimiter-guessed': 'said' }],
  [
    'c25-sep-line',
    { rows: 2, good: 1 },
    { 'sep-line': 'said', 'delimiter-guessed': 'said', 'malformed-identifier': 4 },
  ],
  ['c26-nul', { rows: 2, good: 1 }, { 'nul-byte': 2, 'control-character': 2 }],
  ['c27-ctrl-z', { rows: 1, good: 1 }, { 'trailing-ctrl-z': 'said' }],
  ['c27-control', { rows: 3, good: 1 }, { 'control-character': 2 }],
  ['c28-invisible', { rows: 4, good: 2 }, { 'hidden-identifier': 2, 'damaged-text': 4, 'invisible-characters': 4 }],
  ['c30-proto-header', { rows: 1, good: 1 }, {}],
  ['c31-formulas', { rows: 5, good: 5 }, { 'formula-cells': 2 }],
  ['c32-duplicates', { rows: 3, good: 3 }, { 'duplicate-identifier': 4 }],
  ['c33-bad-identifiers', { rows: 6, good: 1 }, { 'no-identifier': 2, 'malformed-identifier': 4 }],
  ['c34-mangled', { rows: 2, good: 2 }, { 'number-mangled': 2, 'leading-zeros': 2, 'mixed-dates': 3 }],
  ['c39-empty-quoted', { rows: 2, good: 2 }, { 'blanks-erase': 'said' }],
  ['c40-no-header', { rows: 1, good: 1 }, { 'header-missing': 'said' }],
]

describe('the check of a malformed file', () => {
  it.each(CHECKED)('%s', (name, { rows, good }, says) => {
    const { headers } = look(fixture(name))
    // The first column is the identifier, whatever its header holds.
    const target = {
      ...CONTACT_IMPORT,
      identifierFieldName: headers[0] ?? '',
      fields: { [headers[0] ?? '']: 'EmailAddress' },
    }
    const report = check(fixture(name), { target, mapping: mapAll(headers) })
    expect(report).toMatchObject({ rows, goodRows: good, heldBackRows: rows - good })
    expect(kindsOf(report).toSorted()).toEqual(Object.keys(says).toSorted())
    for (const [kind, line] of Object.entries(says)) {
      if (line !== 'said') expect(findProblem(report, kind as ProblemKind)?.examples[0]?.line).toBe(line)
    }
  })

  it.each(
    CHECKED.filter(
      ([, , says]) => !says['unclosed-quote'] && !says['bad-encoding'] && !says['cut-character'] && !says['nul-byte'],
    ),
  )('%s: the parts and the held-back rows are together all rows', (name, { rows, good }) => {
    const { stamp, reading, headers } = look(fixture(name))
    const target = {
      ...CONTACT_IMPORT,
      identifierFieldName: headers[0] ?? '',
      fields: { [headers[0] ?? '']: 'EmailAddress' },
    }
    const request = { stamp, reading, mapping: mapAll(headers), target }
    const held = [...listHeldBack(request)].flat()
    const sent = cutTexts(fixture(name), { target, body: 'json' }).flatMap((body) => JSON.parse(body) as unknown[])
    expect([held.length, sent.length]).toEqual([rows - good, good])
  })
})

describe('the first look at a malformed file', () => {
  it.each(['c01-empty', 'c01-only-bom', 'c01-only-whitespace'])('%s is called empty', (name) => {
    expect(kindsOf(look(fixture(name)))).toContain('empty-file')
  })

  it('offers Windows-1252 for bytes that are not UTF-8, and reads them so when asked', () => {
    const problem = findProblem(look(fixture('c05-windows-1252')), 'bad-encoding')
    expect(problem).toMatchObject({
      severity: 'blocks',
      proposal: { encoding: 'windows-1252' },
      examples: [{ byte: 21, line: 2 }, {}, {}, {}],
    })
    const again = look(fixture('c05-windows-1252'), { encoding: 'windows-1252' })
    expect(again.sample).toEqual([
      ['a@b.cd', 'Zoë'],
      ['b@c.de', '“Ann” €'],
    ])
    expect(findProblem(again, 'bad-encoding')).toBeUndefined()
  })

  it('offers to read quotes inside cells as text', () => {
    expect(findProblem(check(fixture('c09-quote-in-cell')), 'stray-quote')?.proposal).toEqual({ looseQuotes: true })
    const report = check(fixture('c09-quote-in-cell'), { reading: { looseQuotes: true } })
    expect(report).toMatchObject({ goodRows: 2 })
    expect(findProblem(report, 'stray-quote')).toBeUndefined()
  })

  it.each([
    ['c04-utf16le', 'utf-16le', ','],
    ['c04-utf16be', 'utf-16be', ','],
    ['c04-utf16le-without-mark', 'utf-16le', ','],
    ['c24-semicolon', 'utf-8', ';'],
    ['c24-tab', 'utf-8', '\t'],
    ['c24-pipe', 'utf-8', '|'],
    ['c25-sep-line', 'utf-8', ';'],
  ])('%s is read as %s with its delimiter', (name, encoding, delimiter) => {
    const { reading, headers } = look(fixture(name))
    expect(reading).toMatchObject({ encoding, delimiter })
    expect(headers.slice(0, 2)).toEqual(['Email', 'Name'])
  })

  it('names both places of a repeated header', () => {
    expect(findProblem(look(fixture('c15-duplicate-header')), 'duplicate-header')?.examples).toEqual([
      { column: '“Email” (column 1) and “Email” (column 3)' },
    ])
  })

  it.each([
    ['an Excel file (.xlsx)', Buffer.from('PK\u0003\u0004....xl/workbook.xml')],
    ['a compressed file (zip)', Buffer.from('PK\u0003\u0004....a.csv')],
    ['an old Excel file (.xls)', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a compressed file (gzip)', gzipSync('a,b\n1,2\n')],
    ['a web page (HTML)', Buffer.from('\ufeff <!DOCTYPE html><html></html>')],
    ['a JSON file', Buffer.from('[\n  {"Email": "a@b.cd"}]')],
    ['a JSON file', Buffer.from('{"items": []}')],
    ['an XML file', Buffer.from('<?xml version="1.0"?><a/>')],
  ])('says that a file is %s', (what, bytes) => {
    expect(() => look(bytes)).toThrow(what)
  })

  it('takes odd headers for CSV as long as they can be', () => {
    expect(look('{a},[b]\n1,2\n').headers).toEqual(['{a}', '[b]'])
    expect(look('"[1]","b"\n1,2\n').headers).toEqual(['[1]', 'b'])
  })

  it('reads regular files only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-csv-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const path = (name: string) => join(folder, name)
    mkdirSync(path('folder'))
    symlinkSync(path('loop'), path('loop'))
    expect(() => takeFirstLook({ path: path('folder') })).toThrow('This is a folder')
    expect(() => takeFirstLook({ path: path('loop') })).toThrow('ELOOP')
    expect(() => takeFirstLook({ path: path('none') })).toThrow('ENOENT')
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [path('pipe')])
    expect(() => takeFirstLook({ path: path('pipe') })).toThrow('This is a pipe')
    expect(() => takeFirstLook({ path: '/dev/zero' })).toThrow('This is a device')
  })

  it('looks at the beginning only, whatever the size', () => {
    const { path } = writeCsv('Email,Name\na@b.cd,Ann\n')
    // Sparse: three gigabytes of NUL bytes that take no room on the disk.
    truncateSync(path, 3 * 2 ** 30)
    const read = vi.spyOn(fs, 'readSync')
    syncBuiltinESMExports()
    onTestFinished(() => {
      read.mockRestore()
      syncBuiltinESMExports()
    })
    expect(takeFirstLook({ path }).rows.exact).toBe(false)
    const bytes = read.mock.results.reduce((sum, { value }) => sum + Number(value), 0)
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(8 * 2 ** 20)
  })

  it('estimates the number of rows of a big file within a tenth', () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `contact${i}@example.com,${'x'.repeat(i % 40)}`)
    const { count, exact } = look(`Email,Name\n${rows.join('\n')}\n`).rows
    expect(exact).toBe(false)
    expect(Math.abs(count - 60_000)).toBeLessThan(6000)
  })
})

describe('a file that changes', () => {
  it('is refused when it differs from what was looked at', () => {
    const stamp = writeCsv('Email,Name\na@b.cd,Ann\n')
    appendFileSync(stamp.path, 'b@c.de,Bob\n')
    const { reading } = takeFirstLook({ path: stamp.path })
    const request = { reading, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT }
    expect(() => checkFile({ ...request, stamp }, () => {})).toThrow('The file changed on disk')
  })

  it('is refused when it grows while it is read', () => {
    const stamp = writeCsv('Email,Name\na@b.cd,Ann\n')
    const { reading } = takeFirstLook({ path: stamp.path })
    const request = { stamp, reading, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT }
    expect(() => checkFile(request, () => appendFileSync(stamp.path, 'b@c.de,Bob\n'))).toThrow(
      'The file changed on disk',
    )
    expect(checkFile({ ...request, stamp: stampOf(stamp.path) }, () => {})).toMatchObject({ rows: 2 })
  })
})
