import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchApp } from '../e2e/app.ts'
import { play, type StepReport } from '../e2e/demo/play.ts'
import { openSecondAct } from '../e2e/demo/second-act.ts'
import { setStage } from '../e2e/demo/set-stage.ts'
import { everyScreen } from '../e2e/demo/steps/every-screen.ts'
import { lookBack } from '../e2e/demo/steps/look-back.ts'
import { lookThrough } from '../e2e/demo/steps/look-through.ts'
import { makeDefinition } from '../e2e/demo/steps/make-definition.ts'
import { openPractice } from '../e2e/demo/steps/open-practice.ts'
import { saveCsv } from '../e2e/demo/steps/save-csv.ts'
import { startExport } from '../e2e/demo/steps/start-export.ts'
import { uploadActivities } from '../e2e/demo/steps/upload-activities.ts'
import { uploadContacts, uploadRecords } from '../e2e/demo/steps/upload-sync-actions.ts'
import { uploadWorkbook } from '../e2e/demo/steps/upload-workbook.ts'
import { buildIfStale } from './build.ts'
import { chooseRuntime, describeRuntime } from './choose-runtime.ts'
import { root } from './run-step.ts'
import { withSession } from './with-session.ts'

/**
 * `npm run demo [-- --out DIR] [--keep-open] [--runtime electron|chromium]`: plays the main job in the real window on the
 * practice instance, then saved jobs, recipes and the command line on a local server. Exit status 0 only if every step holds.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'demo-output') },
    'keep-open': { type: 'boolean', default: false },
    runtime: { type: 'string' },
  },
})
const outDir = resolve(values.out)
if (values.runtime) process.env.BULKDESK_RUNTIME = values.runtime
console.log(describeRuntime(chooseRuntime({ forced: process.env.BULKDESK_RUNTIME, mayFetch: false })))
buildIfStale()
// The folder may be anyone's: only what the demo itself writes is taken away.
mkdirSync(outDir, { recursive: true })
rmSync(join(outDir, 'report.json'), { force: true })

await withSession({ display: 'if-missing', keyring: 'own' }, async (env, signal) => {
  const first = await playFirstAct(env, signal)
  const reports = signal.aborted ? first : await playSecondAct(env, signal, first)
  const held = reports.filter(({ ok }) => ok).length
  console.log(`${held} of ${reports.length} steps hold; see ${outDir}`)
  return held === reports.length ? 0 : 1
})

async function playFirstAct(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<readonly StepReport[]> {
  const app = await launchApp({ env, viewport: { width: 1280, height: 800 } })
  signal.addEventListener('abort', () => void app.kill())
  try {
    const { stage, makeTheFiles } = setStage(app, outDir)
    const uploads = [uploadActivities, uploadContacts, uploadRecords, uploadWorkbook]
    const steps = [
      openPractice,
      makeTheFiles,
      startExport,
      lookThrough,
      saveCsv,
      makeDefinition,
      ...uploads,
      lookBack,
      everyScreen,
    ]
    return await play(steps, stage)
  } finally {
    await app.close()
  }
}

async function playSecondAct(env: NodeJS.ProcessEnv, signal: AbortSignal, before: readonly StepReport[]) {
  const { app, stage, steps, close } = await openSecondAct(env, outDir)
  signal.addEventListener('abort', () => void app.kill())
  const closed = app.page.waitForEvent('close', { timeout: 0 }).catch(() => undefined)
  try {
    const reports = await play(steps, stage, before)
    if (values['keep-open']) await closed
    return reports
  } finally {
    await close()
  }
}
