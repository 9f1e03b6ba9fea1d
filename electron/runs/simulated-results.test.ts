import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DefinitionApi } from '../../shared/contract/calls/definitions.ts'
import type { SyncApi } from '../../shared/contract/calls/syncs.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ABSENT_DESKTOP } from '../platform/desktop.ts'
import { createSyncApi } from '../syncs/sync-api.ts'
import { indexesForTest } from '../syncs/testing/memory-indexes.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createResultDesk, type ResultDesk } from './testing/result-desk.ts'

let simulator: Simulator
let exportUri: string
let desk: ResultDesk
let syncs: DefinitionApi & SyncApi

beforeAll(async () => {
  simulator = await startSimulator({ contacts: 2_500, rows: 5_000 })
  const definitions = simulator.control.definitions()
  exportUri = definitions.find(({ uri }) => uri.startsWith('/contacts/exports/'))?.uri ?? ''
})
afterAll(() => simulator.close())

beforeEach(() => {
  simulator.control.faults.clear()
  const client = createTestClient(simulator.origin)
  desk = createResultDesk(client)
  syncs = createSyncApi({
    indexes: indexesForTest(),
    clients: { active: () => client, forConnection: async () => client },
    publish: () => {},
    desktop: { ...ABSENT_DESKTOP, confirm: async () => true },
    userData: desk.folder,
    log: SILENT_LOG,
  })
})

async function finishedSync(definitionUri: string): Promise<number> {
  const { id } = await syncs.startSync({ definitionUri })
  await simulator.control.settled()
  expect((await syncs.getSync({ id })).status).toBe('success')
  return id
}

describe('with the simulator', () => {
  it('starts a sync, lists it first and by name, and reads what it moved from its log', async () => {
    const id = await finishedSync(exportUri)
    const list = await syncs.listSyncs({ offset: 0, limit: 5 })
    expect(list.items[0]?.id).toBe(id)
    expect(list.items[0]?.definition?.name).toBe(
      simulator.control.definitions().find(({ uri }) => uri === exportUri)?.properties.name,
    )
    const figures = await syncs.getSyncFigures({ id })
    const { progress } = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
    expect(figures.rows).toBe(progress.total)
    expect((await syncs.listSyncLogs({ id })).length).toBeGreaterThan(1)
  })

  it('saves as CSV exactly what the pages hold', async () => {
    const id = await finishedSync(exportUri)
    const ended = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
    expect(ended.state).toBe('done')
    const [header, ...rows] = Papa.parse<string[]>(readFileSync(desk.target, 'utf8'), { skipEmptyLines: true }).data
    const pages: Record<string, string>[] = []
    for (let hasMore = true; hasMore; ) {
      const query = { offset: pages.length, limit: 700 }
      const { body } = await createTestClient(simulator.origin).read({ path: `/syncs/${id}/data`, query })
      const page = JSON.parse(body.toString('utf8')) as { items: Record<string, string>[]; hasMore: boolean }
      pages.push(...page.items)
      hasMore = page.hasMore
    }
    expect(rows).toEqual(pages.map((row) => (header ?? []).map((column) => row[column] ?? '')))
  })

  it.each([
    ['a duplicate page', { kind: 'page', offset: 0 } as const],
    ['a short page', { kind: 'page', keep: 3, hasMore: true } as const],
    ['a page without items', { kind: 'page', withoutItems: true, hasMore: true } as const],
    ['a lying count', { kind: 'page', count: 0 } as const],
    ['a cut answer', { kind: 'truncate', share: 0.5 } as const],
    ['a reset', { kind: 'reset', when: 'before-body' } as const],
    ['a proxy’s page', { kind: 'html' } as const],
    ['a 503', { kind: 'answer', status: 503 } as const],
    ['a 429', { kind: 'answer', status: 429, headers: { 'Retry-After': '1' } } as const],
  ])('saves every row in spite of %s', async (_what, effect) => {
    const id = await finishedSync(exportUri)
    simulator.control.faults.add({ method: 'GET', path: '*/data', count: 1, effect })
    const { state, progress } = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
    expect(state).toBe('done')
    expect(readFileSync(desk.target, 'utf8').trimEnd().split('\n').length).toBeGreaterThan(progress.done)
    expect(progress.done).toBe(progress.total)
  })

  it('is never given a file by a total that keeps lying', async () => {
    const id = await finishedSync(exportUri)
    simulator.control.faults.add({
      method: 'GET',
      path: '*/data',
      count: 0,
      effect: { kind: 'page', totalResults: 999_999 },
    })
    const { state, error } = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
    expect([state, error?.code]).toEqual(['failed', 'incomplete-result'])
    expect(desk.files()).not.toContain('out.csv')
  })

  it('is never given an empty file where the log says that rows were exported', async () => {
    const id = await finishedSync(exportUri)
    const body = { totalResults: 0, count: 0, hasMore: false }
    simulator.control.faults.add({
      method: 'GET',
      path: '*/data',
      count: 0,
      effect: { kind: 'answer', status: 200, body },
    })
    const { state, error } = await desk.ended(await desk.api.saveResult({ syncId: id, flavour: 'exact' }))
    expect([state, error?.code, error?.message]).toEqual([
      'failed',
      'incomplete-result',
      expect.stringMatching(/^0 rows came; Eloqua said there are [1-9]/),
    ])
    expect(desk.files()).not.toContain('out.csv')
  })

  it('starts one sync only when the answer to the start is lost, and names it', async () => {
    const before = simulator.control.syncs().length
    simulator.control.faults.add({
      method: 'POST',
      path: '*/syncs',
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const started = syncs.startSync({ definitionUri: exportUri })
    await expect(started).rejects.toMatchObject({ code: 'in-doubt', syncIds: [expect.any(Number)] })
    expect(simulator.control.syncs().length).toBe(before + 1)
  })

  it('finds definitions of every kind by part of their name', async () => {
    const all = await syncs.listDefinitions({ kinds: ['export', 'import', 'syncAction'], search: '', limit: 1_000 })
    expect(all.length).toBe(simulator.control.definitions().length)
    const one = all.find(({ parentId }) => parentId !== undefined)
    expect(one?.parentName).toBeTruthy()
    const found = await syncs.listDefinitions({
      kinds: one ? [one.kind] : [],
      search: one?.name.slice(2, 9) ?? '',
      limit: 1_000,
    })
    expect(found.map(({ uri }) => uri)).toContain(one?.uri)
  })

  it('answers every request without a defect', () => {
    expect(simulator.control.defects()).toBe(0)
  })
})
