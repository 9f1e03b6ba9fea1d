import { test } from 'vitest'
import { createOracle } from '../testing/oracle.ts'
import { lyingResults } from './testing/lying-results.ts'
import { openResultsOracle } from './testing/results-oracle.ts'

const oracle = createOracle('results', { runs: 60, ms: 30_000 })
/** To open a run starts threads of its own, which takes longer than the rest: a short suite opens some of them. */
const OPEN_EACH = process.env.ORACLE_RUNS ? 1 : 3

test(
  `a saved or shown result is whole, or says that it is not, whatever the server says (seed ${oracle.seed})`,
  async () => {
    const stage = await openResultsOracle()
    try {
      await oracle.hold(lyingResults, async (result) => {
        const toldBefore = stage.proxy.told()
        oracle.count(await stage.play(result))
        if (oracle.run % OPEN_EACH === 0) oracle.count(await stage.open(result))
        oracle.count('faults', stage.proxy.told() - toldBefore)
        if (result.killAfter !== undefined) oracle.count('kills')
      })
    } finally {
      await stage.close()
    }
    oracle.expectSome('done', 'failed')
  },
  oracle.timeoutMs,
)
