import { afterAll, beforeAll, expect, test } from 'vitest'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createOracle } from '../testing/oracle.ts'
import { expectTally } from './testing/expect-tally.ts'
import { type OracleEnd, playScenario } from './testing/oracle-run.ts'
import { scenarios } from './testing/oracle-scenarios.ts'

const oracle = createOracle('uploads', { runs: 60, ms: 60_000 })

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 1_500, rows: 100 })
})
afterAll(() => simulator.close())

/** Answers by which Eloqua says that it took nothing: the same part may go again. */
const REFUSALS = new Set([307, 302, 400, 401, 403, 404, 409, 410, 412, 413, 429])

function postsTaken(path: string): Map<string, number> {
  const taken = new Map<string, number>()
  for (const request of simulator.control.requests.list({ method: 'POST', path })) {
    if (request.status !== undefined && REFUSALS.has(request.status)) continue
    taken.set(request.path, (taken.get(request.path) ?? 0) + 1)
  }
  return taken
}

function expectOnce({ upload, target, syncsAllowed, partsAllowed }: OracleEnd): void {
  const applied = target.applied()
  expect(new Set(applied).size, 'no row is applied twice').toBe(applied.length)
  expect(target.good, 'nothing is applied that is not in the file').toEqual(expect.arrayContaining([...applied]))
  if (upload.state === 'done') {
    expect([...applied].sort(), 'done means every row').toEqual([...target.good].sort())
    expect(upload.ledger.open, 'done leaves no batch open').toBeUndefined()
    expect(Object.values(upload.syncStatuses), 'done means that every sync went through').not.toContain('error')
  }
  expectNamed(upload, applied.length)
  expectTally(upload, applied)
  const mostParts = Math.max(1, upload.parts.length)
  for (const [path, posts] of postsTaken('*/data')) {
    const isShared = path.toLowerCase().includes(target.uri.toLowerCase())
    expect(posts, `${path} gets each part once`).toBeLessThanOrEqual(mostParts + (isShared ? partsAllowed : 0))
  }
  const batches = upload.way === 'private-copy' ? upload.parts.length : 0
  const syncPosts = [...postsTaken('*/bulk/2.0/syncs').values()].reduce((sum, posts) => sum + posts, 0)
  expect(syncPosts, 'a sync is asked for once').toBeLessThanOrEqual(batches + syncsAllowed)
}

/** Whatever was applied is named: by its sync, or by what says that it may have been. */
function expectNamed(upload: OracleEnd['upload'], applied: number): void {
  if (upload.state === 'done') return
  expect(outcomeWords(upload), 'how it ended is said').toMatch(/\.$/)
  if (applied === 0) return
  expect(upload.applied.applied, 'rows were applied').not.toBe('nothing')
  expect(outcomeWords(upload), 'rows were applied').not.toMatch(/(^|\. )Nothing was (imported|processed)/)
  const ours = simulator.control.syncs().filter((sync) => isOurs(sync.definitionUri, upload))
  const unnamed = ours.filter((sync) => !upload.syncUris.includes(`/syncs/${sync.id}`) && sync.status !== 'error')
  const { applied: certainty, doubtfulParts } = upload.applied
  const isSaid = certainty === 'maybe' || certainty === 'nothing-known' || doubtfulParts.length > 0
  if (unnamed.length > 0) expect(isSaid, 'a sync that is not named is said to be possible').toBe(true)
}

/** A copy that was deleted did its work or never had any; one that stands still may. */
function isOurs(definitionUri: string, upload: OracleEnd['upload']): boolean {
  const uri = definitionUri.toLowerCase()
  if (uri === upload.definition.uri.toLowerCase()) return true
  const definition = simulator.control.definitions().find((one) => one.uri.toLowerCase() === uri)
  return String(definition?.properties.name).startsWith(`Bulkdesk ${upload.uploadId.slice(0, 8)} `)
}

test(
  `an upload applies every row of the file exactly once, or says what it cannot know (seed ${oracle.seed})`,
  async () => {
    await oracle.hold(scenarios, async (scenario) => {
      let end: OracleEnd | undefined
      try {
        end = await playScenario(simulator, oracle.run, scenario)
        for (const what of ['faults', 'kills', 'pauses'] as const) oracle.count(what, end[what])
        oracle.count(end.upload.state)
        expectOnce(end)
      } catch (error) {
        const facts = {
          ...end?.upload,
          parts: end?.upload.parts.map(({ state, rows }) => `${state} ${rows}`),
          applied: end?.target.applied(),
          trail: end?.trail,
        }
        const told = JSON.stringify(facts, null, 1)
        throw new Error(`${error instanceof Error ? error.message : error}\n${told}`, { cause: error })
      } finally {
        simulator.control.faults.clear()
      }
    })
    expect(simulator.control.defects()).toBe(0)
    oracle.expectSome('done', 'stopped', 'pauses')
  },
  oracle.timeoutMs,
)
