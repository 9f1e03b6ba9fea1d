import { runPast } from '../../journey/ask-eloqua.ts'
import { openSection } from '../../journey/sign-in.ts'
import { type Chapter, pressEscape, type Scene, type Stage } from '../scene.ts'

/** Sections whose screen is a list that is read first. */
const LISTS = new Set(['Syncs', 'Results', 'Definitions', 'Requests'])

function section(name: string): Scene {
  return {
    name,
    async show({ page }) {
      await openSection(page, name)
      if (LISTS.has(name)) await page.getByRole('grid', { name }).waitFor()
    },
  }
}

const aRequest: Scene = {
  name: 'A request',
  async show({ page }) {
    await openSection(page, 'Requests')
    await page.getByRole('grid', { name: 'Requests' }).getByText('/syncs', { exact: false }).first().click()
    await page.getByRole('button', { name: 'Copy as cURL' }).waitFor()
  },
  leave: pressEscape,
}

/** What is read in the background may yet add a line. */
async function openHome(page: Stage['page']): Promise<void> {
  await openSection(page, 'Home')
  await page.getByText('Looking for what needs your attention').waitFor({ state: 'detached' })
}

/** A sync that fails, past the app. */
const busyHome: Scene = {
  name: 'Home with a failed sync',
  async show({ page, eloqua }) {
    eloqua.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
    await runPast(eloqua, '/contacts/exports/91')
    await eloqua.control.settled()
    await openHome(page)
    await page.keyboard.press('ControlOrMeta+R')
    await page.getByRole('button', { name: /^See log/ }).waitFor()
  },
}

export const sections: Chapter = {
  name: 'the sections',
  scenes: [
    busyHome,
    ...['Syncs', 'Results', 'Upload', 'Definitions', 'History', 'Saved jobs', 'Requests', 'Settings'].map(section),
    aRequest,
  ],
}

/** The palette with a text, once the found entries are there. */
function palette(name: string, text: string, waitFor: (page: Stage['page']) => Promise<void>): Scene {
  return {
    name,
    async show({ page }) {
      await page.keyboard.press('ControlOrMeta+K')
      await page.getByRole('combobox', { name: 'Search or do anything' }).fill(text)
      await waitFor(page)
    },
    leave: pressEscape,
  }
}

/** What lies above any screen. */
export const overlays: Chapter = {
  name: 'what lies above the screens: palette, transfers, keys, a file that is dragged',
  scenes: [
    {
      name: 'The palette',
      async show({ page }) {
        await page.keyboard.press('ControlOrMeta+K')
        await page.getByRole('dialog').waitFor()
      },
      leave: pressEscape,
    },
    palette('The palette with what it found', 'contacts', (page) =>
      page.getByRole('group', { name: 'Definitions' }).waitFor(),
    ),
    palette('The palette with nothing found', 'no such thing', (page) =>
      page.getByText('No results for “no such thing”').waitFor(),
    ),
    {
      name: 'Transfers',
      async show({ page }) {
        await page.keyboard.press('ControlOrMeta+J')
        await page.getByRole('dialog', { name: 'Transfers' }).waitFor()
      },
      leave: pressEscape,
    },
    {
      name: 'Keyboard shortcuts',
      async show({ page }) {
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
      },
      leave: pressEscape,
    },
  ],
}
