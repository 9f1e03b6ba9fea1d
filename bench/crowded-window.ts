import type { Page } from 'playwright-core'
import { launchApp } from '../e2e/app.ts'
import { askEloqua } from '../e2e/journey/ask-eloqua.ts'
import { startEloqua } from '../e2e/journey/eloqua.ts'
import { openSection, signIn } from '../e2e/journey/sign-in.ts'
import type { Simulator } from '../simulator/simulator.ts'

const DEFINITIONS = 5_000
const FIELDS = 2_000
const LISTS = 1_500
const AT_A_TIME = 25

/** The real window, signed in to an instance with a large company's definitions, fields and lists. */
export interface CrowdedWindow {
  /** Each searches for one thing and tells how long the answer took to be on screen, milliseconds. */
  readonly search: Readonly<Record<'definitions' | 'fields' | 'lists', (round: number) => Promise<number>>>
  close(): Promise<void>
}

/** Starts the app and the simulator, fills the instance, and opens the screen that is searched. */
export async function openCrowdedWindow(what: keyof CrowdedWindow['search']): Promise<CrowdedWindow> {
  const eloqua = await startEloqua({ speed: 'instant' })
  if (what === 'definitions') await addDefinitions(eloqua)
  else addFieldsAndLists(eloqua)
  const app = await launchApp({ loginUrl: eloqua.loginUrl, viewport: { width: 1280, height: 800 } })
  const { page } = app
  await signIn(page)
  await openSection(page, 'Definitions')
  await page.getByRole('grid', { name: 'Definitions' }).waitFor({ timeout: 60_000 })
  if (what !== 'definitions') await openForm(page)
  return {
    search: {
      definitions: (round) => searchFor(page, 'Search definitions', nameOf('Nightly export', round), 'cell'),
      fields: (round) => searchFor(page, 'Add a field', nameOf('Custom field', round), 'option'),
      lists: (round) => searchFor(page, 'List or segment of condition 1', nameOf('Guest list', round), 'option'),
    },
    async close() {
      await app.close()
      await eloqua.close()
    },
  }
}

/** Another one each round, towards the end of what is searched. */
function nameOf(kind: string, round: number): string {
  return `${kind} ${1_400 + round}`
}

async function addDefinitions(eloqua: Simulator): Promise<void> {
  const fields = { Email: '{{Contact.Field(C_EmailAddress)}}' }
  for (let from = 0; from < DEFINITIONS; from += AT_A_TIME) {
    const numbers = Array.from({ length: AT_A_TIME }, (_one, index) => from + index)
    await Promise.all(
      numbers.map((at) => askEloqua(eloqua, '/contacts/exports', { body: { name: `Nightly export ${at}`, fields } })),
    )
  }
}

function addFieldsAndLists({ control }: Simulator): void {
  const answer = (path: string, items: readonly object[]): void => {
    const body = {
      items,
      totalResults: items.length,
      limit: items.length,
      offset: 0,
      count: items.length,
      hasMore: false,
    }
    control.faults.add({ method: 'GET', path, count: 0, effect: { kind: 'answer', status: 200, body } })
  }
  const many = (count: number, one: (at: number) => object) => Array.from({ length: count }, (_item, at) => one(at))
  answer(
    '*/contacts/fields',
    many(FIELDS, (at) => ({
      name: `Custom field ${at}`,
      internalName: `C_Custom${at}`,
      dataType: 'string',
      statement: `{{Contact.Field(C_Custom${at})}}`,
      uri: `/contacts/fields/${at + 1}`,
    })),
  )
  answer(
    '*/contacts/lists',
    many(LISTS, (at) => ({
      name: `Guest list ${at}`,
      count: at,
      statement: `{{ContactList[${at + 1}]}}`,
      uri: `/contacts/lists/${at + 1}`,
    })),
  )
}

async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New definition' }).first().click()
  await page.getByRole('menuitem', { name: 'Export contacts of a list' }).click()
  await page.getByRole('combobox', { name: 'Add a field' }).waitFor()
}

/** Puts a text into a field as one key does, and waits in the page until the answer is painted. */
async function searchFor(page: Page, label: string, text: string, role: 'cell' | 'option'): Promise<number> {
  const field = page.locator(`input[aria-label="${label}"]`)
  await field.fill('')
  await field.click()
  const taken = await field.evaluate(
    async (input: HTMLInputElement, { text, role }) => {
      const isShown = () => {
        const found = [...document.querySelectorAll(`[role="${role}"], [role="gridcell"]`)]
        return found.length < 20 && found.some((one) => one.textContent?.includes(text))
      }
      const started = performance.now()
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (!isShown()) await new Promise((painted) => requestAnimationFrame(painted))
      await new Promise((painted) => requestAnimationFrame(painted))
      return performance.now() - started
    },
    { text, role },
  )
  await page.keyboard.press('Escape')
  return taken
}
