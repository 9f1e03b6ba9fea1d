import type { DemoStep } from '../stage.ts'

const SECTIONS = ['Home', 'Syncs', 'Results', 'Upload', 'Definitions', 'History', 'Settings'] as const

export const everyScreen: DemoStep = {
  name: 'Visit every section, light and dark',
  async play({ page, shoot }) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const section of SECTIONS) {
        await page.getByRole('navigation').getByText(section, { exact: true }).click()
        await page.getByRole('heading', { level: 1, name: section }).waitFor()
        await page.waitForTimeout(400)
        await shoot(`20-${section.toLowerCase()}-${colorScheme}`)
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    return { sections: SECTIONS.length }
  },
}
