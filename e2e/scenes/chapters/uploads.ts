import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSection } from '../../journey/sign-in.ts'
import { type Chapter, pressEscape, type Scene, type Stage } from '../scene.ts'

async function drop({ app, page, folder }: Stage, name: string, text: string | Buffer): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  await openSection(page, 'Upload')
  await app.dropFiles([path])
}

const targets = ({ page }: Stage) => page.getByRole('grid', { name: 'Imports and sync actions' })

const chooseDefinition: Scene = {
  name: 'Which definition a file is for',
  async show(stage) {
    const lines = ['Email,Id,Company', 'ana@example.com,1,"Acme, Inc."', 'no-address,2, x', 'short row']
    await drop(stage, 'scans.csv', `${lines.join('\n')}\n`)
    await targets(stage).waitFor()
  },
}

const check: Scene = {
  name: 'The check before sending',
  async show(stage) {
    await targets(stage).getByText('Contacts from a spreadsheet', { exact: true }).click()
    await stage.page.getByRole('button', { name: /^Send \d+ rows?$/ }).waitFor()
  },
}

const fixes: Scene = {
  name: 'Fixes of columns',
  async show({ page }) {
    await page.getByRole('button', { name: 'Fix columns…' }).click()
    await page.getByRole('dialog', { name: 'Fix columns before sending' }).waitFor()
  },
  leave: pressEscape,
}

const saveRecipe: Scene = {
  name: 'A recipe is saved',
  async show({ page }) {
    await page.getByRole('button', { name: 'Save as recipe…' }).click()
    await page.getByRole('dialog', { name: /recipe/i }).waitFor()
  },
  leave: pressEscape,
}

const question: Scene = {
  name: 'The question before production changes',
  async show({ page }) {
    await page.getByRole('button', { name: /^Send \d+ rows?$/ }).click()
    await page.getByRole('button', { name: /^(Import|Process) [\d,]+ rows? now$/ }).click()
    await page.getByRole('dialog', { name: /^(Import|Process) 1 row in production company / }).waitFor()
  },
  leave: ({ page }) =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /in production$/ })
      .click(),
}

const outcome: Scene = {
  name: 'The outcome of an upload',
  show: ({ page }) =>
    page
      .getByRole('main')
      .getByText(/^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./)
      .first()
      .waitFor(),
}

export const uploads: Chapter = {
  name: 'an upload: which definition, the check with what is wrong, fixes, the question before production changes, the outcome',
  scenes: [chooseDefinition, check, fixes, saveRecipe, question, outcome],
}

async function dropSeveral({ app, page, folder }: Stage): Promise<void> {
  const texts = {
    'berlin.csv': 'Email,Company\nana@example.com,Acme\nbob@example.com,Globex\n',
    'münchen.csv': 'Email,Company\nno-address,Initech\ncarl@example.com,Initech\n',
    'report.csv': '%PDF-1.7\n1 0 obj\n',
    'a name that is longer than its column has room for.csv': 'Email,Company\ndora@example.com,Umbrella\n',
  }
  const paths = Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
  await openSection(page, 'Upload')
  await app.dropFiles(paths)
}

/** Several files that are sent by one order. */
export const severalFiles: Chapter = {
  name: 'several files at once: what is found in each, and what became of those that were sent',
  scenes: [
    {
      name: 'Several files before sending',
      async show(stage) {
        await dropSeveral(stage)
        await targets(stage).getByText('Contacts from a spreadsheet', { exact: true }).click()
        await stage.page.getByRole('button', { name: 'Send and import 2 files' }).waitFor()
      },
    },
    {
      name: 'What became of several files, one of them refused',
      async show({ page, eloqua }) {
        eloqua.control.faults.add({ method: 'POST', path: '*/data', effect: { kind: 'answer', status: 403 } })
        await page.getByRole('button', { name: 'Send and import 2 files' }).click()
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /in production$/ })
          .click()
        await page.getByRole('heading', { name: '2 files sent together' }).waitFor()
        await page.getByText(/^1 of 2 files is done\./).waitFor()
      },
    },
  ],
}

/** Files that need a decision first, or cannot be sent. */
export const strangeFiles: Chapter = {
  name: 'files that are read another way, and files that cannot be sent',
  scenes: [
    {
      name: 'A file in another encoding',
      async show(stage) {
        const latin = Buffer.from('Email,Stadt\nana@example.com,M\u00fcnchen\nbob@example.com,K\u00f6ln\n', 'latin1')
        await drop(stage, 'städte.csv', latin)
        await stage.page.getByText('Do these look right?').first().waitFor()
      },
    },
    {
      name: 'A file that is no table',
      async show(stage) {
        await drop(stage, 'report.csv', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n', 'latin1'))
        await stage.page.getByRole('alert').first().waitFor()
      },
    },
  ],
}
