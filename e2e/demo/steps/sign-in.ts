import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { DemoStep } from '../stage.ts'

export const signIn: DemoStep = {
  name: 'Sign in to a server, and keep the password in the keychain',
  async play({ page }) {
    await page.getByLabel('Company', { exact: true }).fill(DEFAULT_USER.company)
    await page.getByLabel('User name').fill(DEFAULT_USER.user)
    await page.getByLabel('Password', { exact: true }).fill(DEFAULT_USER.password)
    await page.getByRole('radio', { name: 'Sandbox' }).check()
    await page.getByRole('checkbox', { name: /Save password/ }).check()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    return { user: DEFAULT_USER.user }
  },
}
