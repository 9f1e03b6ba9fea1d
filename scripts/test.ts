import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './checks.ts'
import { chooseRuntime, describeRuntime } from './choose-runtime.ts'
import { type Place, root, runTool } from './run-step.ts'
import { readPlaywrightReport, readVitestReport, type Tally } from './test-reports.ts'
import { OWN_SESSION, withSession } from './with-session.ts'

/** `npm test`: types, lint, unit tests, build, and the tests in the real window. All run, whatever fails. */
const UNIT_REPORT = join(root, 'test-results', 'unit.json')
const WINDOW_REPORT = join(root, 'test-results', 'e2e.json')

interface Step {
  readonly name: string
  readonly run: (place: Place) => Promise<number>
  /** Reads how many tests it ran; a step without counts as one. */
  readonly tally?: () => Tally
}

const STEPS: readonly Step[] = [
  {
    name: 'unit',
    run: ({ env, signal }) =>
      runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${UNIT_REPORT}`], {
        // The same inputs every time, so that red means something was changed; `npm run unit` tries new ones.
        env: { PROPERTY_SEED: '20261122', ...env },
        signal,
      }),
    tally: () => readVitestReport(UNIT_REPORT),
  },
  { name: 'build', run: (place) => runTool('vite', ['build', '--logLevel', 'warn'], place) },
  {
    name: 'window',
    run: ({ env, signal }) =>
      runTool('playwright', ['test', '-c', 'e2e/playwright.config.ts'], {
        env: { ...env, BULKDESK_IS_BUILT: '1' },
        signal,
      }),
    tally: () => readPlaywrightReport(WINDOW_REPORT),
  },
]

rmSync(join(root, 'test-results'), { recursive: true, force: true })
console.log(describeRuntime(chooseRuntime({ forced: process.env.BULKDESK_RUNTIME, mayFetch: false })))
await withSession(OWN_SESSION, async (env, signal) => {
  const lines: string[] = []
  const total = { passed: 0, failed: 0, skipped: 0 }
  const count = (name: string, tally: Tally, seconds: number): void => {
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key]
    lines.push(lineOf(name, tally, seconds))
  }
  for await (const { name, exitCode, seconds, output } of runChecks({ env, signal })) {
    console.log(`\n== ${name}\n${output}`)
    count(name, tallyOf(undefined, exitCode), seconds)
  }
  for (const { name, run, tally } of STEPS) {
    console.log(`\n== ${name}`)
    const startedAt = Date.now()
    const exitCode = await run({ env, signal })
    count(name, tallyOf(tally, exitCode), (Date.now() - startedAt) / 1000)
  }
  console.log(`\n${lines.join('\n')}\n${total.skipped > 0 ? `${total.skipped} skipped\n` : ''}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

/** A step that ended badly has failed, even where its report knows of no failed test: it may never have got that far. */
function tallyOf(tally: Step['tally'], exitCode: number): Tally {
  const counted = tally?.() ?? { passed: exitCode === 0 ? 1 : 0, failed: 0, skipped: 0 }
  return exitCode !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted
}

function lineOf(name: string, { passed, failed }: Tally, seconds: number): string {
  const outcome = failed === 0 ? 'ok' : 'FAILED'
  return `${name.padEnd(20)} ${outcome.padEnd(7)} ${passed} passed, ${failed} failed  ${seconds.toFixed(1)} s`
}
