import { join } from 'node:path'
import { textRow, writeWorkbook } from '../../../electron/uploads/sources/testing/write-workbook.ts'
import { finishedUpload } from '../finished-upload.ts'
import { type DemoStep, mustBe, readCount, readFigure } from '../stage.ts'

const VISITORS = [
  ['ada@spring-fair.example', ' Ada ', 'Analytical Engines', '0791234567'],
  ['grace@spring-fair.example', 'Grace', 'N/A', '0791234568'],
  ['katherine@spring-fair.example', 'Katherine ', 'Orbits Ltd', '0791234569'],
]

export const uploadWorkbook: DemoStep = {
  name: 'Choose a sheet, fix its cells, and send them',
  async play(stage) {
    const { app, page, outDir, shoot } = stage
    const path = join(outDir, 'spring-fair.xlsx')
    const rows = [['E-mail', 'First Name', 'Company', 'Mobile'], ...VISITORS]
    writeWorkbook(path, {
      sheets: [
        { name: 'Read me', rows: textRow(1, ['Visitors of the spring fair']) },
        { name: 'Visitors', rows: rows.map((cells, i) => textRow(i + 1, cells)).join('') },
      ],
    })
    await app.dropFiles([path])
    const sheets = page.getByRole('grid', { name: 'Sheets' })
    await sheets.getByText('Visitors', { exact: true }).waitFor()
    await shoot('15-sheets')
    await sheets.getByText('Visitors', { exact: true }).click()
    await page.getByText('Contacts from a spreadsheet', { exact: true }).click()
    await page.getByRole('button', { name: 'Fix columns…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Fix columns before sending' })
    const apply = dialog.getByRole('button', { name: /^Apply [1-9]\d* fix(es)?$/ })
    await apply.waitFor()
    await shoot('16-fixes')
    const fixes = readCount(await apply.innerText())
    await apply.click()
    const made = page.getByRole('region', { name: 'Fixes' }).getByRole('listitem')
    await made.nth(fixes - 1).waitFor()
    mustBe('fixes made', await made.count(), fixes)
    await page.getByRole('button', { name: `Send ${VISITORS.length} rows`, exact: true }).click()
    await page.getByRole('button', { name: `Import ${VISITORS.length} rows now`, exact: true }).click()
    const { id, countOf } = await finishedUpload(stage)
    mustBe('contacts created', await readFigure(page, 'Created'), countOf('ELQ-00004'))
    await shoot('17-workbook-outcome')
    return { sent: VISITORS.length, fixes, sync: id }
  },
}
