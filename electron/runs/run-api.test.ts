import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { type ExportedSync, exportRows } from './testing/export-sync.ts'
import { createRunDesk, type RunDesk } from './testing/run-desk.ts'

let simulator: Simulator
let sync: ExportedSync
const desks: RunDesk[] = []

beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 100, rows: 25_000 })
  sync = await exportRows(simulator)
}, 30_000)
afterEach(async () => {
  simulator.control.faults.clear()
  for (const desk of desks.splice(0)) await desk.close()
})
afterAll(() => simulator.close())

function openDesk(folder?: string): RunDesk {
  const desk = createRunDesk(createTestClient(simulator.origin), folder)
  desks.push(desk)
  return desk
}

const open = (desk: RunDesk) => desk.api.openRun({ syncId: sync.syncId, what: 'data' })
const dataRequests = () => simulator.control.requests.list({ path: '*/data' }).length

describe('a run', () => {
  it('shows its first rows at once, and then has every row of the sync, cell for cell', async () => {
    const desk = openDesk()
    const run = await open(desk)
    expect(run).toMatchObject({ columns: sync.columns, rows: 1_000, total: 25_000, state: { kind: 'arriving' } })
    expect((await desk.api.readRunRows({ runId: run.runId, from: 0, count: 3 })).rows).toEqual(sync.rows.slice(0, 3))
    expect(await desk.ended(run.runId)).toMatchObject({ rows: 25_000, state: { kind: 'complete' } })
    expect(await desk.rowsOf(run)).toEqual(sync.rows)
    expect(desk.told.at(-1)).toMatchObject({ runId: run.runId, rows: 25_000, state: { kind: 'complete' } })
  })

  it('reads any window of rows by itself, and nothing beyond the end', async () => {
    const desk = openDesk()
    const { runId } = await open(desk)
    await desk.ended(runId)
    const { rows, numbers } = await desk.api.readRunRows({ runId, from: 24_990, count: 200 })
    expect([rows, numbers[0], numbers.length]).toEqual([sync.rows.slice(24_990), 24_990, 10])
    expect((await desk.api.readRunRows({ runId, from: 25_000, count: 5 })).rows).toEqual([])
  })

  it('is the same one when its sync is opened again, and asks for nothing more', async () => {
    const desk = openDesk()
    const [one, other] = await Promise.all([open(desk), open(desk)])
    await desk.ended(one.runId)
    const before = dataRequests()
    expect([other.runId, (await open(desk)).runId]).toEqual([one.runId, one.runId])
    expect(dataRequests()).toBe(before)
  })

  it('lies in files of this user alone, and goes when the window closes unless it is kept', async () => {
    const desk = openDesk()
    const run = await open(desk)
    await desk.ended(run.runId)
    const folder = join(desk.folder, run.runId)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    await desk.close()
    expect(readdirSync(desk.folder)).toEqual([])
  })

  it('that is kept is there in the next window, also without a sign-in', async () => {
    const desk = openDesk()
    const run = await open(desk)
    await desk.ended(run.runId)
    expect(await desk.api.keepRun({ runId: run.runId })).toMatchObject({
      kept: { name: expect.stringMatching(/ 20\d\d-/) },
    })
    await desk.close()
    const next = createRunDesk(createTestClient('http://127.0.0.1:1'), desk.folder)
    desks.push(next)
    expect(await next.api.listKeptRuns()).toMatchObject([
      { runId: run.runId, rows: 25_000, state: { kind: 'complete' } },
    ])
    expect(await next.rowsOf(await next.api.openKeptRun({ runId: run.runId }))).toEqual(sync.rows)
    await next.api.removeKeptRun({ runId: run.runId })
    expect(readdirSync(desk.folder)).toEqual([])
  })
})
