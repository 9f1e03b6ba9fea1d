import { cpSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { type ExportedSync, exportRows } from '../testing/export-sync.ts'
import { createRunDesk, type RunDesk } from '../testing/run-desk.ts'

let simulator: Simulator
let sync: ExportedSync
const desks: RunDesk[] = []

beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant', contacts: 100, rows: 24_000 })
  sync = await exportRows(simulator)
}, 30_000)
afterEach(async () => {
  simulator.control.faults.clear()
  simulator.control.requests.clear()
  for (const desk of desks.splice(0)) await desk.close()
})
afterAll(() => simulator.close())

function openDesk(folder?: string): RunDesk {
  const desk = createRunDesk(createTestClient(simulator.origin), folder)
  desks.push(desk)
  return desk
}

async function fetchAll(desk: RunDesk) {
  const { runId } = await desk.api.openRun({ syncId: sync.syncId, what: 'data' })
  const ended = await desk.ended(runId)
  return { ended, rows: await desk.rowsOf({ runId }) }
}

describe('fetching a result', () => {
  it('goes on as CSV once one page proved the same in both formats, and lets JSON say the end', async () => {
    const { ended, rows } = await fetchAll(openDesk())
    expect(ended.state).toEqual({ kind: 'complete' })
    expect(rows).toEqual(sync.rows)
    const asked = simulator.control.requests.list({ path: '*/data' }).map(({ headers }) => headers.accept)
    expect(asked.filter((accept) => accept === 'text/csv').length).toBeGreaterThan(0)
    expect(asked.at(-1)).toBe('application/json')
  })

  it.each([
    ['a page from before', 1, { kind: 'page', offset: 0 } as const],
    ['a cut answer', 2, { kind: 'truncate', share: 0.5 } as const],
    ['a reset', 3, { kind: 'reset', when: 'mid-body' } as const],
    ['a proxy’s page', 2, { kind: 'html' } as const],
    ['429', 3, { kind: 'answer', status: 429, headers: { 'Retry-After': '0' } } as const],
    ['503', 1, { kind: 'answer', status: 503 } as const],
  ])('has every row in spite of %s after %i pages', async (_what, skip, effect) => {
    simulator.control.faults.add({ method: 'GET', path: '*/data', skip, count: 1, effect })
    const { ended, rows } = await fetchAll(openDesk())
    expect(ended.state).toEqual({ kind: 'complete' })
    expect(rows).toEqual(sync.rows)
  })

  it('says that rows are missing where the total keeps lying, and why', async () => {
    const effect = { kind: 'page', totalResults: 999_999 } as const
    simulator.control.faults.add({ method: 'GET', path: '*/data', count: 0, effect })
    const { ended, rows } = await fetchAll(openDesk())
    expect(ended).toMatchObject({ total: 999_999, state: { kind: 'incomplete', why: { kind: 'answers' } } })
    expect(rows).toEqual(sync.rows.slice(0, rows.length))
  })

  it.each([
    ['no rows at all', { totalResults: 0, count: 0, hasMore: false }],
    ['the first rows alone', { items: [{ Id: '1' }], totalResults: 1, count: 1, hasMore: false }],
  ])(
    'says that rows are missing where the answers agree on %s, and the log of the sync names more',
    async (_what, body) => {
      const effect = { kind: 'answer', status: 200, body } as const
      simulator.control.faults.add({ method: 'GET', path: '*/data', count: 0, effect })
      const { ended } = await fetchAll(openDesk())
      expect(ended).toMatchObject({
        total: 24_000,
        state: { kind: 'incomplete', why: { kind: 'answers', reason: 'counts-differ' } },
      })
    },
  )

  it('takes the word of the answers where the log cannot be read', async () => {
    const body = { totalResults: 0, count: 0, hasMore: false }
    simulator.control.faults.add({
      method: 'GET',
      path: '*/data',
      count: 0,
      effect: { kind: 'answer', status: 200, body },
    })
    simulator.control.faults.add({ method: 'GET', path: '*/logs', count: 0, effect: { kind: 'answer', status: 403 } })
    expect((await fetchAll(openDesk())).ended).toMatchObject({ rows: 0, state: { kind: 'complete' } })
  })

  it('goes on after a kill behind the last page that is whole, whatever else lies there', async () => {
    const first = openDesk()
    const { ended, rows: _all } = await fetchAll(first)
    // What a kill leaves: a record of some pages that says that rows arrive, and files of any length.
    const folder = mkdtempSync(join(tmpdir(), 'killed-'))
    cpSync(first.folder, folder, { recursive: true })
    const own = join(folder, ended.runId)
    const record = JSON.parse(readFileSync(join(own, 'run.json'), 'utf8'))
    writeFileSync(
      join(own, 'run.json'),
      JSON.stringify({ ...record, state: 'arriving', pages: record.pages.slice(0, 2) }),
    )
    const [segment = ''] = readdirSync(own).filter((name) => name.endsWith('.csv'))
    truncateSync(join(own, segment), record.pages[0].bytes + 10)
    simulator.control.requests.clear()
    const { ended: again, rows } = await fetchAll(openDesk(folder))
    expect(again).toMatchObject({ runId: ended.runId, state: { kind: 'complete' } })
    expect(rows).toEqual(sync.rows)
    const offsets = simulator.control.requests
      .list({ path: '*/data' })
      .map(({ url }) => Number(new URL(url, 'http://x').searchParams.get('offset')))
    expect(Math.min(...offsets)).toBe(record.pages[0].rows)
  })
})
