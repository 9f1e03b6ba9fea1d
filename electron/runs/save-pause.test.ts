import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { createResultDesk, type ResultDesk } from './testing/result-desk.ts'

const ROWS = 12_345
let simulator: Simulator
let syncId: number
let desk: ResultDesk

beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 100, rows: ROWS })
  const outcome = await createTestClient(simulator.origin).sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ syncedInstanceUri: '/customObjects/20/exports/1' })),
  })
  if (outcome.kind !== 'accepted') throw new Error('The sync was not started.')
  syncId = Number((JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri.split('/').at(-1))
  await simulator.control.settled()
})
afterAll(() => simulator.close())
beforeEach(() => {
  simulator.control.faults.clear()
  desk = createResultDesk(createTestClient(simulator.origin))
})

const requests = () => simulator.control.requests.list({ path: '*/data' }).length
const newest = async () => (await desk.transferApi.listTransfers())[0]

/** A save whose user presses Pause while the first page is on its way. */
async function pausedSave() {
  const started = await desk.api.saveResult({ syncId, flavour: 'exact' })
  const request = { transferId: started?.transferId ?? '' }
  await desk.transferApi.pauseTransfer(request)
  expect(await newest()).toMatchObject({ message: expect.stringContaining('Pausing'), resumeMeans: expect.any(String) })
  while ((await newest())?.state !== 'paused') await new Promise((resolve) => setTimeout(resolve, 2))
  return { started, request }
}

describe('a save that is paused', () => {
  it('finishes the page on its way, asks for nothing more, and says until when Eloqua keeps the rest', async () => {
    const { started, request } = await pausedSave()
    const paused = await newest()
    expect(paused?.message).toMatch(
      /^Paused after 10,000 rows\. Eloqua deletes this data on .*; rows not saved by then are lost\.$/,
    )
    const before = requests()
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(requests()).toBe(before)
    expect((await newest())?.state).toBe('paused')
    await desk.transferApi.resumeTransfer(request)
    expect(await desk.ended(started)).toMatchObject({ state: 'done' })
    expect(readFileSync(desk.target, 'utf8').trimEnd().split(/\r?\n/).length).toBeGreaterThan(ROWS)
    expect(desk.told.at(-1)).toMatchObject({ state: 'done' })
    expect(desk.told.at(-1)?.pauseMeans).toBeUndefined()
  })

  it('can be cancelled, leaves nothing behind, and is not paused when it is tried again', async () => {
    const { started, request } = await pausedSave()
    await desk.transferApi.cancelTransfer(request)
    expect(await desk.ended(started)).toMatchObject({ state: 'cancelled' })
    expect(desk.files()).toEqual([])
    await desk.transferApi.retryTransfer(request)
    expect(await desk.ended(started)).toMatchObject({ state: 'done' })
  })

  it('for longer than Eloqua keeps the data, keeps what came and says so', async () => {
    const { started, request } = await pausedSave()
    simulator.control.faults.add({
      method: 'GET',
      path: '*/data',
      count: 0,
      effect: { kind: 'answer', status: 404, body: 'x' },
    })
    await desk.transferApi.resumeTransfer(request)
    expect(await desk.ended(started)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('The rows that arrived are in out.csv.partial.'),
    })
    expect(desk.files()).toHaveLength(1)
  })
})
