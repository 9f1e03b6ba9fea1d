import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type App, type LaunchOptions, launchApp } from '../app.ts'
import { runFolder, WITHOUT_PASSWORD } from './run.ts'

const STEP_TIMEOUT_MS = 20_000

/** The user-data folder of a journey. After a failure the rest of a spec runs in a new process: its app begins afresh as well. */
export function journeyFolder(name: string): string {
  return join(runFolder(join(name, String(process.pid))), 'user-data')
}

/**
 * The app for a journey. Its user-data folder lies in `test-results/journeys/<name>` and, with what main printed, stays
 * until the end of the run. A second launch under the same name is a restart.
 */
export async function launchJourney(name: string, options: Omit<LaunchOptions, 'userDataDir'> = {}): Promise<App> {
  const userDataDir = journeyFolder(name)
  const folder = dirname(userDataDir)
  const env = { ...WITHOUT_PASSWORD, ...options.env }
  const app = await launchApp({ viewport: { width: 1280, height: 800 }, ...options, env, userDataDir })
  // What takes longer is a failure, and is better told by its step than by the whole test's end.
  app.page.setDefaultTimeout(STEP_TIMEOUT_MS)
  // Motion takes an eighth of the processor where no graphics card draws it. upload.spec, as-left.spec and the demo play with it.
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  const keepLogs = (): void => {
    writeFileSync(join(folder, `printed-${app.pid}.log`), app.logs())
  }
  return {
    ...app,
    close: () => app.close().finally(keepLogs),
    kill: () => app.kill().finally(keepLogs),
  }
}
