import { type Place, runScript, runTool } from './run-step.ts'

/** What holds without running the app: part of `npm run check` and the first steps of `npm test`. */
export interface Check {
  readonly name: string
  readonly run: (place: Place) => Promise<number>
}

/** The rooms whose imports are ruled. */
const ROOMS = ['electron', 'renderer', 'shared', 'simulator']

export const CHECKS: readonly Check[] = [
  { name: 'types', run: (place) => runTool('tsc', ['--noEmit'], place) },
  { name: 'types of the window', run: (place) => runTool('tsc', ['--noEmit', '--project', 'renderer'], place) },
  { name: 'lint', run: (place) => runTool('biome', ['check'], place) },
  { name: 'imports', run: (place) => runTool('depcruise', ROOMS, place) },
  { name: 'unused', run: (place) => runTool('knip', ['--treat-config-hints-as-errors'], place) },
  { name: 'sizes', run: (place) => runScript('scripts/check-sizes.ts', [], place) },
]
