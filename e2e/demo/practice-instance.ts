import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'

/** Otherwise the password is another one at each start; a development build takes this one. */
export const PRACTICE_PASSWORD = randomUUID()
const SIGN_IN = `Basic ${Buffer.from(`APITest\\API.User:${PRACTICE_PASSWORD}`).toString('base64')}`

/** Asks the practice instance that the window is connected to, over plain HTTP. */
export async function askPractice<T>(page: Page, path: string): Promise<T> {
  const state = await page.evaluate(() => window.bulkdesk.call('listConnections'))
  const practice = state.ok ? state.value.connections.find((one) => one.environment === 'practice') : undefined
  if (!practice?.host) throw new Error('The practice instance is not open')
  const response = await fetch(`http://${practice.host}/api/bulk/2.0${path}`, { headers: { Authorization: SIGN_IN } })
  if (!response.ok) throw new Error(`The practice instance answered ${response.status} for ${path}`)
  return (await response.json()) as T
}
