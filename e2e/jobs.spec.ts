import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { startEloqua } from './journey/eloqua.ts'
import { journeyFolder, launchJourney } from './journey/launch-journey.ts'
import { openSection, signIn } from './journey/sign-in.ts'

const TRANSACTIONS = /Transactions/

test('an export becomes a saved job, which saves its rows to the chosen folder', async () => {
  const userData = journeyFolder('jobs')
  mkdirSync(userData, { recursive: true })
  writeFileSync(join(userData, 'jobs.db'), 'no database at all')
  const eloqua = await startEloqua({ rows: 300 })
  const app = await launchJourney('jobs', { loginUrl: eloqua.loginUrl })
  const { page } = app
  const folder = mkdtempSync(join(tmpdir(), 'saved-jobs-'))
  try {
    await signIn(page)
    await page.getByRole('button', { name: 'Transfers' }).click()
    await expect(page.getByRole('paragraph').filter({ hasText: 'kept the file as “jobs.db.damaged”' })).toBeVisible()
    await page.keyboard.press('Escape')
    await openSection(page, 'Definitions')
    await page.getByRole('row', { name: TRANSACTIONS }).first().click()
    await page.getByRole('button', { name: 'Run again every…' }).click()
    const form = page.getByRole('dialog', { name: 'Run again every…' })
    await app.answerOpenDialog([folder])
    await form.getByRole('button', { name: 'Choose folder…' }).click()
    await expect(form.getByRole('textbox', { name: 'Folder' })).toHaveValue(folder)
    await form.getByRole('textbox', { name: 'Job name' }).fill('Night export')
    await form.getByRole('textbox', { name: 'File name' }).fill('night {date}')
    await form.getByRole('button', { name: 'Save job' }).click()
    await page.getByRole('button', { name: 'See saved jobs' }).click()
    await page.getByRole('button', { name: 'Actions for Night export' }).click()
    await page.getByRole('menuitem', { name: 'Run now' }).click()
    await expect(page.getByRole('list', { name: 'Runs of Night export' })).toContainText('300 rows saved')
    const [name = ''] = readdirSync(folder)
    expect(name).toMatch(/^night \d{4}-\d\d-\d\d\.csv$/)
    expect(readFileSync(join(folder, name), 'utf8').trim().split('\n')).toHaveLength(301)
  } finally {
    await app.close()
    await eloqua.close()
  }
})
