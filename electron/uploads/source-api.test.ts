import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createSourceEngine, type SourceEngine } from './sources/source-engine.ts'
import { textRow, writeWorkbook } from './sources/testing/write-workbook.ts'
import { shareSimulator } from './testing/shared-world.ts'

const share = shareSimulator()
describe('rows of a workbook', () => {
  test('are checked like those of any file, with what is odd about the sheet, and named by it', async () => {
    const w = await share.world()
    const path = join(w.folder, 'list.xlsx')
    const rows = `${textRow(1, ['email', 'city'])}${textRow(2, ['a@b.c', 'Köln'])}<row r="3"><c t="str"><v>d@e.f</v></c><c t="e"><v>#N/A</v></c></row>`
    writeWorkbook(path, {
      sheets: [
        { name: 'Empty', rows: '' },
        { name: 'Contacts', rows },
      ],
    })
    const file = await w.files.take(path)
    expect(file).toMatchObject({ name: 'list.xlsx', format: 'workbook' })
    const sheets = await w.api.listSheets({ fileId: file.fileId })
    expect(sheets.map(({ name }) => name)).toEqual(['Empty', 'Contacts'])
    await expect(w.api.makeRows({ fileId: file.fileId, sheet: 0 })).rejects.toMatchObject({
      source: { reason: 'empty-sheet' },
    })
    await expect(w.api.makeRows({ fileId: file.fileId, sheet: 7 })).rejects.toMatchObject({ code: 'not-allowed-now' })
    const made = await w.api.makeRows({ fileId: file.fileId, sheet: 1 })
    const madeFrom = { kind: 'excel', name: 'list.xlsx', sheet: 'Contacts' }
    expect(made).toMatchObject({ name: 'list - Contacts.csv', madeFrom })
    const look = await w.api.takeFirstLook({ fileId: made.fileId })
    expect(look.sample).toEqual([
      ['a@b.c', 'Köln'],
      ['d@e.f', '#N/A'],
    ])
    expect(look.problems).toMatchObject([{ kind: 'sheet-errors', count: 1, examples: [{ value: 'B3: #N/A' }] }])
  })

  test('of a workbook that was changed since it was chosen are not read', async () => {
    const w = await share.world()
    const path = join(w.folder, 'list.xlsx')
    writeWorkbook(path, { sheets: [{ name: 'S', rows: textRow(1, ['a']) }] })
    const { fileId } = await w.files.take(path)
    writeWorkbook(path, { sheets: [{ name: 'S', rows: textRow(1, ['a', 'b']) }] })
    await expect(w.api.listSheets({ fileId })).rejects.toMatchObject({ code: 'file-changed' })
  })

  test('of a file that is changed while it is read are not kept: its halves would be of two files', async () => {
    const made: string[] = []
    const sources: SourceEngine = {
      ...createSourceEngine({ log: SILENT_LOG }),
      async makeJson(from, { to }) {
        writeFileSync(to, 'a\r\n1\r\n')
        writeFileSync(from, '[{"a":1,"b":2}]')
        made.push(to)
        return []
      },
    }
    const w = await share.world({ services: { sources } })
    const path = join(w.folder, 'growing.json')
    writeFileSync(path, '[{"a":1}]')
    const { fileId } = await w.files.take(path)
    await expect(w.api.makeRows({ fileId })).rejects.toMatchObject({ code: 'file-changed' })
    expect(made.filter((to) => existsSync(to))).toEqual([])
    expect(made).toHaveLength(1)
  })

  test('are no longer made once that was canceled, and nothing of them stays', async () => {
    const w = await share.world()
    const path = join(w.folder, 'large.xlsx')
    const rows = Array.from({ length: 30_000 }, (_, i) => textRow(i + 1, ['a', 'b', 'c', 'd', 'e', 'f'])).join('')
    writeWorkbook(path, { sheets: [{ name: 'S', rows }] })
    const { fileId } = await w.files.take(path)
    const making = w.api.makeRows({ fileId, sheet: 0 })
    const second = w.api.makeRows({ fileId, sheet: 0 })
    await expect(second).rejects.toMatchObject({ code: 'not-allowed-now' })
    await w.api.cancelMaking({ fileId })
    await expect(making).rejects.toMatchObject({ code: 'cancelled' })
  })
})

test('a JSON file and a pasted table become rows, each named by what it was', async () => {
  const w = await share.world()
  const path = join(w.folder, 'people.json')
  writeFileSync(path, '[{"email":"a@b.c","n":1.10}]')
  const json = await w.files.take(path)
  const made = await w.api.makeRows({ fileId: json.fileId })
  expect(made).toMatchObject({ name: 'people.csv', madeFrom: { kind: 'json', name: 'people.json' } })
  expect((await w.api.takeFirstLook({ fileId: made.fileId })).sample).toEqual([['a@b.c', '1.10']])
  const pasted = await w.api.pasteTable({ text: 'email\tcity\r\na@b.c\tSt. "J" Gallen\r\n' })
  expect(pasted.madeFrom).toEqual({ kind: 'clipboard' })
  expect((await w.api.takeFirstLook({ fileId: pasted.fileId })).sample).toEqual([['a@b.c', 'St. "J" Gallen']])
  await expect(w.api.pasteTable({ text: ' \n' })).rejects.toMatchObject({ source: { reason: 'pasted-empty' } })
})
