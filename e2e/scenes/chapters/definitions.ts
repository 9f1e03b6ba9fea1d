import { openSection } from '../../journey/sign-in.ts'
import { type Chapter, pressEscape, type Scene, type Stage } from '../scene.ts'

const newDefinition = ({ page }: Stage) => page.getByRole('button', { name: 'New definition' }).first()

/** The form of a purpose, once the label is there. */
function form(name: string, purpose: string, label: string): Scene {
  return {
    name,
    async show(stage) {
      await openSection(stage.page, 'Definitions')
      await newDefinition(stage).click()
      await stage.page.getByRole('menuitem', { name: purpose }).click()
      await stage.page.getByLabel(label).waitFor()
    },
  }
}

const chooseList: Scene = {
  name: 'A list is chosen for a filter',
  async show(stage) {
    const { page } = stage
    await openSection(page, 'Definitions')
    await newDefinition(stage).click()
    await page.getByRole('menuitem', { name: 'Export contacts of a list' }).click()
    await page.getByRole('combobox', { name: 'List or segment of condition 1' }).click()
    await page.getByRole('option', { name: /Do Not Call/ }).waitFor()
  },
  async leave({ page }) {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Discard draft' }).click()
  },
}

const beforeDeletion: Scene = {
  name: 'The question before a definition is deleted',
  async show({ page }) {
    await openSection(page, 'Definitions')
    await page.getByRole('checkbox', { name: 'Select All contacts' }).click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').waitFor()
  },
  leave: ({ page }) => page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click(),
}

export const definitions: Chapter = {
  name: 'definitions: one, the purposes, forms, a choice, and the question before a deletion',
  scenes: [
    {
      name: 'A definition',
      async show({ page }) {
        await openSection(page, 'Definitions')
        await page.getByRole('grid', { name: 'Definitions' }).getByText('All contacts').click()
        await page.getByRole('grid', { name: 'Fields' }).waitFor()
      },
    },
    {
      name: 'An export that will run again by itself',
      async show({ page }) {
        await page.getByRole('button', { name: 'Run again every…' }).click()
        await page.getByRole('dialog', { name: 'Run again every…' }).waitFor()
      },
      leave: pressEscape,
    },
    {
      name: 'What a new definition is for',
      async show(stage) {
        await openSection(stage.page, 'Definitions')
        await newDefinition(stage).click()
        await stage.page.getByRole('menu').waitFor()
      },
      leave: pressEscape,
    },
    form('A new export of activities', 'Export opens, clicks or form submits of a period', 'Value of condition 2'),
    form('A new sync action', 'Mark contacts as bounced', 'Identifier field'),
    chooseList,
    beforeDeletion,
  ],
}
