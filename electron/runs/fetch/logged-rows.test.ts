import { cpSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { createMemoryLog } from '../../testing/memory-log.ts'
import { type ExportedSync, exportRows } from '../testing/export-sync.ts'
import { createRunDesk, type RunDesk } from '../testing/run-desk.ts'
import { rowsInLog } from './logged-rows.ts'
import { readResultSource } from './result-source.ts'

let simulator: Simulator
let sync: ExportedSync
const desks: RunDesk[] = []

beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 20, rows: 1_500 })
  sync = await exportRows(simulator)
}, 30_000)
afterEach(async () => {
  simulator.control.faults.clear()
  for (const desk of desks.splice(0)) await desk.close()
})
afterAll(() => simulator.close())

function openDesk(folder?: string): RunDesk {
  simulator.control.requests.clear()
  const desk = createRunDesk(createTestClient(simulator.origin), folder)
  desks.push(desk)
  return desk
}

async function fetchAll(desk: RunDesk) {
  const { runId } = await desk.api.openRun({ syncId: sync.syncId, what: 'data' })
  return desk.ended(runId)
}

const asked = (what: 'data' | 'logs') => simulator.control.requests.list({ path: `*/${what}` }).length
const logStalls = () =>
  simulator.control.faults.add({ method: 'GET', path: '*/logs', count: 0, effect: { kind: 'delay', ms: 600_000 } })

/** A run whose fetching ended while the log was being read, in a folder as a kill leaves it. */
async function endedAtLog() {
  const desk = openDesk()
  logStalls()
  const { runId } = await desk.api.openRun({ syncId: sync.syncId, what: 'data' })
  await expect.poll(() => asked('logs'), { timeout: 20_000 }).toBe(1)
  const run = desk.shelf.find(runId)
  await run?.stop()
  expect(run?.run()).toMatchObject({ rows: 1_500, state: { kind: 'incomplete', why: { kind: 'interrupted' } } })
  simulator.control.faults.clear()
  const folder = mkdtempSync(join(tmpdir(), 'at-log-'))
  cpSync(desk.folder, folder, { recursive: true })
  return { folder, own: join(folder, runId) }
}

describe('a result whose fetching ended while the log of its sync was being read', () => {
  it('goes on at the log, also where Eloqua has deleted the rows by then', async () => {
    const { folder } = await endedAtLog()
    simulator.control.faults.add({ method: 'GET', path: '*/data', count: 0, effect: { kind: 'answer', status: 410 } })
    expect(await fetchAll(openDesk(folder))).toMatchObject({ rows: 1_500, state: { kind: 'complete' } })
    expect([asked('data'), asked('logs')]).toEqual([0, 1])
  })

  it('is complete where a kill came before that was noted: the empty page behind the rows has no items', async () => {
    const { folder, own } = await endedAtLog()
    const { isEndConfirmed: _, ...record } = JSON.parse(readFileSync(join(own, 'run.json'), 'utf8'))
    writeFileSync(join(own, 'run.json'), JSON.stringify({ ...record, state: 'arriving' }))
    expect(await fetchAll(openDesk(folder))).toMatchObject({ rows: 1_500, state: { kind: 'complete' } })
    expect([asked('data'), asked('logs')]).toEqual([1, 1])
  })

  it('is fetched again from where its files are damaged', async () => {
    const { folder, own } = await endedAtLog()
    const [segment = ''] = readdirSync(own).filter((name) => name.endsWith('.csv'))
    truncateSync(join(own, segment), 100)
    const desk = openDesk(folder)
    const run = await fetchAll(desk)
    expect(run.state).toEqual({ kind: 'complete' })
    expect(await desk.rowsOf(run)).toEqual(sync.rows)
    expect(asked('data')).toBeGreaterThan(0)
  })
})

describe('a result with fewer rows than the log of its sync counts', () => {
  const logCounts = (count: number) => {
    const line = { syncUri: '/syncs/1', severity: 'information', statusCode: 'ELQ-00102', createdAt: '' }
    const body = { items: [{ ...line, count }], totalResults: 1, limit: 1000, offset: 0, count: 1, hasMore: false }
    const effect = { kind: 'answer', status: 200, body } as const
    simulator.control.faults.add({ method: 'GET', path: '*/logs', count: 0, effect })
  }
  const short = { rows: 1_500, total: 1_600, state: { kind: 'incomplete', why: { reason: 'counts-differ' } } }

  it('stays incomplete while the log says so or cannot be read, and is complete once the log agrees', async () => {
    const desk = openDesk()
    logCounts(1_600)
    expect(await fetchAll(desk)).toMatchObject(short)
    expect(await fetchAll(desk)).toMatchObject(short)
    simulator.control.faults.clear()
    simulator.control.faults.add({ method: 'GET', path: '*/logs', count: 0, effect: { kind: 'answer', status: 403 } })
    expect(await fetchAll(desk)).toMatchObject(short)
    simulator.control.faults.clear()
    expect(await fetchAll(desk)).toMatchObject({ rows: 1_500, total: 1_500, state: { kind: 'complete' } })
    expect(asked('logs')).toBe(4)
  })
})

describe('the log that a result is held against', () => {
  const read = async (signal: AbortSignal, patienceMs?: number) => {
    const client = createTestClient(simulator.origin)
    const source = await readResultSource(client, sync.syncId)
    const { log, entries } = createMemoryLog()
    const given = { client, source, signal, log, ...(patienceMs === undefined ? {} : { patienceMs }) }
    return { rows: rowsInLog(given), entries }
  }

  it.each([
    ['comes drop by drop', { kind: 'drip', bytes: 1, everyMs: 400 } as const],
    ['does not come', { kind: 'delay', ms: 600_000 } as const],
  ])('is given up where it %s, and that is logged', async (_what, effect) => {
    simulator.control.faults.add({ method: 'GET', path: '*/logs', count: 0, effect })
    const { rows, entries } = await read(new AbortController().signal, 50)
    expect(await rows).toBeUndefined()
    expect(entries).toContainEqual(['the log of an export could not be read', { code: 'timeout' }])
  })

  it('is no longer waited for once the work is canceled', async () => {
    logStalls()
    const cancel = new AbortController()
    simulator.control.requests.clear()
    const { rows } = await read(cancel.signal)
    await expect.poll(() => asked('logs')).toBe(1)
    cancel.abort()
    await expect(rows).rejects.toMatchObject({ code: 'cancelled' })
  })
})
