import { expect, test } from 'playwright/test'
import type { Simulator } from '../simulator/simulator.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { fillSignIn, signIn, typePassword } from './journey/sign-in.ts'

let eloqua: Simulator
test.beforeAll(async () => {
  eloqua = await startEloqua()
})
test.afterAll(() => eloqua.close())

test('without a keychain the user is told, works for this session, and is asked again after a restart', async () => {
  test.skip(process.platform !== 'linux', 'only on Linux can a desktop be without one')
  const launch = { loginUrl: eloqua.loginUrl, env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } }
  const app = await launchJourney('no-keychain', launch)
  const { page } = app
  await expect(page.getByText(/is not available on this computer, so the password will be kept in memory only/)).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /Keep the password/ })).toHaveCount(0)
  await signIn(page, { label: 'Only now' })
  await app.close()
  const again = await launchJourney('no-keychain', launch)
  const saved = again.page.getByRole('listitem', { name: 'Only now' })
  await expect(saved).toContainText('password for this session only')
  await saved.getByRole('button', { name: 'Connect' }).click()
  await typePassword(saved, JOURNEY_USER.password)
  await saved.getByRole('button', { name: 'Sign in' }).click()
  await expect(again.page.getByRole('grid', { name: 'Syncs' })).toBeVisible()
  await again.close()
})
