import { join } from 'node:path'
import { DEFAULT_USER } from '../../simulator/sign-in/users.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { type App, launchApp } from '../app.ts'
import type { DemoFiles } from './demo-files.ts'
import type { DemoStep, Stage } from './stage.ts'
import { runSavedJob } from './steps/run-saved-job.ts'
import { saveRecipe } from './steps/save-recipe.ts'
import { sendByCommandLine } from './steps/send-by-command-line.ts'
import { signIn } from './steps/sign-in.ts'

export interface SecondAct {
  readonly app: App
  readonly stage: Stage
  readonly steps: readonly DemoStep[]
  close(): Promise<void>
}

/**
 * What needs a sign-in that lasts: saved jobs, recipes, and the command line beside the window. The practice instance lives in
 * the app alone, so these play on a local server, with a password in a real keychain.
 */
export async function openSecondAct(env: NodeJS.ProcessEnv, outDir: string): Promise<SecondAct> {
  const server = await startSimulator({ speed: 'instant', rows: 300, contacts: 200, callbacks: 'none' })
  const loginUrl = `${server.origin}/id`
  const app = await launchApp({ env, loginUrl, viewport: { width: 1280, height: 800 } }).catch(
    async (error: unknown) => {
      await server.close()
      throw error
    },
  )
  return {
    app,
    stage: setSecondStage(app, server, outDir),
    steps: [signIn, runSavedJob, saveRecipe, sendByCommandLine({ env, loginUrl })],
    close: () => app.close().finally(() => server.close()),
  }
}

function setSecondStage(app: App, { origin }: Simulator, outDir: string): Stage {
  const { page } = app
  const { company, user, password } = DEFAULT_USER
  const headers = { Authorization: `Basic ${Buffer.from(`${company}\\${user}:${password}`).toString('base64')}` }
  return {
    ...{ app, page, outDir, notes: new Map() },
    ask: async <T>(path: string) => (await (await fetch(`${origin}/api/bulk/2.0${path}`, { headers })).json()) as T,
    shoot: async (name) => void (await page.screenshot({ path: join(outDir, `${name}.png`) })),
    get files(): DemoFiles {
      throw new Error('The files of the first act mean nothing to this server.')
    },
  }
}
