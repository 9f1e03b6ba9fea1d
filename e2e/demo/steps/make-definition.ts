import { type DemoStep, mustBe } from '../stage.ts'

const NAME = 'Contacts to leave alone'

export const makeDefinition: DemoStep = {
  name: 'Make an export of a list from what it is for, and run it',
  async play({ page, shoot, ask }) {
    await page.getByRole('navigation').getByText('Definitions', { exact: true }).click()
    await page.getByRole('button', { name: 'New definition' }).first().click()
    await page.getByRole('menuitem', { name: 'Export contacts of a list' }).waitFor()
    await shoot('05-new-definition')
    await page.getByRole('menuitem', { name: 'Export contacts of a list' }).click()
    await page.getByRole('combobox', { name: 'List or segment of condition 1' }).click()
    await page.getByRole('option', { name: /^Do Not Call/ }).click()
    await page.getByLabel('Name', { exact: true }).fill(NAME)
    await page.getByText('Filter: in list “Do Not Call”').waitFor()
    await shoot('05-definition-form')
    await page.getByRole('button', { name: 'Create definition' }).click()
    await page.getByRole('heading', { level: 2, name: NAME }).waitFor()
    const { items } = await ask<{ items: { name: string; filter: string }[] }>('/contacts/exports')
    mustBe('filter', items.find(({ name }) => name === NAME)?.filter, "EXISTS('{{ContactList[12]}}')")
    await page.getByRole('button', { name: 'New sync…' }).click()
    await page.getByRole('button', { name: 'Start export' }).click()
    const grid = page.getByRole('grid', { name: 'Rows', exact: true })
    await grid.waitFor({ timeout: 60_000 })
    return { rows: Number(await grid.getAttribute('aria-rowcount')) - 1 }
  },
}
