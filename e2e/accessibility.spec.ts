import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { arrowTo, tabTo } from './journey/by-keyboard.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { connectionSwitcher, fillSignIn, openConnections, openSection, signIn } from './journey/sign-in.ts'

test.describe.configure({ mode: 'serial' })

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua()
  app = await launchJourney('accessibility', { loginUrl: eloqua.loginUrl })
  page = app.page
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(AXE)
})
test.beforeEach(() => eloqua.control.faults.clear())
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

interface AxeGlobal {
  readonly axe: {
    run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
  }
}

/** Nothing is wrong with what is on screen, light and dark. */
async function expectAccessible(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect.soft(await findViolations(), `${what}, ${colorScheme}`).toEqual([])
  }
}

/** As `rule: element`. Colours and veils take a moment to change, and are judged by what they are then. */
async function findViolations(): Promise<readonly string[]> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as AxeGlobal).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

test('axe finds what is planted for it', async () => {
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { id: 'planted' })))
  expect(await findViolations()).toContainEqual(expect.stringMatching(/^image-alt: <img id="planted"/))
  await page.evaluate(() => document.getElementById('planted')?.remove())
})

test('connecting: the form, and its complaints', async () => {
  await expectAccessible('the first screen')
  await fillSignIn(page, { password: 'wrong' })
  await page.getByText(/rejected this combination/).waitFor()
  await expectAccessible('a refused sign-in')
})

test('the sections', async () => {
  await signIn(page, { label: 'Acme', environment: 'Production' })
  for (const section of ['Syncs', 'Results', 'Upload', 'Definitions', 'History', 'Settings'] as const) {
    await openSection(page, section)
    if (section === 'Syncs' || section === 'Results' || section === 'Definitions') {
      await page.getByRole('grid', { name: section }).waitFor()
    }
    await expectAccessible(section)
  }
})

test('a definition, a new sync with its faults, and a failure to read', async () => {
  await openSection(page, 'Definitions')
  await page.getByRole('grid', { name: 'Definitions' }).getByText('All contacts').click()
  await page.getByRole('grid', { name: 'Fields' }).waitFor()
  await expectAccessible('a definition')
  await openSection(page, 'Syncs')
  await page.getByRole('button', { name: 'New sync' }).click()
  await page.getByLabel('Search definitions').fill('/contacts/exports/91')
  await page.getByLabel('Callback URL (optional)').fill('no address')
  await expectAccessible('a new sync')
  await page.getByLabel('Callback URL (optional)').fill('')
  eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'answer', status: 403 } })
  await page.getByRole('button', { name: 'Start export' }).click()
  await page.getByRole('alert').filter({ hasText: 'don’t have permission' }).waitFor()
  await expectAccessible('a refused start')
  const start = page.getByRole('button', { name: 'Start export' })
  await start.click()
  // The sync's own screen comes once Eloqua has answered, whatever was opened meanwhile.
  await start.waitFor({ state: 'detached' })
})

test('making a definition: the menu, two forms, a choice, and the question before a deletion', async () => {
  await openSection(page, 'Definitions')
  const newDefinition = page.getByRole('button', { name: 'New definition' }).first()
  await newDefinition.click()
  await page.getByRole('menu').waitFor()
  await expectAccessible('what a definition is for')
  await page.keyboard.press('Escape')
  const forms = [
    ['Export opens, clicks or form submits of a period', 'Value of condition 2'],
    ['Mark contacts as bounced', 'Identifier field'],
  ] as const
  for (const [purpose, label] of forms) {
    await newDefinition.click()
    await page.getByRole('menuitem', { name: purpose }).click()
    await page.getByLabel(label).waitFor()
    await expectAccessible(purpose)
    await openSection(page, 'Definitions')
  }
  await newDefinition.click()
  await page.getByRole('menuitem', { name: 'Export contacts of a list' }).click()
  await page.getByRole('combobox', { name: 'List or segment of condition 1' }).click()
  await page.getByRole('option', { name: /Do Not Call/ }).waitFor()
  await expectAccessible('a choice of lists')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard draft' }).click()
  await page.getByRole('checkbox', { name: 'Select All contacts' }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible('the question before a deletion')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
})

test('a sync: its data, a row, its columns, its log and requests', async () => {
  await openSection(page, 'Syncs')
  await page.getByRole('grid', { name: 'Syncs' }).getByText('All contacts').first().click()
  await page.getByRole('grid', { name: 'Rows', exact: true }).waitFor()
  await expectAccessible('data')
  await page.getByRole('grid', { name: 'Rows', exact: true }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('region', { name: /^Row / }).waitFor()
  await expectAccessible('a row')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).waitFor()
  await expectAccessible('the columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('menu').waitFor()
  await expectAccessible('a menu')
  await page.keyboard.press('Escape')
  for (const tab of ['Log', 'Request'] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await expectAccessible(tab)
  }
})

test('a result: the menu and the filter of a column, what is in it, counts, and rows that are filtered', async () => {
  await page.getByRole('tab', { name: 'Data' }).click()
  await page.getByRole('grid', { name: 'Rows', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('menu').waitFor()
  await expectAccessible('the menu of a column')
  await page.getByRole('menuitem', { name: 'Filter…' }).press('Enter')
  await page.getByRole('checkbox').nth(1).check()
  await expectAccessible('the filter of a column')
  await page.getByRole('button', { name: 'Apply filter' }).click()
  await page.getByRole('button', { name: 'Clear all' }).waitFor()
  await page
    .getByRole('button', { name: /^Show summary of/ })
    .first()
    .click()
  await page.getByRole('table', { name: 'Most frequent values' }).waitFor()
  await expectAccessible('the summary of a column')
  await page.getByRole('button', { name: 'Count by…' }).click()
  await page.getByRole('table', { name: /^Rows by/ }).waitFor()
  await expectAccessible('counts')
  await page.getByRole('button', { name: 'Clear all' }).click()
})

test('the rejected rows of an import', async () => {
  const [row] = eloqua.control.sql('SELECT sync FROM bulk_rejects LIMIT 1')
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(row?.sync))
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /^Rejected/ }).click()
  await expectAccessible('rejected rows')
})

test('what lies above the screens: palette, transfers, keys, connections, a question', async () => {
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('dialog').waitFor()
  await expectAccessible('the palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+J')
  await page.getByRole('dialog', { name: 'Transfers' }).waitFor()
  await expectAccessible('the transfers')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await expectAccessible('the keys')
  await page.keyboard.press('Escape')
  await openConnections(page)
  await page.getByRole('button', { name: 'More actions for Acme' }).click()
  await page.getByRole('menuitem', { name: /^Edit name/ }).click()
  await expectAccessible('the connections')
  await page.getByRole('button', { name: 'More actions for Acme' }).click()
  await page.getByRole('menuitem', { name: /^Remove/ }).click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible('a question')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
})

test('an upload: which definition, the check with what is wrong, the question before production changes, the outcome', async () => {
  const file = join(runFolder('accessibility'), 'scans.csv')
  writeFileSync(file, 'Email,Id,Company\nana@example.com,1,"Acme, Inc."\nno-address,2,x\nshort row\n')
  await openSection(page, 'Upload')
  await app.dropFiles([file])
  const targets = page.getByRole('grid', { name: 'Imports and sync actions' })
  await targets.waitFor()
  await expectAccessible('the choice of a definition')
  await targets.getByText('Contacts from a spreadsheet', { exact: true }).click()
  const send = page.getByRole('button', { name: /^Send \d+ rows?$/ })
  await send.waitFor()
  await expectAccessible('the check')
  await send.click()
  await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).click()
  await page.getByRole('dialog', { name: /^(Import|Process) 1 row in production company / }).waitFor()
  await expectAccessible('the question before production changes')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /in production$/ })
    .click()
  await page
    .getByRole('main')
    .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
    .first()
    .waitFor()
  await expectAccessible('the outcome')
})

test('the main job is done by keyboard alone', async () => {
  const { keyboard } = page
  await tabTo(page, connectionSwitcher(page))
  await keyboard.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Sign out' }))
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Connect' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Connect' }))
  await keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Syncs' }).waitFor()

  await keyboard.press('ControlOrMeta+N')
  await page.getByRole('grid', { name: 'Definitions' }).waitFor()
  await keyboard.press('ControlOrMeta+F')
  await keyboard.type('Newsletter subs')
  const definitions = page.getByRole('grid', { name: 'Definitions' })
  // The head, and two whose names fit.
  await expect(definitions.getByRole('row')).toHaveCount(3)
  await tabTo(page, definitions.getByRole('row').nth(1))
  await arrowTo(page, definitions.getByRole('row', { name: /^Newsletter subscribers/ }))
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Start export' }).waitFor()
  await expect(page.getByRole('region', { name: 'Request to be sent' })).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')

  const grid = page.getByRole('grid', { name: 'Rows', exact: true })
  await grid.waitFor()
  await tabTo(page, grid)
  await keyboard.press('ArrowDown')
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('ControlOrMeta+C')
  await expect.poll(async () => (await app.desktop()).clipboard).toMatch(/^[^\t]+@[^\t]+\t[^\t]+$/)
  const saved = join(runFolder('accessibility'), 'by-keyboard.csv')
  await app.answerSaveDialog(saved)
  await keyboard.press('ControlOrMeta+S')
  await expect(page.getByText(/^Done: .*by-keyboard\.csv/)).toBeVisible()

  const file = join(runFolder('accessibility'), 'unsubscribe.csv')
  writeFileSync(file, 'email\nana.silva@example.com\n')
  await app.answerOpenDialog([file])
  await keyboard.press('ControlOrMeta+O')
  const target = page.getByRole('row', { name: /^Unsubscribe from Product News/ })
  await target.waitFor()
  await tabTo(page, page.getByRole('grid', { name: 'Imports and sync actions' }).getByRole('row').nth(1))
  await arrowTo(page, target)
  await keyboard.press('Enter')
  await page.getByRole('button', { name: /^Send 1 row$/ }).waitFor()
  await keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).waitFor()
  await keyboard.press('ControlOrMeta+Enter')
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: /in production$/ }))
  await keyboard.press('Enter')
  await expect(
    page
      .getByRole('main')
      .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
      .first(),
  ).toBeVisible()
})
