import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DemoStep, mustBe, readCount } from '../stage.ts'

const JOB = 'Nightly transactions'

export const runSavedJob: DemoStep = {
  name: 'Have an export run again every day, and run it now',
  async play({ app, page, outDir, shoot }) {
    const folder = join(outDir, 'saved-job')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await page.getByRole('navigation').getByText('Definitions', { exact: true }).click()
    await page
      .getByRole('row', { name: /Transactions/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Run again every…' }).click()
    const form = page.getByRole('dialog', { name: 'Run again every…' })
    await app.answerOpenDialog([folder])
    await form.getByRole('button', { name: 'Choose folder…' }).click()
    await form.getByRole('textbox', { name: 'Job name' }).fill(JOB)
    await form.getByRole('textbox', { name: 'File name' }).fill('transactions {date}')
    await shoot('30-save-job')
    await form.getByRole('button', { name: 'Save job' }).click()
    await page.getByRole('button', { name: 'See saved jobs' }).click()
    await page.getByRole('button', { name: `Actions for ${JOB}` }).click()
    await page.getByRole('menuitem', { name: 'Run now' }).click()
    const done = page.getByRole('list', { name: `Runs of ${JOB}` }).getByText(/[\d,]+ rows saved/)
    await done.waitFor({ timeout: 60_000 })
    await shoot('31-job-ran')
    const [name = '', ...others] = readdirSync(folder)
    mustBe('files of one run', others.length, 0)
    const rows = readFileSync(join(folder, name), 'utf8').trim().split('\n').length - 1
    mustBe('rows saved', readCount(/([\d,]+) rows saved/.exec(await done.innerText())?.[1] ?? ''), rows)
    return { file: name, rows }
  },
}
