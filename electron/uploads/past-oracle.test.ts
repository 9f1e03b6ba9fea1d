import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Upload } from '../../shared/uploads/upload.ts'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { DEFAULT_USER } from '../../simulator/sign-in/users.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createLyingProxy, type LyingProxy } from '../testing/lying-proxy.ts'
import { createOracle } from '../testing/oracle.ts'
import { expectTally } from './testing/expect-tally.ts'
import { COLLEAGUE } from './testing/past-people.ts'
import { type PastEnd, type PastStory, playPast } from './testing/past-play.ts'
import { mayDouble, type PastScenario, pastScenarios } from './testing/past-scenarios.ts'

const oracle = createOracle('past', { runs: 60, ms: 30_000 })

let simulator: Simulator
let proxy: LyingProxy
beforeAll(async () => {
  simulator = await startSimulator({ contacts: 60, rows: 10, callbacks: 'none', users: [DEFAULT_USER, COLLEAGUE] })
  proxy = await createLyingProxy(() => simulator.origin)
})
afterAll(async () => {
  await proxy.close()
  await simulator.close()
})

/** What was done and what was said of it, both ways, for one file. */
function judge(scenario: PastScenario, story: PastStory, { upload, file }: PastEnd): void {
  const applied = file.applied()
  expectTally(upload, applied, canDeceive(scenario, upload))
  const isTwice = new Set(applied).size < applied.length
  if (mayDouble(scenario)) expect(isTwice && !saysMore(scenario, upload), 'rows applied twice are said').toBe(false)
  else expect(isTwice, 'no row is applied twice').toBe(false)
  expect(file.good, 'only rows of the file are applied').toEqual(expect.arrayContaining([...applied]))
  const old = upload.syncUris.filter((uri) => story.before.has(uri))
  expect(old, 'a sync from before the upload is never taken for one of it').toEqual([])
  if (upload.state === 'done') {
    if (!canDeceive(scenario, upload)) {
      expect([...new Set(applied)].sort(), 'done means that every row was applied').toEqual([...file.good].sort())
    }
    if (isAlone(scenario)) judgeLedger({ upload, file })
    return
  }
  const words = outcomeWords(upload) ?? ''
  expect(words, 'how it ended is said').not.toBe('')
  if (applied.length === 0) return
  expect(upload.applied.applied, `rows were applied, and it says: ${words}`).not.toBe('nothing')
  expect(words, 'rows were applied').not.toMatch(/(^|\. )Nothing (was|had been) (imported|processed|applied)/)
}

/** The counts show rows beyond those of the file, or a sync is named besides, or it does not end as done. */
function saysMore(scenario: PastScenario, upload: Upload): boolean {
  const { excess = 0, others = [] } = upload.ledger
  return upload.state !== 'done' || excess > 0 || others.length > 0 || canDeceive(scenario, upload)
}

/**
 * Rows of ours are not there, and as many of another's are: the counts of the log are those of the truth. Ours were
 * discarded, or a cache gave the answer to an earlier part, by which Eloqua had staged that one, and they never left.
 */
function canDeceive({ way, past, meanwhile, lies }: PastScenario, { ledger }: Upload): boolean {
  const deeds = [...past, ...meanwhile.map(({ deed }) => deed)].map(({ what }) => what)
  const areGone = deeds.includes('discard') || lies.some(({ at, how }) => at === 'data' && how === 'cached')
  const isMixed = areGone && deeds.some((what) => what.startsWith('send'))
  return way === 'straight' && isMixed && (ledger.excess ?? 0) === 0 && (ledger.unexplained ?? 0) === 0
}

/** No one else's rows in the same syncs: what the log counts is the file's. */
function isAlone(scenario: PastScenario): boolean {
  const { past, meanwhile, second } = scenario
  return past.length === 0 && meanwhile.length === 0 && second === 0 && !mayDouble(scenario)
}

function judgeLedger({ upload, file }: PastEnd): void {
  const { created, rejected } = upload.ledger
  if (created !== undefined) expect(created, 'created rows').toBe(file.good.length)
  if (rejected !== undefined) expect(rejected, 'rejected rows').toBe(file.keys.length - file.good.length)
}

/** A part reaches the definition that others share once, and once more for each time that the user said so. */
function judgePosts(story: PastStory): void {
  for (const { file } of story.ends) {
    for (const key of file.keys) {
      const posts = story.passed.filter(
        ({ method, path, status, body, isRepeat }) =>
          !isRepeat &&
          method === 'POST' &&
          path.endsWith(`${story.definitionUri}/data`) &&
          status < 300 &&
          body.includes(`${key},`),
      )
      expect(posts.length, `${key} is sent once`).toBeLessThanOrEqual(1 + story.sendAgains)
    }
  }
}

test(
  `an upload tells what is so, whatever happened before and whoever else is at work (seed ${oracle.seed})`,
  async () => {
    await oracle.hold(pastScenarios, async (scenario) => {
      let story: PastStory | undefined
      const toldBefore = proxy.told()
      try {
        story = await playPast({ simulator, proxy }, oracle.run, scenario)
        oracle.count('faults', proxy.told() - toldBefore)
        oracle.count('kills', story.kills)
        for (const end of story.ends) {
          oracle.count('uploads')
          oracle.count(end.upload.state)
          judge(scenario, story, end)
        }
        judgePosts(story)
      } catch (error) {
        const facts = story?.ends.map(({ upload, file }) => ({ upload, applied: file.applied(), good: file.good }))
        const told = JSON.stringify({ trail: story?.trail.join(' '), facts }, null, 1)
        throw new Error(`${error instanceof Error ? error.message : error}\n${told}`, { cause: error })
      }
    })
    expect(simulator.control.defects()).toBe(0)
    oracle.expectSome('done', 'stopped')
  },
  oracle.timeoutMs,
)
