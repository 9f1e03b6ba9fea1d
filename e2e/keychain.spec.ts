import { execFileSync } from 'node:child_process'
import { expect, test } from 'playwright/test'
import { startSession } from '../scripts/session.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { JOURNEY_USER, startEloqua } from './journey/eloqua.ts'
import { launchJourney } from './journey/launch-journey.ts'
import { openConnections, openSyncs, signIn, typePassword } from './journey/sign-in.ts'

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
  await expect(page.getByText(/isn’t available on this computer\. Your password is kept in memory/)).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /Save password/ })).toHaveCount(0)
  await signIn(page, { label: 'Only now' })
  await app.close()
  const again = await launchJourney('no-keychain', launch)
  const saved = again.page.getByRole('listitem', { name: 'Only now' })
  await expect(saved).toContainText('password for this session only')
  await saved.getByRole('button', { name: 'Connect' }).click()
  await typePassword(saved, JOURNEY_USER.password)
  await saved.getByRole('button', { name: 'Sign in' }).click()
  await openSyncs(again.page)
  await again.close()
})

test('with a locked keychain the user is told, loses nothing, and signs in for this session', async () => {
  test.skip(process.platform !== 'linux', 'the locking of other systems is not in our hands')
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  // The keyring of this session finds no display, so that its unlock prompt is as good as dismissed.
  const dark = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: 'none' }
  const session = await startSession({ display: 'if-missing', keyring: 'own' }, dark)
  const launch = { loginUrl: eloqua.loginUrl, env: { ...session.env, DISPLAY, WAYLAND_DISPLAY } }
  const app = await launchJourney('locked-keychain', launch)
  await signIn(app.page, { label: 'Kept' })
  await app.close()
  lockKeyring(session.env)
  const again = await launchJourney('locked-keychain', launch)
  const { page } = again
  await expect(page.getByRole('alert').filter({ hasText: 'The system keychain is locked' })).toBeVisible()
  await openConnections(page)
  const saved = page.getByRole('listitem', { name: 'Kept' })
  await saved.getByRole('button', { name: 'More actions for Kept' }).click()
  await page.getByRole('menuitem', { name: 'Update password…' }).click()
  await expect(saved.getByText(/is locked\. Your password is kept in memory/)).toBeVisible()
  await typePassword(saved, JOURNEY_USER.password)
  await saved.getByRole('button', { name: 'Sign in' }).click()
  await openSyncs(page)
  await again.close()
  await session.close()
})

/** As a desktop does when its user locks the keyring. */
function lockKeyring(env: NodeJS.ProcessEnv): void {
  const lock = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  ]
  execFileSync('dbus-send', lock, { env })
}
