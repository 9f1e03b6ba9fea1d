import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { askEloqua } from './journey/ask-eloqua.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const FOLDER = runFolder('upload-fixes')
let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua()
  const fields = {
    email: '{{Contact.Field(C_EmailAddress)}}',
    city: '{{Contact.Field(C_City)}}',
    title: '{{Contact.Field(C_Title)}}',
    birthday: '{{Contact.Field(C_Birthday1)}}',
  }
  const rules = { identifierFieldName: 'email', updateRule: 'always', isSyncTriggeredOnImport: true }
  await askEloqua(eloqua, '/contacts/imports', { body: { name: 'Newsletter readers', fields, ...rules } })
  app = await launchJourney('upload-fixes', { loginUrl: eloqua.loginUrl })
  page = app.page
  await signIn(page)
})
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

const MESSY = [
  'email,city,title,birthday',
  'ann@messy.example, Bonn ,N/A,31/12/1980',
  'bob@messy.example,"Köln, am Rhein",Chief,03/02/1979',
  'ANN@messy.example,Bonn,Boss,31/12/1980',
  'cem@messy.example, Ulm,NULL,1/5/1990',
  'not an address,Ulm,,05/06/1991',
]
const stored = () =>
  eloqua.control.sql(
    "SELECT f100001 AS email, f100009 AS city, f100016 AS title, f100090 AS birthday FROM contacts WHERE f100001 LIKE '%@messy.example' ORDER BY f100001",
  )
const outcome = () =>
  page
    .getByRole('main')
    .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
    .first()

test('a messy file is fixed on the check page and imported in six steps, and only the listed cells change', async () => {
  const path = join(FOLDER, 'messy.csv')
  writeFileSync(path, `${MESSY.join('\r\n')}\r\n`)
  let steps = 0
  const step = async (act: Promise<unknown>) => {
    steps += 1
    await act
  }
  await openSection(page, 'Upload')
  await step(app.dropFiles([path]))
  const targets = page.getByRole('grid', { name: 'Imports and sync actions' })
  await step(targets.getByText('Newsletter readers', { exact: true }).click())
  await step(page.getByRole('button', { name: 'Change dates in birthday…' }).first().click())
  const dialog = page.getByRole('dialog', { name: 'Fix columns before sending' })
  const order = dialog.getByRole('combobox', { name: /^What do the dates begin with/ })
  await order.waitFor()
  await step(order.selectOption('day-first'))
  await expect(dialog.getByText('5 cells')).toBeVisible()
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await step(dialog.getByRole('button', { name: 'Apply 4 fixes' }).click())
  const fixes = page.getByRole('region', { name: 'Fixes' })
  await expect(fixes.getByRole('listitem')).toHaveCount(4)
  const send = page.getByRole('button', { name: 'Send 3 rows', exact: true })
  await send.waitFor()
  await step(send.click())
  await outcome().waitFor()
  expect(steps).toBe(6)
  expect(stored().map(({ email, city, title }) => [email, city, title])).toEqual([
    ['ann@messy.example', 'Bonn', ''],
    ['bob@messy.example', 'Köln, am Rhein', 'Chief'],
    ['cem@messy.example', 'Ulm', ''],
  ])
  expect(stored().map(({ birthday }) => String(birthday).slice(0, 10))).toEqual([
    '1980-12-31',
    '1979-02-03',
    '1990-05-01',
  ])
  expect(readFileSync(path, 'utf8')).toBe(`${MESSY.join('\r\n')}\r\n`)
})

test('the row that was held back is edited on the outcome page and sent by itself', async () => {
  await page.getByRole('button', { name: 'Fix and send…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Fix and send rows/ })
  await dialog.getByRole('textbox', { name: /^email of row/ }).fill('dia@messy.example')
  expect(await findViolationsInBothSchemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Review 1 edited row' }).click()
  await page.getByRole('button', { name: 'Send 1 row', exact: true }).click()
  await outcome().waitFor()
  expect(
    stored()
      .map(({ email, city }) => [email, city])
      .at(-1),
  ).toEqual(['dia@messy.example', 'Ulm'])
})
