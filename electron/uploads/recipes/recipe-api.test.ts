import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { WideFix } from '../../../shared/csv/fixes.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { folderOfTest } from '../../testing/traces.ts'
import { textRow, writeWorkbook } from '../sources/testing/write-workbook.ts'
import { shareSimulator } from '../testing/shared-world.ts'
import type { UploadWorld } from '../testing/upload-world.ts'
import { createRecipeBook } from './recipe-book.ts'

const share = shareSimulator()
const FIELDS = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }
const contactImport = () =>
  share.define('/contacts/imports', { fields: FIELDS, identifierFieldName: 'email', updateRule: 'always' })

const LATIN = Buffer.from('Leads of May\nmail;town\na@recipe.example; M\xfcnchen \nb@recipe.example;Ulm\n', 'latin1')
const TRIM: WideFix[] = [{ kind: 'trim', column: 1 }]

async function open(w: UploadWorld, content: string | Uint8Array, name = 'rows.csv') {
  const path = join(w.folder, name)
  writeFileSync(path, content)
  return w.files.take(path)
}

/** Saves what was chosen for a file in Windows-1252 with a title. */
async function saved(w: UploadWorld, name: string) {
  const targetUri = await contactImport()
  const { fileId } = await open(w, LATIN)
  const choice = { encoding: 'windows-1252', headerLine: 2 } as const
  const { headers } = await w.api.takeFirstLook({ fileId, ...choice })
  const mapping = {
    fields: [
      { field: 'email', source: { from: 'column' as const, column: 0 } },
      { field: 'city', source: { from: 'column' as const, column: 1 } },
    ],
  }
  const given = { name, fileId, targetUri, headers: [...headers], choice, mapping, fixes: TRIM }
  return { recipe: await w.api.saveRecipe(given), given }
}

describe('a recipe', () => {
  test('is proposed for a file of the same columns, and sends it as the first one was sent', async () => {
    const w = await share.world()
    const { recipe } = await saved(w, 'Leads')
    const next = LATIN.toString('latin1').replaceAll('recipe.', 'next.').replace('mail;town', 'town;mail')
    const rows = next.replace(/(\S+);(.*)/g, (row, a, b) => (row.startsWith('town') ? row : `${b};${a}`))
    const file = await open(w, Buffer.from(rows, 'latin1'), 'next.csv')
    expect(await w.api.proposeRecipes({ fileId: file.fileId, choice: {} })).toMatchObject([{ name: 'Leads' }])
    const { choice, mapping, fixes, differences } = await w.api.fitRecipe({
      recipeId: recipe.recipeId,
      fileId: file.fileId,
      choice: {},
    })
    expect(differences).toEqual([])
    const { reading } = await w.api.takeFirstLook({ fileId: file.fileId, ...choice })
    const copy = await w.api.makeFixes({ workId: 'w', fileId: file.fileId, reading, fixes: [...fixes] })
    expect(copy.madeFrom?.fixes).toEqual([{ kind: 'trim', column: 'town', count: 1 }])
    const look = await w.api.takeFirstLook({ fileId: copy.fileId, encoding: 'utf-8', delimiter: ';' })
    const check = { fileId: copy.fileId, targetUri: recipe.targetUri, reading: look.reading, mapping }
    const { checkId } = await w.api.startCheck(check)
    await w.until(async () => ((await w.api.getCheck({ checkId })).state === 'done' ? true : undefined))
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    expect(await w.atRest(uploadId)).toMatchObject({ state: 'done', ledger: { sent: 2 } })
    const stored = w.simulator.control.sql(
      "SELECT f100009 AS city FROM contacts WHERE f100001 LIKE '%@next.example' ORDER BY f100001",
    )
    expect(stored).toEqual([{ city: 'München' }, { city: 'Ulm' }])
  })

  test('does not force its encoding on a file that is Unicode, and says so', async () => {
    const w = await share.world()
    const { recipe } = await saved(w, 'Unicode leads')
    const { fileId } = await open(w, Buffer.from('x\nmail;town\na@b.example;Köln\n'), 'utf8.csv')
    const fitted = await w.api.fitRecipe({ recipeId: recipe.recipeId, fileId, choice: {} })
    expect(fitted.choice).toEqual({ headerLine: 2 })
    expect(fitted.differences).toEqual(['Not read as Windows-1252 (Western): the file is UTF-8.'])
    const plain = await open(w, 'x\nmail;town\na@b.example;Bonn\n', 'ascii.csv')
    expect((await w.api.fitRecipe({ recipeId: recipe.recipeId, fileId: plain.fileId, choice: {} })).choice).toEqual({
      encoding: 'windows-1252',
      headerLine: 2,
    })
  })

  test('is not proposed for other columns; what the user chose for the file wins', async () => {
    const w = await share.world()
    const { recipe } = await saved(w, 'Strict leads')
    const other = await open(w, 'x\nname,age\nAnn,3\n', 'other.csv')
    expect(await w.api.proposeRecipes({ fileId: other.fileId, choice: {} })).toEqual([])
    const { fileId } = await open(w, 'a title\nanother\nmail;town\na@b.example;Bonn\n', 'lines.csv')
    expect(await w.api.proposeRecipes({ fileId, choice: {} })).toEqual([])
    expect(await w.api.proposeRecipes({ fileId, choice: { headerLine: 3 } })).toMatchObject([{ name: 'Strict leads' }])
    const fitted = await w.api.fitRecipe({ recipeId: recipe.recipeId, fileId, choice: { headerLine: 3 } })
    expect(fitted.choice.headerLine).toBe(3)
  })

  test('keeps one of a name; it is renamed and removed', async () => {
    const w = await share.world()
    const { recipe, given } = await saved(w, ' Weekly ')
    expect(recipe).toMatchObject({ name: 'Weekly', fixes: TRIM })
    const again = await w.api.saveRecipe({ ...given, name: 'weekly', fixes: [] })
    expect(again.recipeId).toBe(recipe.recipeId)
    const { recipeId } = await w.api.saveRecipe({ ...given, name: 'Daily' })
    await expect(w.api.renameRecipe({ recipeId, name: 'WEEKLY' })).rejects.toThrow('Another recipe is called')
    await expect(w.api.renameRecipe({ recipeId, name: ' ' })).rejects.toThrow('needs a name')
    await w.api.renameRecipe({ recipeId, name: 'Hourly' })
    await w.api.removeRecipe({ recipeId: again.recipeId })
    expect((await w.api.listRecipes()).map(({ name }) => name)).toEqual(['Hourly'])
    await expect(w.api.removeRecipe({ recipeId: again.recipeId })).rejects.toThrow('was removed')
  })

  test('of a workbook knows its sheet', async () => {
    const w = await share.world()
    const path = join(w.folder, 'list.xlsx')
    writeWorkbook(path, {
      sheets: [{ name: 'People', rows: `${textRow(1, ['email'])}${textRow(2, ['a@b.example'])}` }],
    })
    const made = await w.api.makeRows({ fileId: (await w.files.take(path)).fileId, sheet: 0 })
    const given = { fileId: made.fileId, headers: ['email'], choice: {}, mapping: { fields: [] }, fixes: [] }
    const recipe = await w.api.saveRecipe({ ...given, name: 'Sheet', targetUri: await contactImport() })
    expect(recipe.sheet).toBe('People')
  })
})

test('recipes belong to one company, are found by name, and outlive the process that wrote them', () => {
  const folder = folderOfTest()
  const [here, there] = [
    { environment: 'production' as const, company: 'ACME' },
    { environment: 'sandbox' as const, company: 'ACME' },
  ]
  const recipe = { name: 'Leads', targetUri: '/contacts/imports/1', targetName: 'L', headers: ['a'], choice: {} }
  createRecipeBook(folder, SILENT_LOG).save(here, { ...recipe, mapping: { fields: [] }, fixes: [] })
  const later = createRecipeBook(folder, SILENT_LOG)
  expect(later.named(here, 'LEADS')).toMatchObject(recipe)
  expect([later.list(there), later.named(there, 'Leads')]).toEqual([[], undefined])
  writeFileSync(join(folder, 'recipes.json'), '{ broken')
  expect(later.list(here)).toMatchObject([recipe])
})

test('a recipe may be sent by unattended in production once the user has said so to main, and no longer once it is saved anew', async () => {
  const connection = { ...TEST_CONNECTION, environment: 'production' as const }
  const w = await share.world({ client: (origin) => createTestClient(origin, { connection }) })
  const { recipe, given } = await saved(w, 'Unattended')
  const unattended = async () => (await w.api.listRecipes()).find(({ name }) => name === 'Unattended')?.unattended ?? []
  const allow = (isAllowed: boolean) => w.api.allowUnattended({ recipeId: recipe.recipeId, isAllowed })
  w.answers.goAhead = false
  await expect(allow(true)).rejects.toThrow(expect.objectContaining({ code: 'cancelled' }))
  expect(await unattended()).toEqual([])
  w.answers.goAhead = true
  await allow(true)
  expect(w.questions.at(-1)?.message).toContain('in production?')
  expect(await unattended()).toEqual([{ connectionId: connection.id, rules: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  await allow(false)
  expect(await unattended()).toEqual([])
  await allow(true)
  await w.api.saveRecipe(given)
  expect(await unattended()).toEqual([])
})
