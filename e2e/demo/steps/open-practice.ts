import { type DemoStep, mustBe, readCount } from '../stage.ts'

export const openPractice: DemoStep = {
  name: 'Open the practice instance',
  async play({ page, ask, shoot }) {
    await page.getByRole('heading', { name: 'Connect to Eloqua' }).waitFor()
    await shoot('01-connect')
    await page.getByRole('button', { name: 'Try with sample data' }).click()
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.getByText('Looking for what needs your attention').waitFor({ state: 'detached' })
    await shoot('02-home')
    await page.getByRole('navigation').getByText('Syncs', { exact: true }).click()
    const grid = page.getByRole('grid', { name: 'Syncs' })
    await grid.waitFor()
    const { totalResults } = await ask<{ totalResults: number }>('/syncs?limit=1')
    const shown = readCount(await page.getByText(/from the past year/).innerText())
    mustBe('syncs in the list', shown, totalResults)
    const newest = await ask<{ items: { uri: string }[] }>('/syncs?limit=1&orderBy=createdAt%20DESC')
    // The first line is the heading of the newest day.
    const first = await grid.locator('tbody tr[aria-rowindex]:not([data-heading])').first().innerText()
    mustBe('the newest sync comes first', `/syncs/${readCount(first)}`, newest.items[0]?.uri)
    await page.waitForTimeout(400)
    await shoot('02-syncs')
    return { syncs: shown }
  },
}
