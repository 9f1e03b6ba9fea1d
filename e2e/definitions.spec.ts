import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { askEloqua } from './journey/ask-eloqua.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua({ speed: 'instant' })
  await deleteDefinitions()
  app = await launchJourney('definitions', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

/** An instance in which nobody made a definition yet. */
async function deleteDefinitions(): Promise<void> {
  const { company, user, password } = JOURNEY_USER
  const authorization = `Basic ${Buffer.from(`${company}\\${user}:${password}`).toString('base64')}`
  for (const { uri } of eloqua.control.definitions()) {
    eloqua.control.setDependedOn(uri, false)
    await fetch(`${eloqua.origin}/api/bulk/2.0${uri}`, { method: 'DELETE', headers: { authorization } })
  }
  expect(eloqua.control.definitions()).toEqual([])
}

function writeCsv(name: string, lines: readonly string[]): string {
  const folder = runFolder('definitions-files')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\r\n')}\r\n`)
  return path
}

const named = (name: string) => eloqua.control.definitions().find(({ properties }) => properties.name === name)
const membersOf = (list: number) =>
  Number(
    eloqua.control.sql("SELECT COUNT(*) AS n FROM list_members WHERE kind = 'contacts' AND list_id = ?", list)[0]?.n,
  )

test('a contact import is made from a CSV file, takes the file, and the contacts are there', async () => {
  const path = writeCsv('new people.csv', [
    'E-mail,Vorname,Last Name,Town',
    'ada@definitions.example,Ada,Byron,Bern',
    'grace@definitions.example,Grace,Hopper,Arlington',
  ])
  await openSection(page, 'Definitions')
  await expect(page.getByRole('heading', { name: 'No definitions yet' })).toBeVisible()
  await app.answerOpenDialog([path])
  await page.getByRole('button', { name: 'New definition' }).first().click()
  await page.getByRole('menuitem', { name: 'Import from a CSV file…' }).click()
  await expect(page.getByLabel('Column name 2')).toHaveValue('Vorname')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('new people')
  await expect(page.getByLabel('Identifier field')).toHaveValue('E-mail')
  await page.getByRole('button', { name: 'Create definition' }).click()
  await expect(page.getByRole('heading', { name: 'Check before sending' })).toBeVisible()
  const made = named('new people')?.properties
  expect(made?.fields).toEqual({
    'E-mail': '{{Contact.Field(C_EmailAddress)}}',
    Vorname: '{{Contact.Field(C_FirstName)}}',
    'Last Name': '{{Contact.Field(C_LastName)}}',
    Town: '{{Contact.Field(C_City)}}',
  })
  await page.getByRole('button', { name: /^Send 2 rows/ }).click()
  await page.getByRole('button', { name: /^(Import|Run) 2 rows now/ }).click()
  await expect
    .poll(() => eloqua.control.sql("SELECT COUNT(*) AS n FROM contacts WHERE f100001 LIKE '%@definitions.example'"))
    .toEqual([{ n: 2 }])
})

test('an export of a list’s contacts is made from its purpose, run, and its rows are shown', async () => {
  await openSection(page, 'Definitions')
  await page.getByRole('button', { name: 'New definition' }).first().click()
  await page.getByRole('menuitem', { name: 'Export contacts of a list' }).click()
  const create = page.getByRole('button', { name: 'Create definition' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('List or segment of condition 1').click()
  await page.getByRole('option', { name: /Do Not Call/ }).click()
  await expect(page.getByLabel('As text')).toHaveValue("EXISTS('{{ContactList[12]}}')")
  await create.click()
  await page.getByRole('button', { name: 'New sync…' }).click()
  await page.getByRole('button', { name: 'Start export' }).click()
  await expect(page.getByRole('grid', { name: 'Rows', exact: true })).toBeVisible()
  expect(membersOf(12)).toBeGreaterThan(0)
})

test('a sync action that adds contacts to a list is made by keyboard alone', async () => {
  await page.keyboard.press('ControlOrMeta+4')
  await page.getByRole('heading', { level: 1, name: 'Definitions' }).waitFor()
  await page.getByRole('button', { name: 'New definition' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Add contacts to a list' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Destination of action 1').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('test list')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect
    .poll(() => named('Add to a list')?.properties.syncActions)
    .toEqual([{ action: 'add', destination: '{{ContactList[12345]}}' }])
  const uri = named('Add to a list')?.uri ?? ''
  const before = membersOf(12345)
  await askEloqua(eloqua, `${uri}/data`, { body: [{ 'Email Address': 'ada@definitions.example' }] }).catch(
    () => undefined,
  )
  await page.getByRole('button', { name: 'New sync…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Start/ }).waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => membersOf(12345)).toBe(before + 1)
})
