import { expect, test } from 'playwright/test'
import type { Page } from 'playwright-core'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { signIn } from './journey/sign-in.ts'

/** Opens the palette, types, and takes the entry that is then the current one, all by keyboard. */
async function take(page: Page, text: string, current: RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('combobox', { name: 'Search or do anything' })).toBeFocused()
  await page.keyboard.type(text)
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveAccessibleName(current)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('what people type leads to failed syncs, a sync, a definition, a setting, and out', async () => {
  const eloqua = await startEloqua()
  const app = await launchJourney('palette', { loginUrl: eloqua.loginUrl })
  const { page } = app
  try {
    await signIn(page)
    const rows = page.getByRole('grid', { name: 'Syncs' }).locator('tbody tr')
    await take(page, 'failed', /^Show failed syncs$/)
    await expect(rows.filter({ hasText: 'Failed' })).not.toHaveCount(0)
    await expect(rows.filter({ hasText: 'Success' })).toHaveCount(0)

    const id = eloqua.control.syncs().find(({ status }) => status === 'error')?.id
    await take(page, `#${id}`, new RegExp(`${id}`))
    await expect(page.getByText(`Sync ${id} · `)).toBeVisible()

    await take(page, 'all contacts', /^All contacts.*Export/)
    await expect(page.getByRole('heading', { level: 1, name: 'Definitions' })).toBeVisible()

    await take(page, 'delete kept rows', /^Delete kept rows after/)
    await expect(page.getByRole('region', { name: 'Stored on this computer' })).toBeFocused()

    await take(page, 'sign out', /^Sign out$/)
    await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible()
  } finally {
    await app.close()
    await eloqua.close()
  }
})
