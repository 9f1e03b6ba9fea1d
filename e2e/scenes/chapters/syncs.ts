import type { FaultEffect } from '../../../simulator/faults/faults.ts'
import { openSection } from '../../journey/sign-in.ts'
import type { Chapter, Scene, Stage } from '../scene.ts'

async function openRejects({ page, eloqua }: Stage): Promise<void> {
  const [row] = eloqua.control.sql('SELECT sync FROM bulk_rejects LIMIT 1')
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(row?.sync))
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: /^Rejected/ }).click()
}

/** A start that Eloqua answers with "not allowed"; afterwards it is started in fact. */
const rejectedStart: Scene = {
  name: 'A start that is not permitted',
  async show({ page, eloqua }) {
    eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'answer', status: 403 } })
    await page.getByRole('button', { name: 'Start export' }).click()
    await page.getByRole('alert').filter({ hasText: 'don’t have permission' }).waitFor()
  },
  async leave({ page, eloqua }) {
    eloqua.control.faults.clear()
    const start = page.getByRole('button', { name: 'Start export' })
    await start.click()
    // The sync's own screen comes once Eloqua has answered, whatever was opened meanwhile.
    await start.waitFor({ state: 'detached' })
  },
}

export const newSyncs: Chapter = {
  name: 'a new sync with its faults, and a start that is not permitted',
  scenes: [
    {
      name: 'A new sync',
      async show({ page }) {
        await openSection(page, 'Syncs')
        await page.getByRole('button', { name: 'New sync' }).click()
        await page.getByLabel('Search definitions').fill('/contacts/exports/91')
        await page.getByLabel('Callback URL (optional)').fill('no address')
      },
      leave: ({ page }) => page.getByLabel('Callback URL (optional)').fill(''),
    },
    rejectedStart,
  ],
}

export const rejects: Chapter = {
  name: 'syncs that failed and why, and the rejected rows of an import',
  scenes: [
    {
      name: 'Syncs that failed',
      async show({ page }) {
        await openSection(page, 'Syncs')
        await page.getByRole('button', { name: /^Failed \d/ }).click()
        await page.getByRole('grid', { name: 'Syncs' }).getByText('Failed').first().waitFor()
      },
    },
    {
      name: 'Syncs that no filter lets through',
      async show({ page }) {
        await page.getByLabel('Search syncs').getByRole('textbox').fill('yesterday no such thing')
        await page.getByRole('button', { name: /^Remove “Failed”/ }).waitFor()
      },
      leave: ({ page }) => page.getByLabel('Search syncs').getByRole('textbox').fill(''),
    },
    {
      name: 'Why a sync failed',
      async show({ page }) {
        await page.getByRole('grid', { name: 'Syncs' }).getByText('Failed').first().click()
        await page.getByRole('region', { name: 'Why, and what to do' }).getByText(/ELQ-/).first().waitFor()
      },
    },
    { name: 'Rejected rows of a sync', show: openRejects },
  ],
}

/** Tried again at once, so that the failure is on screen soon. */
const LOST: FaultEffect = { kind: 'answer', status: 503, headers: { 'retry-after': '0' } }

/** A list that cannot be read, and one that waits for its answer. */
export const unreadable: Chapter = {
  name: 'lists that are read, and lists that cannot be read',
  scenes: [
    {
      name: 'Definitions that may not be read',
      async show({ page, eloqua }) {
        // Where the list of all is refused, each object is asked for its own.
        for (const path of ['*/2.0/imports', '*/accounts/imports'])
          eloqua.control.faults.add({ method: 'GET', path, count: 0, effect: { kind: 'answer', status: 403 } })
        await openSection(page, 'Definitions')
        await page.keyboard.press('ControlOrMeta+R')
        await page
          .getByText(/couldn’t be read/)
          .first()
          .waitFor()
        await page.getByRole('grid', { name: 'Definitions' }).waitFor()
      },
      leave: async ({ eloqua }) => eloqua.control.faults.clear(),
    },
    {
      name: 'A sync that cannot be read',
      async show({ page, eloqua }) {
        eloqua.control.faults.add({ method: 'GET', path: '*/syncs/4999', count: 0, effect: LOST })
        await openSection(page, 'Results')
        await page.getByLabel('Open by sync number').fill('4999')
        await page.keyboard.press('Enter')
        await page.getByRole('alert').first().waitFor()
      },
      leave: async ({ eloqua }) => eloqua.control.faults.clear(),
    },
  ],
}
