import { join } from 'node:path'
import type { App } from '../app.ts'
import type { DemoFiles } from './demo-files.ts'
import { askPractice } from './practice-instance.ts'
import type { DemoStep, Stage } from './stage.ts'
import { makeFiles } from './steps/make-files.ts'

/** The stage, and the step that makes the demo's files: it needs the practice instance, so it comes after its opening. */
export function setStage(app: App, outDir: string): { stage: Stage; makeTheFiles: DemoStep } {
  const { page } = app
  const ask = <T>(path: string): Promise<T> => askPractice<T>(page, path)
  let files: DemoFiles | undefined
  const stage: Stage = {
    app,
    page,
    outDir,
    ask,
    notes: new Map(),
    shoot: async (name) => void (await page.screenshot({ path: join(outDir, `${name}.png`) })),
    get files() {
      if (!files) throw new Error("The demo's files are not made yet.")
      return files
    },
  }
  const makeTheFiles: DemoStep = {
    name: 'Make three CSV files from a fixed seed',
    async play() {
      files = await makeFiles(ask, outDir)
      const { activities, contactIds, recordIds } = files
      return Object.fromEntries([activities, contactIds, recordIds].map(({ name, rows }) => [name, rows]))
    },
  }
  return { stage, makeTheFiles }
}
