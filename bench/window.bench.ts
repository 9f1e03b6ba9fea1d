import { beginRun } from '../e2e/journey/run.ts'
import type { Bench } from './bench-entry.ts'
import type { StrainedWindow } from './window-strain.ts'

/** The most work in one task of the window, or one turn of main: no key, no click and no answer waits longer for them. */
const MOST_WORK_MS = 50

/** What the window does meanwhile. Work is counted and not the clock: what else the machine does only adds to the clock. */
const JOBS = {
  rows: '50,000 rows come and are scrolled through',
  check: 'a file of 100 MB is checked',
  send: 'a file of 100 MB is sent in parts',
  mapping: 'the mapping of a hundred columns is changed',
} as const satisfies Readonly<Record<keyof StrainedWindow['jobs'], string>>

export const benches: readonly Bench[] = (Object.keys(JOBS) as (keyof typeof JOBS)[]).map((job) => ({
  name: `window-${job}`,
  title: `the longest piece of work in the window or in one turn of main while ${JOBS[job]}, against the most it may be`,
  unit: 'ms',
  better: 'less',
  target: 1,
  rounds: 3,
  prepare: async () => {
    // The password of a run is chosen before the journeys' files are loaded.
    beginRun()
    const { openWindowUnderStrain } = await import('./window-strain.ts')
    const strained = await openWindowUnderStrain()
    return {
      async ours() {
        const { hardestTask, hardestTurn } = await strained.jobs[job]()
        return Math.max(hardestTask, hardestTurn)
      },
      against: () => MOST_WORK_MS,
      close: () => strained.close(),
    }
  },
}))
