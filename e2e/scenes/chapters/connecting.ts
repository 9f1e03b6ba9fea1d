import { fillSignIn, openConnections, openSyncs } from '../../journey/sign-in.ts'
import { type Chapter, pressEscape, type Scene } from '../scene.ts'

const adminNote: Scene = {
  name: 'What an administrator needs',
  async show({ page }) {
    await page.getByRole('radio', { name: 'Single sign-on or OAuth' }).check()
    await page.getByRole('button', { name: 'For your administrator…' }).click()
    await page.getByRole('button', { name: 'Copy as a message' }).waitFor()
  },
  leave: pressEscape,
}

const NO_SYNCS = JSON.stringify({ items: [], totalResults: 0, limit: 1000, offset: 0, count: 0, hasMore: false })

/** The first screen of a company without syncs. */
const calmHome: Scene = {
  name: 'Home with nothing that needs attention',
  async show({ page, eloqua }) {
    const effect = { kind: 'answer', status: 200, body: NO_SYNCS } as const
    eloqua.control.faults.add({ method: 'GET', path: '*/syncs', count: 0, effect })
    await fillSignIn(page, { label: 'Acme', environment: 'Production' })
    await page.getByRole('heading', { name: 'Nothing needs your attention' }).waitFor()
  },
  async leave({ page, eloqua }) {
    eloqua.control.faults.clear()
    await openSyncs(page)
  },
}

/** Before the sign-in. */
export const connecting: Chapter = {
  name: 'connecting: the form, its complaints, and the first screen',
  scenes: [
    { name: 'First start', show: ({ page }) => page.getByLabel('Company', { exact: true }).waitFor() },
    adminNote,
    {
      name: 'Sign in by single sign-on',
      show: ({ page }) => page.getByLabel('Redirect address').waitFor(),
      leave: ({ page }) => page.getByRole('radio', { name: 'Password' }).check(),
    },
    {
      name: 'A rejected sign-in',
      async show({ page }) {
        await fillSignIn(page, { password: 'wrong' })
        await page.getByText(/rejected this combination/).waitFor()
      },
    },
    calmHome,
  ],
}

/** Connections that are saved: to be opened while signed in. */
export const connections: Chapter = {
  name: 'connections that are saved, and the question before one is removed',
  scenes: [
    {
      name: 'Connections',
      async show({ page }) {
        await openConnections(page)
        await page.getByRole('button', { name: 'More actions for Acme' }).click()
        await page.getByRole('menuitem', { name: /^Edit name/ }).click()
      },
    },
    {
      name: 'The question before a connection is removed',
      async show({ page }) {
        await page.getByRole('button', { name: 'More actions for Acme' }).click()
        await page.getByRole('menuitem', { name: /^Remove/ }).click()
        await page.getByRole('dialog').waitFor()
      },
      async leave({ page }) {
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
        await page.getByRole('button', { name: 'Back' }).click()
      },
    },
  ],
}
