import { expect, test } from 'playwright/test'
import { runPast } from './journey/ask-eloqua.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { fillSignIn } from './journey/sign-in.ts'

test('the first screen tells of a sync that failed meanwhile, why, and opens its log in one click', async () => {
  const eloqua = await startEloqua()
  const app = await launchJourney('home', { loginUrl: eloqua.loginUrl })
  const { page } = app
  try {
    await fillSignIn(page)
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.getByText('Looking for what needs your attention').waitFor({ state: 'detached' })

    const effect = { kind: 'sync', outcome: 'error', code: 'ELQ-00107' } as const
    eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect })
    const id = await runPast(eloqua, '/contacts/exports/91')
    await eloqua.control.settled()
    await page.keyboard.press('ControlOrMeta+R')
    const line = page.getByRole('listitem').filter({ hasText: `#${id}` })
    await expect(line).toContainText('Eloqua couldn’t process this sync.')

    await line.getByRole('button', { name: /^See log/ }).click()
    await expect(page.getByText(`Sync ${id} · `)).toBeVisible()
    await expect(page.getByRole('grid', { name: 'Log' })).toBeVisible()
  } finally {
    await app.close()
    await eloqua.close()
  }
})
