import type { Bench } from './bench-entry.ts'
import { type Refusal, refusalOf } from './hostile-reader.ts'
import type { Hostile } from './servers/hostile-server.ts'

/** Of the processor, workers included: the clock on the wall tells as much of what else the machine does. */
const MOST_MS = 2_000
const MOST_MEGABYTES = 200

const KINDS: Readonly<Record<Hostile, string>> = {
  'nested-list': 'a list of 60 MB of opening brackets',
  'packed-list': 'a list of 10 GB in 10 MB of gzip',
  'long-cell': 'a page of data with one cell of 480 MB',
  'wide-rows': 'a page of data with 200,000 columns',
}

export const benches: readonly Bench[] = (Object.keys(KINDS) as Hostile[]).flatMap((hostile) => [
  entry(hostile, 'ms', MOST_MS, ({ cpuMs }) => cpuMs),
  entry(hostile, 'MB', MOST_MEGABYTES, ({ megabytes }) => megabytes),
])

function entry(hostile: Hostile, unit: 'ms' | 'MB', most: number, figure: (refusal: Refusal) => number): Bench {
  return {
    name: `refuse-${hostile}-${unit.toLowerCase()}`,
    title: `refusing ${KINDS[hostile]}, against the most it may take`,
    unit,
    better: 'less',
    target: 1,
    rounds: 3,
    prepare: async () => ({
      async ours() {
        const refusal = await refusalOf(hostile)
        if (refusal.code === 'read') throw new Error(`${hostile} was read`)
        return figure(refusal)
      },
      against: () => most,
    }),
  }
}
