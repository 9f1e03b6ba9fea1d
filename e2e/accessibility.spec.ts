import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import type { Simulator } from '../simulator/simulator.ts'
import type { App } from './app.ts'
import { findViolations, findViolationsInBothSchemes } from './axe.ts'
import { arrowTo, tabTo } from './journey/by-keyboard.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { connectionSwitcher } from './journey/sign-in.ts'
import { CHAPTERS } from './scenes/chapters.ts'

test.describe.configure({ mode: 'serial' })

let eloqua: Simulator
let app: App
let page: Page
test.beforeAll(async () => {
  eloqua = await startEloqua()
  app = await launchJourney('accessibility', { loginUrl: eloqua.loginUrl })
  page = app.page
})
test.beforeEach(() => eloqua.control.faults.clear())
test.afterAll(async () => {
  await app.close()
  await eloqua.close()
})

test('axe finds what is planted for it', async () => {
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { id: 'planted' })))
  expect(await findViolations(page)).toContainEqual(expect.stringMatching(/^image-alt: <img id="planted"/))
  await page.evaluate(() => document.getElementById('planted')?.remove())
  const style = 'position: fixed; inset: 0 auto auto 0; z-index: 9999; color: #777; background: #888'
  await page.evaluate((css) => {
    document.body.append(Object.assign(document.createElement('p'), { id: 'pale', textContent: 'Pale', style: css }))
  }, style)
  expect(await findViolationsInBothSchemes(page)).toContainEqual(
    expect.stringMatching(/^dark: color-contrast: <p id="pale"/),
  )
  await page.evaluate(() => document.getElementById('pale')?.remove())
})

for (const { name, scenes } of CHAPTERS) {
  test(name, async () => {
    const stage = { app, page, eloqua, folder: runFolder('accessibility') }
    for (const scene of scenes) {
      await scene.show(stage)
      expect.soft(await findViolationsInBothSchemes(page), scene.name).toEqual([])
      await scene.leave?.(stage)
    }
  })
}

test('the main job is done by keyboard alone', async () => {
  const { keyboard } = page
  await tabTo(page, connectionSwitcher(page))
  await keyboard.press('Enter')
  await arrowTo(page, page.getByRole('menuitem', { name: 'Sign out' }))
  await keyboard.press('Enter')
  await page.getByRole('button', { name: 'Connect' }).waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Connect' }))
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()

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
