import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { textRow, writeWorkbook } from '../electron/uploads/sources/testing/write-workbook.ts'
import { findViolationsInBothSchemes } from './axe.ts'
import { startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { runFolder } from './journey/run.ts'
import { signIn } from './journey/sign-in.ts'

/** Phone numbers as Excel keeps them: with leading zeros in the format, and in a cell of text. */
function writeList(): string {
  const folder = runFolder('upload-workbook')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'list.xlsx')
  const rows = [
    textRow(1, ['E-mail', 'First Name', 'Company', 'Mobile']),
    `<row r="2"><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c s="0"><v>791234567</v></c></row>`,
    `<row r="3"><c t="s"><v>1</v></c><c t="inlineStr"><is><t>Grace</t></is></c><c t="str"><f>A1</f><v>Navy, &quot;R&amp;D&quot;</v></c><c s="1"><v>45352</v></c></row>`,
  ]
  const strings = ['ada@workbook.example', 'grace@workbook.example', 'Zoë', 'Analytical Engines'].map(
    (one) => `<t>${one}</t>`,
  )
  writeWorkbook(path, {
    sheets: [
      { name: 'Notes', rows: textRow(1, ['Do not send this sheet']), state: 'hidden' },
      { name: 'Contacts', rows: rows.join(''), before: '<dimension ref="A1:D3"/>' },
    ],
    strings,
    formats: ['0000000000', 14],
  })
  return path
}

test('a sheet of a dropped workbook is chosen, checked and sent, and its cells arrive as Excel shows them', async () => {
  const eloqua = await startEloqua({ speed: 'instant' })
  const app = await launchJourney('upload-workbook', { loginUrl: eloqua.loginUrl })
  const { page } = app
  try {
    await signIn(page)
    await app.dropFiles([writeList()])
    const sheets = page.getByRole('grid', { name: 'Sheets' })
    await expect(sheets.getByRole('row', { name: /^Notes hidden in Excel/ })).toBeVisible()
    await expect(sheets.getByRole('row', { name: /^Contacts 3 4/ })).toBeVisible()
    expect(await findViolationsInBothSchemes(page)).toEqual([])
    await sheets.getByText('Contacts', { exact: true }).click()
    await page.getByText('Contacts from a spreadsheet', { exact: true }).click()
    await expect(page.getByTitle(/^list - Contacts\.csv · From sheet Contacts of list\.xlsx · /)).toBeVisible()
    await page.getByRole('button', { name: 'Send 2 rows' }).click()
    await page.getByRole('button', { name: 'Import 2 rows now' }).click()
    await expect(page.getByText(/^2 rows imported\./).first()).toBeVisible()
    await expect(page.getByText('From sheet Contacts of list.xlsx')).toBeVisible()
    const stored = eloqua.control.sql(
      "SELECT f100001, f100002, f100004, f100014 FROM contacts WHERE f100001 LIKE '%@workbook.example' ORDER BY f100001",
    )
    expect(stored.map((row) => Object.values(row))).toEqual([
      ['ada@workbook.example', 'Zoë', 'Analytical Engines', '0791234567'],
      ['grace@workbook.example', 'Grace', 'Navy, "R&D"', '2024-03-01'],
    ])
  } finally {
    await app.close()
    await eloqua.close()
  }
})
