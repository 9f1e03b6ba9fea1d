import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { test } from './fixtures.ts'
import { openSection } from './journey/sign-in.ts'

test('a report for support is read in full, and what was read is what is saved', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-report-'))
  try {
    await app.page.getByRole('button', { name: 'Try with sample data' }).click()
    await openSection(app.page, 'Settings')
    await app.page.getByRole('button', { name: 'Save a report for support…' }).click()
    const report = app.page.getByRole('dialog', { name: 'Report for support' }).getByRole('region', { name: 'Report' })
    await expect(report).toContainText('practice: 1')
    const shown = await report.textContent()
    const path = join(folder, 'report.txt')
    await app.answerSaveDialog(path)
    await app.page.getByRole('button', { name: 'Save report' }).click()
    await expect(app.page.getByRole('dialog')).toHaveCount(0)
    expect(readFileSync(path, 'utf8')).toBe(shown)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
