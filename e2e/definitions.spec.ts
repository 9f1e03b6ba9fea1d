import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { askEloqua } from './journey/ask-eloqua.ts'
import { arrowTo, tabTo } from './journey/by-keyboard.ts'
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

const contactsOf = () =>
  eloqua.control.sql("SELECT COUNT(*) AS n FROM contacts WHERE f100001 LIKE '%@definitions.example'")[0]?.n
const press = (keys: string) => page.keyboard.press(keys)
const type = (text: string) => page.keyboard.type(text)

test('by keyboard alone: an import is made from a CSV file, takes the file, and the contacts are there', async () => {
  const path = writeCsv('new people.csv', [
    'E-mail,Vorname,Last Name,Town,Shoe size',
    'ada@definitions.example,Ada,Byron,Bern,37',
    'grace@definitions.example,Grace,Hopper,Arlington,38',
  ])
  await press('ControlOrMeta+4')
  await page.getByRole('heading', { name: 'No definitions yet' }).waitFor()
  await app.answerOpenDialog([path])
  await tabTo(page, page.getByRole('button', { name: 'New definition' }).first())
  await press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Import from a CSV file…' }))
  await press('Enter')
  await expect(page.getByLabel('Identifier field')).toHaveValue('E-mail')
  await expect(page.getByText(/“Vorname” is First Name/)).toBeVisible()
  await expect(page.getByText(/^One column of new people.csv has no field/)).toBeVisible()
  // The form opens at the name, as nothing is left to fix.
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await press('ControlOrMeta+A')
  await type('People from the fair')
  await press('ControlOrMeta+Enter')
  await page.getByRole('heading', { name: 'Check before sending' }).waitFor()
  expect(named('People from the fair')?.properties.fields).toEqual({
    'E-mail': '{{Contact.Field(C_EmailAddress)}}',
    Vorname: '{{Contact.Field(C_FirstName)}}',
    'Last Name': '{{Contact.Field(C_LastName)}}',
    Town: '{{Contact.Field(C_City)}}',
  })
  await page.getByRole('button', { name: /^Send 2 rows/ }).waitFor()
  await press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: /^(Import|Process) 2 rows now/ }).waitFor()
  await press('ControlOrMeta+Enter')
  await expect(
    page
      .getByRole('main')
      .getByText(/^2 rows imported\./)
      .first(),
  ).toBeVisible()
  expect(contactsOf()).toBe(2)
})

test('by keyboard alone: an export of a list is made from a new sync, comes back to it, and its rows are shown', async () => {
  await press('ControlOrMeta+N')
  const create = page.getByRole('button', { name: 'Create a definition' })
  await create.waitFor()
  await tabTo(page, create)
  await press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Export contacts of a list' }))
  await press('Enter')
  // The form opens at what is left to choose.
  await expect(page.getByRole('combobox', { name: 'List or segment of condition 1' })).toBeFocused()
  await type('do not')
  await page.getByRole('option', { name: /Do Not Call/ }).waitFor()
  await press('Enter')
  await expect(page.getByLabel('As text')).toHaveValue("EXISTS('{{ContactList[12]}}')")
  await press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Start export' }).waitFor()
  await press('ControlOrMeta+Enter')
  const rows = page.getByRole('grid', { name: 'Rows', exact: true })
  await rows.waitFor()
  expect(Number(await rows.getAttribute('aria-rowcount'))).toBe(membersOf(12) + 1)
})

test('by mouse: a sync action is made for a file of contacts, takes it, and the list grows; its last run is a click away', async () => {
  const path = writeCsv('guests.csv', ['Email Address', 'ada@definitions.example', 'grace@definitions.example'])
  const before = membersOf(12345)
  await openSection(page, 'Upload')
  await app.dropFiles([path])
  await page.getByRole('button', { name: 'Create a definition' }).click()
  await page.getByRole('menuitem', { name: 'Add contacts to a list' }).click()
  await page.getByRole('combobox', { name: 'Destination of action 1' }).click()
  await page.getByRole('option', { name: /Test List/ }).click()
  await expect(page.getByText('Adds contacts to the list “Test List”', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Create definition' }).click()
  await page.getByRole('button', { name: /^Send 2 rows/ }).click()
  await page.getByRole('button', { name: /^(Import|Process) 2 rows now/ }).click()
  await expect.poll(() => membersOf(12345)).toBe(before + 2)
  await openSection(page, 'Definitions')
  await page.getByRole('grid', { name: 'Definitions' }).getByText('Contacts of a list').click()
  await page.getByRole('button', { name: 'Last result' }).click()
  await expect(page.getByRole('grid', { name: 'Rows', exact: true })).toBeVisible()
})

test('a definition whose answer was lost is found, and what others do meanwhile is said before a change', async () => {
  await openSection(page, 'Definitions')
  await page.getByRole('button', { name: 'New definition' }).first().click()
  await page.getByRole('menuitem', { name: 'Export accounts' }).click()
  const lost = { kind: 'reset', when: 'after-body', applied: true } as const
  eloqua.control.faults.add({ method: 'POST', path: '*/accounts/exports', effect: lost })
  await page.getByRole('button', { name: 'Create definition' }).click()
  await page.getByRole('heading', { level: 2, name: 'All accounts' }).waitFor()
  const made = eloqua.control.definitions().filter(({ properties }) => properties.name === 'All accounts')
  expect(made).toHaveLength(1)

  await page.getByRole('button', { name: 'Edit…' }).click()
  await page.getByLabel('Record limit').fill('50')
  await changePast(made[0]?.uri ?? '', { maxRecords: 7 })
  await page.getByRole('button', { name: 'Save changes' }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Someone else changed this definition' })
  await expect(notice.getByRole('row', { name: /Record limit/ })).toHaveText(/7.*50/)
  await notice.getByRole('button', { name: 'Replace with mine' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(() => named('All accounts')?.properties.maxRecords).toBe(50)

  const staged = named('People from the fair')?.uri ?? ''
  await stage(`${staged}/data`, [{ 'E-mail': 'lin@definitions.example' }])
  await page.getByRole('grid', { name: 'Definitions' }).getByText('People from the fair').click()
  await page.getByRole('button', { name: 'Edit…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('People of the fair')
  await page.getByRole('button', { name: 'Save changes' }).click()
  const inUse = page.getByRole('dialog', { name: 'This definition is in use' })
  await expect(inUse.getByText(/kB of data are staged/)).toBeVisible()
  await inUse.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(() => named('People of the fair')?.uri).toBe(staged)
})

/** A change of one definition by another program. */
async function changePast(uri: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const before = await askEloqua<Record<string, unknown>>(eloqua, uri)
  await askEloqua(eloqua, uri, { method: 'PUT', body: { ...before, ...change } })
}

/** Rows that another program stages. */
async function stage(path: string, rows: readonly object[]): Promise<void> {
  await askEloqua(eloqua, path, { body: rows })
}
