import { openSection } from '../../journey/sign-in.ts'
import { type Chapter, pressEscape, type Scene, type Stage } from '../scene.ts'

const rows = ({ page }: Stage) => page.getByRole('grid', { name: 'Rows', exact: true })

function tab(name: string): Scene {
  return { name: `The tab ${name} of a sync`, show: ({ page }) => page.getByRole('tab', { name }).click() }
}

export const aResult: Chapter = {
  name: 'a sync: its data, a row, its columns, its log and requests',
  scenes: [
    {
      name: 'The rows of an export',
      async show(stage) {
        await openSection(stage.page, 'Syncs')
        await stage.page.getByRole('grid', { name: 'Syncs' }).getByText('All contacts').first().click()
        await rows(stage).waitFor()
      },
    },
    {
      name: 'One row',
      async show(stage) {
        await rows(stage).focus()
        await stage.page.keyboard.press('Space')
        await stage.page.getByRole('region', { name: /^Row / }).waitFor()
      },
      leave: pressEscape,
    },
    {
      name: 'The columns of a result',
      async show({ page }) {
        await page.getByRole('button', { name: 'Columns' }).click()
        await page.getByRole('dialog', { name: 'Columns' }).waitFor()
      },
      leave: pressEscape,
    },
    {
      name: 'The menu to save',
      async show({ page }) {
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await page.getByRole('menu').waitFor()
      },
      leave: pressEscape,
    },
    tab('Log'),
    tab('Request'),
  ],
}

/** Goes on with the result that is open. */
export const understanding: Chapter = {
  name: 'a result: the menu and the filter of a column, what is in it, counts, and rows that are filtered',
  scenes: [
    {
      name: 'The menu of a column',
      async show(stage) {
        await stage.page.getByRole('tab', { name: 'Data' }).click()
        await rows(stage).focus()
        await stage.page.keyboard.press('Alt+ArrowDown')
        await stage.page.getByRole('menu').waitFor()
      },
    },
    {
      name: 'The filter of a column',
      async show({ page }) {
        await page.getByRole('menuitem', { name: 'Filter…' }).press('Enter')
        await page.getByRole('checkbox').nth(1).check()
      },
    },
    {
      name: 'The summary of a column',
      async show({ page }) {
        await page.getByRole('button', { name: 'Apply filter' }).click()
        await page.getByRole('button', { name: 'Clear all' }).waitFor()
        await page
          .getByRole('button', { name: /^Show summary of/ })
          .first()
          .click()
        await page.getByRole('table', { name: 'Most frequent values' }).waitFor()
      },
    },
    {
      name: 'Counts by a column',
      async show({ page }) {
        await page.getByRole('button', { name: 'Count by…' }).click()
        await page.getByRole('table', { name: /^Rows by/ }).waitFor()
      },
      leave: ({ page }) => page.getByRole('button', { name: 'Clear all' }).click(),
    },
  ],
}
