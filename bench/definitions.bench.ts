import { beginRun } from '../e2e/journey/run.ts'
import type { Bench } from './bench-entry.ts'
import type { CrowdedWindow } from './crowded-window.ts'

/** An answer within this time is felt as one's own doing. */
const AT_ONCE_MS = 100

const SEARCHES = {
  definitions: 'a search among 5,000 definitions',
  fields: 'a search among 2,000 fields in the form of an export',
  lists: 'a search among 1,500 lists in a filter',
} as const satisfies Readonly<Record<keyof CrowdedWindow['search'], string>>

export const benches: readonly Bench[] = (Object.keys(SEARCHES) as (keyof typeof SEARCHES)[]).map((what) => ({
  name: `search-${what}`,
  title: `from a key to the painted answer of ${SEARCHES[what]}, in the real window, against what is felt as at once`,
  unit: 'ms',
  better: 'less',
  target: 1,
  prepare: async () => {
    // The password of a run is chosen before the journeys' files are loaded.
    beginRun()
    const { openCrowdedWindow } = await import('./crowded-window.ts')
    const crowded = await openCrowdedWindow(what)
    return {
      ours: (round) => crowded.search[what](round),
      against: () => AT_ONCE_MS,
      close: () => crowded.close(),
    }
  },
}))
