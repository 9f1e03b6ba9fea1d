import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createOracle } from '../testing/oracle.ts'
import { limitsOf, pausingWorld } from './testing/paused-upload.ts'
import { playBoth, type SharedFile, type SharingEnd, type SharingScenario } from './testing/two-processes.ts'
import { press, settled } from './testing/waiting-world.ts'

const { share, paused, client } = pausingWorld('B')

const oracle = createOracle('processes', { runs: 3, ms: 20_000 })

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 60, rows: 10 })
})
afterAll(() => simulator.close())

const STEPS = [
  'copy-intent',
  'copy-answered',
  'part-intent',
  'part-answered',
  'sync-intent',
  'sync-answered',
  'logs-read',
]
const killAt = fc.record({ step: fc.constantFrom(...STEPS), nth: fc.integer({ min: 1, max: 2 }) })
const scenarios: fc.Arbitrary<SharingScenario> = fc
  .record({
    sending: fc.constantFrom(
      { way: 'private-copy', isAuto: false, isSamePlace: true } as const,
      { way: 'private-copy', isAuto: false, isSamePlace: false } as const,
      { way: 'straight', isAuto: false, isSamePlace: false } as const,
      { way: 'straight', isAuto: true, isSamePlace: false } as const,
    ),
    first: fc.constantFrom('window', 'command-line'),
    delayMs: fc.constantFrom(0, 0, 30, 150),
    killed: fc.record({
      window: fc.option(killAt, { nil: undefined }),
      'command-line': fc.option(killAt, { nil: undefined }),
    }),
  })
  .map(({ sending, ...how }) => ({ ...sending, ...how }))

function expectWhole({ target, upload }: SharedFile): void {
  const applied = [...target.applied()].sort()
  if (!upload) expect(applied).toEqual([])
  else {
    expect(upload.state, JSON.stringify(upload)).toBe('done')
    expect(applied).toEqual([...target.good].sort())
  }
}

function judge({ window, line, trouble }: SharingEnd): void {
  expectWhole(window)
  expectWhole(line)
  if (line.refused) {
    expect(line.refused.code).toBe('not-allowed-now')
    expect(line.upload).toBeUndefined()
  }
  expect(trouble).toBe(0)
}

test('what another process is at work on can be seen and not touched, and is gone on with once that process has ended', async () => {
  const { w, uploadId, folder, applied } = await paused({ way: 'private-copy', at: 'part-ack' })
  const second = await share.world({
    after: { simulator: share.simulator, folder },
    client,
    services: { limits: limitsOf('private-copy'), lookElsewhereMs: 5 },
  })
  second.service.resume()
  const seen = await second.api.getUpload({ uploadId })
  expect(seen.state).toBe('paused')
  await expect(second.api.answerUpload({ uploadId, choice: 'stop' })).rejects.toThrow('is at work on this upload')
  const other = second.check(seen.definition.uri, 'activityId,email,type\r\nx,a@example.com,External\r\n', 'x.csv')
  const { checkId } = await other
  const send = second.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
  await expect(send).rejects.toThrow('is sending to this definition')
  w.service.close()
  await expect.poll(() => second.transfers.list().some((one) => one.uploadId === uploadId)).toBe(true)
  press(second, uploadId, 'resume')
  expect(await settled(second, uploadId)).toMatchObject({ state: 'done' })
  expect(applied()).toHaveLength(12)
})

test(
  'a window and a command line at once, killed at any step, send each row of each file once',
  async () => {
    await oracle.hold(scenarios, async (scenario) => {
      const end = await playBoth(simulator, scenario)
      oracle.count('kills', end.kills)
      if (end.line.refused) oracle.count('refused')
      judge(end)
    })
  },
  oracle.timeoutMs,
)
