import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mapping, SourceFile } from '../../../shared/csv/csv.ts'
import { duplicateKey, type Fix, fixRow } from '../../../shared/csv/fixes.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { createCsvEngine } from '../../csv/worker/csv-engine.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { csvLine } from '../outcome/row-file.ts'
import { textRow, writeWorkbook } from '../sources/testing/write-workbook.ts'
import { shareSimulator } from '../testing/shared-world.ts'
import type { UploadWorld } from '../testing/upload-world.ts'

const share = shareSimulator()
const FIELDS = {
  email: '{{Contact.Field(C_EmailAddress)}}',
  city: '{{Contact.Field(C_City)}}',
  title: '{{Contact.Field(C_Title)}}',
  company: '{{Contact.Field(C_Company)}}',
}
let runs = 0

function contactImport(): Promise<string> {
  return share.define('/contacts/imports', { fields: FIELDS, identifierFieldName: 'email', updateRule: 'always' })
}

async function open(w: UploadWorld, content: string, name = 'rows.csv') {
  const path = join(w.folder, name)
  writeFileSync(path, content)
  const file = await w.files.take(path)
  const { reading, headers } = await w.api.takeFirstLook({ fileId: file.fileId })
  const make = (fixes: readonly Fix[]) => w.api.makeFixes({ workId: 'work', fileId: file.fileId, reading, fixes })
  return { path, file, reading, headers, make }
}

async function checkCopy(w: UploadWorld, uri: string, copy: SourceFile, mapping?: Mapping) {
  const { reading, headers } = await w.api.takeFirstLook({ fileId: copy.fileId, encoding: 'utf-8', delimiter: ',' })
  const proposed = await w.api.proposeMapping({ targetUri: uri, headers })
  const { checkId } = await w.api.startCheck({
    fileId: copy.fileId,
    targetUri: uri,
    reading,
    mapping: mapping ?? proposed.mapping,
  })
  return w.until(async () => {
    const check = await w.api.getCheck({ checkId })
    return check.state === 'reading' ? undefined : check
  })
}

async function sendCopy(w: UploadWorld, uri: string, copy: SourceFile, mapping?: Mapping): Promise<Upload> {
  const { checkId } = await checkCopy(w, uri, copy, mapping)
  const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
  return w.atRest(uploadId)
}

const MESSY = 'email,city,title\n a@fix.example ,Bonn,N/A\nb@fix.example, Köln ,x\nA@fix.example,Ulm,NULL\nbroken,,\n'
const FIXES: readonly Fix[] = [
  { kind: 'trim', column: 0 },
  { kind: 'replace', column: 2, values: ['N/A', 'NULL'], by: '' },
  { kind: 'duplicates', column: 0, keep: 'last', ignoreCase: true },
]

describe('fixes before sending', () => {
  test('say what they would do to the whole file, on top of those that were made', async () => {
    const w = await share.world()
    const { file, reading } = await open(w, MESSY)
    const request = { workId: 'look', fileId: file.fileId, reading, fixes: FIXES.slice(0, 1) }
    const [replaced, out] = await w.api.previewFixes({ ...request, added: FIXES.slice(1) as never })
    expect(replaced).toMatchObject({
      count: 2,
      examples: [
        { row: 1, before: 'N/A', after: '' },
        { row: 3, before: 'NULL', after: '' },
      ],
    })
    expect(out).toMatchObject({ count: 1, examples: [{ row: 1, before: 'a@fix.example' }] })
  })

  test('are made to a copy of this user alone, under the name of the file, which itself stays', async () => {
    const w = await share.world()
    const { path, file, make } = await open(w, MESSY)
    const copy = await make(FIXES)
    expect(readFileSync(path, 'utf8')).toBe(MESSY)
    expect(copy.fileId).not.toBe(file.fileId)
    expect(copy).toMatchObject({
      name: 'rows.csv',
      madeFrom: {
        kind: 'fixes',
        name: 'rows.csv',
        fixes: [
          { kind: 'trim', column: 'email', count: 1 },
          { kind: 'replace', column: 'title', values: ['N/A', 'NULL'], by: '', count: 2 },
          { kind: 'duplicates', column: 'email', keep: 'last', count: 1 },
        ],
      },
    })
    expect(readFileSync(w.files.stamp(copy.fileId).path, 'utf8')).toBe(
      'email,city,title\nb@fix.example, Köln ,x\nA@fix.example,Ulm,\nbroken,,\n',
    )
  })

  test('leave one copy: the newest takes the place of the one before it', async () => {
    const w = await share.world()
    const { file, make } = await open(w, MESSY)
    const first = w.files.stamp((await make(FIXES)).fileId).path
    const second = w.files.stamp((await make(FIXES.slice(0, 1))).fileId).path
    expect(existsSync(first)).toBe(false)
    expect(existsSync(second)).toBe(true)
    await w.api.forgetFixes({ fileId: file.fileId })
    expect(existsSync(second)).toBe(false)
  })

  test('change one row only, also where rows end with a delimiter too many', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { file, reading } = await open(w, 'email,city\na@end.example,x,\nb@end.example,y,\nc@end.example,z,\n')
    expect(reading.endBlank).toBe(true)
    const edited: Fix = { kind: 'row', row: 1, cells: ['a@end.example', 'Bonn'] }
    const copy = await w.api.makeFixes({ workId: 'ends', fileId: file.fileId, reading, fixes: [edited] })
    expect((await checkCopy(w, uri, copy)).report).toMatchObject({ rows: 3, goodRows: 3 })
  })

  test('keep what is to be said of the sheet the rows came from, and what was fixed before', async () => {
    const w = await share.world()
    const path = join(w.folder, 'odd.xlsx')
    const rows = `${textRow(1, ['email', 'n'])}<row r="2"><c t="str"><v>a@b.c</v></c><c t="e"><v>#N/A</v></c></row>`
    writeWorkbook(path, { sheets: [{ name: 'S', rows }] })
    const { fileId } = await w.api.makeRows({ fileId: (await w.files.take(path)).fileId, sheet: 0 })
    const { reading } = await w.api.takeFirstLook({ fileId })
    const once = await w.api.makeFixes({ workId: 'odd', fileId, reading, fixes: [{ kind: 'trim', column: 0 }] })
    const look = await w.api.takeFirstLook({ fileId: once.fileId })
    expect(look.problems).toMatchObject([{ kind: 'sheet-errors' }])
    const more: Fix = { kind: 'trim', column: 1 }
    const twice = await w.api.makeFixes({ workId: 'odd', fileId: once.fileId, reading: look.reading, fixes: [more] })
    expect(twice.madeFrom?.fixes?.map(({ column }) => column)).toEqual(['email', 'n'])
  })

  test('name rows by their place in the user’s file, also where rows were left out', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { make } = await open(w, MESSY)
    const check = await checkCopy(w, uri, await make(FIXES))
    const page = await w.api.listRowsToFix({ checkId: check.checkId, which: 'held-back', offset: 0, limit: 10 })
    expect(page).toMatchObject({ totalResults: 1, hasMore: false, items: [{ row: 4, cells: ['broken', '', ''] }] })
    const edited: Fix = { kind: 'row', row: 4, cells: ['d@fix.example', '', ''] }
    const again = await checkCopy(w, uri, await make([...FIXES, edited]))
    expect(again.report).toMatchObject({ rows: 3, goodRows: 3, heldBackRows: 0 })
  })

  test('page through thousands of rows that are held back', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { make } = await open(
      w,
      `email,city\n${Array.from({ length: 3000 }, (_, row) => `bad${row},x`).join('\n')}\n`,
    )
    const { checkId } = await checkCopy(w, uri, await make([{ kind: 'trim', column: 1 }]))
    const page = await w.api.listRowsToFix({ checkId, which: 'held-back', offset: 2950, limit: 50 })
    expect(page.items.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, at) => 2951 + at))
    expect(page).toMatchObject({ totalResults: 3000, hasMore: false })
  })

  test('are offered for rows that could be sent but are in doubt, thousands of them', async () => {
    const w = await share.world()
    const fields = { email: FIELDS.email, birthday: '{{Contact.Field(C_Birthday1)}}' }
    const uri = await share.define('/contacts/imports', { fields, identifierFieldName: 'email' })
    const rows = Array.from(
      { length: 1500 },
      (_, row) => `d${row}@fix.example,${row % 2 === 0 ? 'soon' : '2026-01-02'}`,
    )
    const check = await w.check(uri, ['email,birthday', ...rows, 'broken,soon', ''].join('\n'), 'doubts.csv')
    const page = await w.api.listRowsToFix({ checkId: check.checkId, which: 'doubtful', offset: 700, limit: 50 })
    expect(page.items.map(({ row }) => row)).toEqual(Array.from({ length: 50 }, (_, at) => 1401 + at * 2))
    expect(page.items[0]).toMatchObject({ isHeldBack: false, cells: ['d1400@fix.example', 'soon'] })
    expect(page.items[0]?.reason).toMatch(/^birthday: .*date/)
    expect(page.hasMore).toBe(false)
  })

  test('that are called off leave no copy behind', async () => {
    const w = await share.world({ services: { engine: createCsvEngine({ log: SILENT_LOG }) } })
    const { make } = await open(w, `email,city\n${'a@b.example, x \n'.repeat(300_000)}`)
    const making = make([{ kind: 'trim', column: 1 }])
    await w.api.cancelFixes({ workId: 'work' })
    await expect(making).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(join(w.folder, 'data', 'made-files'))).toEqual([])
  })

  test('are in the receipt of the upload', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { make } = await open(w, MESSY)
    const upload = await sendCopy(w, uri, await make(FIXES))
    expect(upload.state).toBe('done')
    const { madeFrom } = (await w.api.getUpload({ uploadId: upload.uploadId })).file
    expect(madeFrom?.fixes?.map(({ kind }) => kind)).toEqual(['trim', 'replace', 'duplicates'])
  })
})

describe('rows that an upload held back', () => {
  test('are listed, edited and sent afterwards, from the copy that was kept for them', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { make } = await open(w, MESSY.replaceAll('fix.', 'later.'))
    const { uploadId, ledger } = await sendCopy(w, uri, await make(FIXES.slice(0, 2)))
    expect(ledger.heldBack).toBe(1)
    const page = await w.api.listUnsentRows({ uploadId, offset: 0, limit: 100 })
    expect(page).toMatchObject({ headers: ['email', 'city', 'title'], items: [{ row: 4, cells: ['broken', '', ''] }] })
    const file = await w.api.fixUnsentRows({ uploadId, rows: [['mended@later.example', 'Ulm', '']] })
    expect(file).toMatchObject({ name: 'rows.csv', madeFrom: { kind: 'unsent', name: 'rows.csv' } })
    expect(file.madeFrom?.fixes?.map(({ kind }) => kind)).toEqual(['trim', 'replace'])
    const { state } = await sendCopy(w, uri, file)
    expect(state).toBe('done')
    const stored = share.simulator.control.sql(
      'SELECT f100009 AS city FROM contacts WHERE f100001 = ?',
      'mended@later.example',
    )
    expect(stored).toEqual([{ city: 'Ulm' }])
  })

  test('are named by their place in the user’s file on every page, also after a restart', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const messy = 'email,city\na@row.example,\nA@row.example,x\nno-domain@localhost,\nbroken,z\n'
    const { make } = await open(w, messy)
    const copy = await make([{ kind: 'duplicates', column: 0, keep: 'first', ignoreCase: true }])
    const check = await checkCopy(w, uri, copy)
    const rows = check.report?.problems.flatMap(({ examples }) => examples.flatMap(({ row }) => row ?? []))
    expect(new Set(rows)).toEqual(new Set([3, 4]))
    expect(check.report?.problems.flatMap(({ examples }) => examples.flatMap(({ line }) => line ?? []))).toEqual([])
    const { uploadId } = await w.api.startUpload({
      checkId: check.checkId,
      way: 'private-copy',
      scope: 'all-good-rows',
    })
    await w.atRest(uploadId)
    w.service.close()
    const later = await share.world({ after: { simulator: share.simulator, folder: w.folder } })
    const page = await later.api.listUnsentRows({ uploadId, offset: 0, limit: 10 })
    expect(page.items.at(-1)).toMatchObject({ row: 4, cells: ['broken', 'z'] })
    const saved = join(later.folder, 'unsent.csv')
    later.savePaths.push(saved)
    await later.api.saveUnsentRows({ uploadId })
    const text = await later.until(async () => (existsSync(saved) ? readFileSync(saved, 'utf8') : undefined))
    expect(text).toMatch(/^4,.*,broken,z\r\n/m)
  })

  test('stay when other fixes are made to the file, or all are undone', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const { file, make } = await open(w, MESSY.replaceAll('fix.', 'stay.'))
    const { uploadId } = await sendCopy(w, uri, await make(FIXES.slice(0, 1)))
    await make(FIXES.slice(0, 2))
    await w.api.forgetFixes({ fileId: file.fileId })
    const page = await w.api.listUnsentRows({ uploadId, offset: 0, limit: 10 })
    expect(page.items).toMatchObject([{ cells: ['broken', '', ''] }])
  })

  test('cannot be had once the file is gone or another, and the call says so', async () => {
    const w = await share.world()
    const uri = await contactImport()
    const check = await w.check(uri, 'email,city\na@gone.example,x\nbroken,y\n', 'gone.csv')
    const { uploadId } = await w.api.startUpload({
      checkId: check.checkId,
      way: 'private-copy',
      scope: 'all-good-rows',
    })
    await w.atRest(uploadId)
    writeFileSync(join(w.folder, 'gone.csv'), 'email\nother@gone.example\n')
    await expect(w.api.listUnsentRows({ uploadId, offset: 0, limit: 10 })).rejects.toMatchObject({
      code: 'file-changed',
    })
    rmSync(join(w.folder, 'gone.csv'))
    await expect(w.api.listUnsentRows({ uploadId, offset: 0, limit: 10 })).rejects.toMatchObject({
      code: 'file-missing',
    })
  })
})

const CELL = fc.oneof(
  fc.constantFrom(
    ' x ',
    'N/A',
    'NULL',
    '03/02/2026',
    '31.12.2026',
    '1.234,5',
    'yes',
    '',
    'say "hi"',
    'a,b',
    'two\r\nlines',
    '\u00a0n',
    '=1+1',
    '007',
  ),
  fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ' ', '\n', '0', '.'), maxLength: 8 }),
)
const column = fc.integer({ min: 1, max: 3 })
const kind = <K extends Fix['kind']>(name: K) => fc.constant(name)
const FIX: fc.Arbitrary<Fix> = fc.oneof(
  fc.record({ kind: kind('trim'), column }),
  fc.record({ kind: kind('date'), column, order: fc.constantFrom('day-first' as const, 'month-first' as const) }),
  fc.record({ kind: kind('number'), column, decimal: fc.constantFrom('comma' as const, 'point' as const) }),
  fc.record({ kind: kind('boolean'), column, form: fc.constantFrom('true-false' as const, 'one-zero' as const) }),
  fc.record({ kind: kind('replace'), column, values: fc.constant(['N/A', 'NULL', '']), by: CELL }),
  fc.record({
    kind: kind('duplicates'),
    column,
    keep: fc.constantFrom('first' as const, 'last' as const),
    ignoreCase: fc.boolean(),
  }),
)

/** What the fixes make of the rows, by the plain functions. */
function plainly(rows: readonly (readonly string[])[], fixes: readonly Fix[]): readonly (readonly string[])[] {
  let kept = rows.map((cells, at) => fixRow(fixes, { row: at + 1, cells, columns: cells.length }))
  for (const fix of fixes) {
    if (fix.kind !== 'duplicates') continue
    const keys = kept.map((cells) => duplicateKey(fix, cells[fix.column]))
    kept = kept.filter((_, at) => {
      const key = keys[at]
      return key === undefined || at === (fix.keep === 'first' ? keys.indexOf(key) : keys.lastIndexOf(key))
    })
  }
  return kept
}

test('what Eloqua stores is the file’s text with exactly the listed changes, for any rows, fixes and mapping', {
  timeout: 60_000,
}, async () => {
  const uri = await contactImport()
  const rowsOf = fc.array(fc.tuple(CELL, CELL, CELL), { minLength: 1, maxLength: 8 })
  const edit = fc.record({ kind: kind('row'), row: fc.integer({ min: 1, max: 8 }), cells: fc.tuple(CELL, CELL, CELL) })
  const order = fc.shuffledSubarray(['city', 'title', 'company'] as const, { minLength: 3 })
  const property = fc.asyncProperty(
    rowsOf,
    fc.array(FIX, { maxLength: 4 }),
    edit,
    order,
    async (cells, wide, typed, fields) => {
      const id = `p${++runs}`
      const rows = cells.map((row, at) => [`${id}-${at}@example.com`, ...row])
      const row = Math.min(typed.row, rows.length)
      const edited: Fix = { kind: 'row', row, cells: [`${id}-${row - 1}@example.com`, ...typed.cells] }
      const fixes: readonly Fix[] = [...wide.slice(0, 2), edited, ...wide.slice(2)]
      const w = await share.world()
      const { make } = await open(w, ['Email,X,Y,Z\r\n', ...rows.map(csvLine)].join(''))
      const mapping = {
        fields: ['email', ...fields].map((field, at) => ({ field, source: { from: 'column' as const, column: at } })),
      }
      const { state, ledger } = await sendCopy(w, uri, await make(fixes), mapping)
      expect(state).toBe('done')
      expect(ledger.heldBack).toBe(0)
      const stored = share.simulator.control.sql(
        'SELECT f100001 AS email, f100009 AS city, f100016 AS title, f100004 AS company FROM contacts WHERE f100001 LIKE ? ORDER BY id',
        `${id}-%@example.com`,
      )
      w.service.close()
      const found = stored.map((contact) => ['email', ...fields].map((field) => contact[field]))
      expect(found).toEqual(plainly(rows, fixes))
    },
  )
  await fc.assert(property, { numRuns: 20 })
})
