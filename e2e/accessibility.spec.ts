import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { fillSignIn, openConnections, openSection, signIn } from './journey/sign-in.ts'

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
    run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
  }
}

/** Everything axe finds wrong with what is on screen, light and dark, as `rule: element`. */
async function expectAccessible(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Colours and veils take a moment to change, and are judged by what they are then.
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
    await page.waitForTimeout(250)
    const found = await page.evaluate(async () => {
      const { violations } = await (window as unknown as AxeGlobal).axe.run()
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.slice(0, 300)}`),
      )
    })
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([])
  }
}

test('connecting: the form, and its complaints', async () => {
  await expectAccessible('the first screen')
  await fillSignIn(page, { password: 'wrong' })
  await page.getByText(/did not accept this company/).waitFor()
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
  await page.getByLabel('Callback address (optional)').fill('no address')
  await expectAccessible('a new sync')
  await page.getByLabel('Callback address (optional)').fill('')
  eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'answer', status: 403 } })
  await page.getByRole('button', { name: 'Start export' }).click()
  await page.getByRole('alert').filter({ hasText: 'may not do this' }).waitFor()
  await expectAccessible('a refused start')
  await page.getByRole('button', { name: 'Start export' }).click()
})

test('a sync: its data, a row, its columns, its log, refused rows and requests', async () => {
  await page.getByRole('grid', { name: 'Rows of this page' }).waitFor()
  await expectAccessible('data')
  await page.getByRole('grid', { name: 'Rows of this page' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('dialog', { name: /^Row / }).waitFor()
  await expectAccessible('a row')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).waitFor()
  await expectAccessible('the columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await page.getByRole('menu').waitFor()
  await expectAccessible('a menu')
  await page.keyboard.press('Escape')
  for (const tab of ['Log', 'Refused', 'Request'] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await expectAccessible(tab)
  }
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
  await page.getByRole('button', { name: 'More for Acme' }).click()
  await page.getByRole('menuitem', { name: /^Change label/ }).click()
  await expectAccessible('the connections')
  await page.getByRole('button', { name: 'More for Acme' }).click()
  await page.getByRole('menuitem', { name: /^Forget/ }).click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible('a question')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Back' }).click()
})

test('an upload: which definition, the check with what is wrong, the question before production, the outcome', async () => {
  const file = join(runFolder('accessibility'), 'scans.csv')
  writeFileSync(file, 'Email,Id,Company\nana@example.com,1,"Acme, Inc."\nno-address,2,x\nshort row\n')
  await openSection(page, 'Upload')
  await app.dropFiles([file])
  const targets = page.getByRole('grid', { name: 'Definitions that take files' })
  await targets.waitFor()
  await expectAccessible('the choice of a definition')
  await targets.getByText('Contacts from a spreadsheet', { exact: true }).click()
  const send = page.getByRole('button', { name: /^Send \d+ rows?$/ })
  await send.waitFor()
  await expectAccessible('the check')
  await send.click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible('the question before production')
  await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).click()
  await page.getByRole('button', { name: 'Start the sync now' }).click()
  await page
    .getByRole('main')
    .getByText(/^Finished: /)
    .first()
    .waitFor()
  await expectAccessible('the outcome')
})
