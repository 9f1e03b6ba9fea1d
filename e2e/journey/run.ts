import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const NAME = 'BULKDESK_E2E_PASSWORD'

/** What the apps of the journeys leave behind stays here until it was looked through at the end of the run. */
export const RUN_FOLDER = resolve(import.meta.dirname, '../../test-results/journeys')

/**
 * For the configuration, which every process of the run reads: the first one chooses the password that all journeys sign
 * in with, and the others inherit it.
 */
export function beginRun(): void {
  if (process.env[NAME]) return
  rmSync(RUN_FOLDER, { recursive: true, force: true })
  // Signs that every encoding writes in its own way, and enough chance that it is nowhere by accident.
  process.env[NAME] = `Kp+/ü:${randomBytes(12).toString('base64url')}&"\\%`
}

/** The password of this run: random, so that wherever it turns up it was leaked. */
export function runPassword(): string {
  const password = process.env[NAME]
  if (!password) throw new Error('The tests were not started by e2e/playwright.config.ts.')
  return password
}

/** What no app needs to inherit. */
export const WITHOUT_PASSWORD: NodeJS.ProcessEnv = { [NAME]: undefined }

/** A folder of this run, made for one spec. */
export function runFolder(name: string): string {
  const folder = join(RUN_FOLDER, name)
  mkdirSync(folder, { recursive: true })
  return folder
}
