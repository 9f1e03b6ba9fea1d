import { type Place, runScript, runTool } from './run-step.ts'

/** What holds without running the app. */
interface Check {
  readonly name: string
  readonly run: (place: Place) => Promise<number>
}

export interface EndedCheck {
  readonly name: string
  readonly exitCode: number
  readonly seconds: number
  /** What it printed. */
  readonly output: string
}

/** The rooms whose imports are ruled. */
const ROOMS = ['electron', 'renderer', 'shared', 'simulator']

const CHECKS: readonly Check[] = [
  { name: 'types', run: (place) => runTool('tsc', ['--noEmit'], place) },
  { name: 'types of the window', run: (place) => runTool('tsc', ['--noEmit', '--project', 'renderer'], place) },
  { name: 'lint', run: (place) => runTool('biome', ['check'], place) },
  { name: 'imports', run: (place) => runTool('depcruise', ROOMS, place) },
  { name: 'unused', run: (place) => runTool('knip', ['--treat-config-hints-as-errors'], place) },
  { name: 'sizes', run: (place) => runScript('scripts/check-sizes.ts', [], place) },
]

/** All of them, whatever fails, two at a time and given in their order: `npm run check`, and the beginning of `npm test`. */
export async function* runChecks(place: Place): AsyncGenerator<EndedCheck> {
  const ends = CHECKS.map((check) => ({ check, end: Promise.withResolvers<EndedCheck>() }))
  const waiting = [...ends]
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      next.end.resolve(runOne(next.check, place))
      await next.end.promise.catch(() => undefined)
    }
  }
  void lane()
  void lane()
  for (const { end } of ends) yield end.promise
}

async function runOne({ name, run }: Check, place: Place): Promise<EndedCheck> {
  const printed: Buffer[] = []
  const startedAt = Date.now()
  const exitCode = await run({ ...place, onOutput: (chunk) => printed.push(chunk) })
  return { name, exitCode, seconds: (Date.now() - startedAt) / 1000, output: Buffer.concat(printed).toString() }
}
