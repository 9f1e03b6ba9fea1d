import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { expectTally } from './testing/expect-tally.ts'
import { type OracleEnd, playScenario } from './testing/oracle-run.ts'
import { type Scenario, scenarios } from './testing/oracle-scenarios.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 60)
const SEED = Number(process.env.ORACLE_SEED ?? process.env.PROPERTY_SEED ?? Date.now() % 1_000_000_000)
const LIMIT_MS = Number(process.env.ORACLE_MS ?? 60_000)

let simulator: Simulator
let run = 0
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

describe('an upload, whatever happens to it', () => {
  test(
    `applies every row of the file exactly once, or says what it cannot know (seed ${SEED})`,
    async () => {
      const states = new Map<string, number>()
      let pauses = 0
      let kills = 0
      let faults = 0
      const property = fc.asyncProperty(scenarios, async (scenario: Scenario) => {
        run += 1
        let end: OracleEnd | undefined
        try {
          end = await playScenario(simulator, run, scenario)
          pauses += end.pauses
          kills += end.kills
          faults += end.faults
          states.set(end.upload.state, (states.get(end.upload.state) ?? 0) + 1)
          expectOnce(end)
        } catch (error) {
          const facts = {
            ...end?.upload,
            parts: end?.upload.parts.map(({ state, rows }) => `${state} ${rows}`),
            applied: end?.target.applied(),
            trail: end?.trail,
          }
          throw new Error(`${error instanceof Error ? error.message : error}\n${JSON.stringify(facts, null, 1)}`)
        } finally {
          simulator.control.faults.clear()
        }
      })
      try {
        await fc.assert(property, { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: LIMIT_MS, endOnFailure: true })
      } finally {
        const figures = { runs: run, ...Object.fromEntries(states), kills, pauses }
        console.log(`uploads oracle: ${JSON.stringify(figures)}, ${faults} faults, seed ${SEED}`)
      }
      expect(simulator.control.defects()).toBe(0)
      // A suite in which nothing is ever finished, or nothing ever stopped, proves little.
      expect(states.get('done') ?? 0).toBeGreaterThan(0)
      expect(states.get('stopped') ?? 0).toBeGreaterThan(0)
      expect(pauses).toBeGreaterThan(0)
    },
    LIMIT_MS + 180_000,
  )
})
