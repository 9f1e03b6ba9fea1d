import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type App, launchApp } from '../e2e/app.ts'
import { runPast } from '../e2e/journey/ask-eloqua.ts'
import { startEloqua } from '../e2e/journey/eloqua.ts'
import { openSection, signIn } from '../e2e/journey/sign-in.ts'
import { type Strain, strainOf } from '../e2e/journey/watch-window.ts'
import type { Simulator } from '../simulator/simulator.ts'

const FILE_BYTES = 100_000_000
const WIDE_ROWS = 400
const CHOICES = [
  ['Column 12 of the CRM', 'firstName'],
  ['Column 57 of the CRM', 'lastName'],
  ['Column 98 of the CRM', 'country'],
] as const

interface Place {
  readonly app: App
  readonly page: Page
  readonly eloqua: Simulator
  readonly folder: string
}

/** The real window, signed in to an instance with 60,000 rows, and the jobs that strain it. Each may run again. */
export interface StrainedWindow {
  readonly jobs: Readonly<Record<'rows' | 'check' | 'send' | 'mapping', () => Promise<Strain>>>
  close(): Promise<void>
}

/** Starts the app and the simulator, and signs in. */
export async function openWindowUnderStrain(): Promise<StrainedWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-bench-window-'))
  const eloqua = await startEloqua({ rows: 60_000 })
  const app = await launchApp({ loginUrl: eloqua.loginUrl, viewport: { width: 1280, height: 800 } })
  await signIn(app.page)
  const place: Place = { app, page: app.page, eloqua, folder }
  return {
    jobs: {
      rows: () => scrollThroughRows(place),
      check: () => checkLargeFile(place),
      send: () => sendLargeFile(place),
      mapping: () => changeMapping(place),
    },
    async close() {
      await app.close()
      await eloqua.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function scrollThroughRows({ app, page, eloqua }: Place): Promise<Strain> {
  const id = await runPast(eloqua, '/customObjects/20/exports/1')
  await eloqua.control.settled()
  await openSection(page, 'Results')
  await page.getByLabel('Open by sync number').fill(String(id))
  await page.keyboard.press('Enter')
  await page.getByText(/^60,000 rows · loaded/).waitFor({ timeout: 60_000 })
  return strainOf(app, async () => {
    const grid = page.getByRole('grid', { name: 'Rows', exact: true })
    await grid.hover()
    // A hand on the wheel: the pauses are the job itself.
    for (let turn = 0; turn < 30; turn += 1) {
      await page.mouse.wheel(0, 1_500)
      await page.waitForTimeout(30)
    }
    await grid.focus()
    for (const key of ['ControlOrMeta+End', 'PageUp', 'PageUp', 'ControlOrMeta+Home', 'PageDown', 'PageDown']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(80)
    }
  })
}

async function dropOnContacts({ app, page }: Place, path: string, rows: number): Promise<void> {
  await app.dropFiles([path])
  const targets = page.getByRole('grid', { name: 'Definitions that take files' })
  await targets.getByText('Contacts from a spreadsheet', { exact: true }).click()
  await page.getByRole('button', { name: `Send ${rows.toLocaleString('en-US')} rows` }).waitFor({ timeout: 90_000 })
}

async function checkLargeFile(place: Place): Promise<Strain> {
  const path = join(place.folder, 'large.csv')
  const rows = writeLargeFile(path)
  await openSection(place.page, 'Upload')
  const strain = await strainOf(place.app, () => dropOnContacts(place, path, rows))
  await place.page.getByRole('button', { name: 'Cancel' }).click()
  return strain
}

async function sendLargeFile(place: Place): Promise<Strain> {
  const { app, page, folder } = place
  const path = join(folder, 'large.csv')
  await dropOnContacts(place, path, writeLargeFile(path))
  await page.getByRole('radio', { name: /^Straight to the definition/ }).check()
  const strain = await strainOf(app, async () => {
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).waitFor({ timeout: 60_000 })
  })
  await page.getByRole('button', { name: 'Delete staged rows…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete staged rows' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return strain
}

async function changeMapping(place: Place): Promise<Strain> {
  const { app, page, folder } = place
  const path = join(folder, 'wide.csv')
  writeFileSync(path, wideFile())
  const strain = await strainOf(app, async () => {
    await dropOnContacts(place, path, WIDE_ROWS)
    await page.getByRole('button', { name: 'Show them' }).click()
    for (const [column, field] of CHOICES) {
      await page.getByRole('combobox', { name: `Field that ${column} feeds` }).click()
      await page.getByRole('option', { name: field, exact: true }).click()
    }
    await page.getByRole('combobox', { name: 'What mobile gets' }).click()
    await page.getByRole('option', { name: 'The same text in every row' }).click()
    await page.getByLabel('Text for mobile in every row').pressSequentially('+32 470', { delay: 60 })
    await page.getByRole('button', { name: `Send ${WIDE_ROWS} rows` }).waitFor()
  })
  await page.getByRole('button', { name: 'Cancel' }).click()
  return strain
}

function wideFile(): string {
  const columns = Array.from({ length: 99 }, (_, index) => index)
  const header = ['email', ...columns.map((column) => `Column ${column} of the CRM`)]
  const rows = Array.from({ length: WIDE_ROWS }, (_, row) => [
    `person${row}@example.com`,
    ...columns.map((column) => `value ${row} of ${column}`),
  ])
  return [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('')
}

/** Contacts with cells of every sort; gives how many. */
function writeLargeFile(path: string): number {
  const file = openSync(path, 'w')
  let bytes = writeSync(file, 'email,firstName,lastName,company,city,country,notes\n')
  let rows = 0
  while (bytes < FILE_BYTES) {
    const lines: string[] = []
    for (let line = 0; line < 5_000; line += 1, rows += 1) {
      lines.push(
        `person${rows}@example.com,Zoë,"O'Neill, Jr.","Acme ""${rows % 977}"" Ltd",Ghent,Belgium,"said ${rows} times: a note that is long enough to make the row some two hundred bytes in all, with ünïcode and, commas"\n`,
      )
    }
    bytes += writeSync(file, lines.join(''))
  }
  closeSync(file)
  return rows
}
