import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lyingResults } from './testing/lying-results.ts'
import { openResultsOracle } from './testing/results-oracle.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 60)
const SEED = Number(process.env.ORACLE_SEED ?? process.env.PROPERTY_SEED ?? Date.now() % 1_000_000_000)
const OPEN_EACH = process.env.ORACLE_RUNS ? 1 : 3
const LIMIT_MS = Number(process.env.ORACLE_MS ?? 30_000)

test(
  `a saved or shown result is whole, or says that it is not, whatever the server says (seed ${SEED})`,
  async () => {
    const oracle = await openResultsOracle()
    const ends = new Map<string, number>()
    let played = 0
    const property = fc.asyncProperty(lyingResults, async (result) => {
      const state = await oracle.play(result)
      ends.set(state, (ends.get(state) ?? 0) + 1)
      played += 1
      // A run starts threads of its own, which takes longer than the rest: a short suite opens some of them.
      if (played % OPEN_EACH !== 0) return
      const end = await oracle.open(result)
      ends.set(end, (ends.get(end) ?? 0) + 1)
    })
    try {
      await fc.assert(property, { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: LIMIT_MS })
    } finally {
      console.log(
        `results oracle: ${JSON.stringify(Object.fromEntries(ends))}, ${oracle.proxy.told()} lies, seed ${SEED}`,
      )
      await oracle.close()
    }
    // A suite in which nothing is ever finished, or nothing ever fails, proves little.
    expect(ends.get('done') ?? 0).toBeGreaterThan(0)
    expect(ends.get('failed') ?? 0).toBeGreaterThan(0)
  },
  LIMIT_MS + 60_000,
)
