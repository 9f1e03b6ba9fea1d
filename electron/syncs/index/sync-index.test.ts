import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts'
import { createTestClient as createApiClient } from '../../../simulator/testing/test-client.ts'
import { createSignInGate } from '../../eloqua/http/sign-in-gate.ts'
import { createTestClient, TEST_CONNECTION } from '../../eloqua/http/testing/test-client.ts'
import { createMemoryLog, SILENT_LOG } from '../../testing/memory-log.ts'
import { openIndexFile } from './index-file.ts'
import { SyncIndex, type SyncIndexOptions } from './sync-index.ts'
import { createSyncIndexes } from './sync-indexes.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ALL = { text: '', group: 'all', sort: { key: 'started', descending: true }, offset: 0, limit: 1_000 } as const

const start = () => startSimulator({ contacts: 50, rows: 60, callbacks: 'none', speed: 'real' })

let simulator: Simulator
beforeAll(async () => {
  simulator = await start()
})
afterAll(() => simulator.close())

const freshFolder = () => mkdtempSync(join(tmpdir(), 'sync-index-'))

function openIndex(path: string, changes: Partial<SyncIndexOptions> = {}) {
  return new SyncIndex({
    connectionId: 'c1',
    database: openIndexFile(path, SILENT_LOG),
    log: SILENT_LOG,
    onChange: () => undefined,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    pageSizes: { whole: 4, firstLook: 2 },
    ...changes,
  })
}

const readingIs = (index: SyncIndex, reading: string) =>
  expect.poll(() => index.state().reading, { interval: 2, timeout: 10_000 }).toBe(reading)

const shown = (syncs: readonly { readonly id: number; readonly status: string }[]) =>
  syncs.map(({ id, status }) => `${id} ${status}`).sort()

describe('SyncIndex', () => {
  it('holds every sync of Eloqua after any order of new ones, ends, lost pages, restarts and time', async () => {
    const moved = await start()
    const send = createApiClient(moved)
    const client = createTestClient(moved.origin)
    const path = join(freshFolder(), 'syncs.db')
    const { clock, faults, settled, syncs } = moved.control
    const open = () => openIndex(path, { now: clock.now })
    let index = open()
    const steps = {
      start: () => send('/syncs', { body: { syncedInstanceUri: '/contacts/exports/88' } }),
      async pass() {
        clock.advance(1_500)
        await settled()
      },
      lose: () =>
        faults.add({
          method: 'GET',
          path: '*/syncs',
          skip: 1,
          count: 7,
          effect: { kind: 'reset', when: 'before-body' },
        }),
      months: () => clock.advance(100 * DAY),
      refresh: () => index.refresh(client).catch(() => undefined),
      restart() {
        index.close()
        index = open()
      },
    }
    const order = fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(order, async (names) => {
        for (const name of names) await steps[name]()
        faults.clear()
        await steps.pass()
        clock.advance(7 * HOUR)
        await index.refresh(client)
        await readingIs(index, 'resting')
        expect(index.state().isWhole).toBe(true)
        expect(shown(index.search(ALL).items)).toEqual(shown(syncs()))
      }),
      { numRuns: 8 },
    )
    index.close()
    await moved.close()
  })

  it('never claims more than it has read: how far it reaches grows page by page', async () => {
    const reaches: (string | undefined)[] = []
    const index = openIndex(':memory:', {
      onChange: ({ reachesBackTo, isWhole }) => void reaches.push(isWhole ? 'whole' : reachesBackTo),
    })
    await index.refresh(createTestClient(simulator.origin))
    await readingIs(index, 'resting')
    const told = reaches.filter((reach) => reach !== 'whole' && reach !== undefined)
    expect(new Set(told).size).toBeGreaterThan(1)
    expect([...told].sort().reverse()).toEqual(told)
    expect(reaches.at(-1)).toBe('whole')
    index.close()
  })

  it('finds syncs by what their definitions and objects are called', async () => {
    const index = openIndex(':memory:')
    await index.refresh(createTestClient(simulator.origin))
    await readingIs(index, 'resting')
    const { items } = index.search(ALL)
    const definitions = new Map(simulator.control.definitions().map(({ uri, properties }) => [uri, properties.name]))
    const named = items.filter(({ syncedInstanceUri }) => definitions.has(syncedInstanceUri))
    expect(named.length).toBeGreaterThan(0)
    expect(named.map(({ definition }) => definition?.name)).toEqual(
      named.map(({ syncedInstanceUri }) => definitions.get(syncedInstanceUri)),
    )
    expect(items.some(({ definition }) => definition?.parentName)).toBe(true)
    const text = String(named[0]?.definition?.name).toUpperCase()
    expect(index.search({ ...ALL, text }).items.map(({ id }) => id)).toContain(named[0]?.id)
    index.close()
  })

  it('stops reading older syncs when it is told to, stays so after a restart, and goes on from there', async () => {
    const client = createTestClient(simulator.origin)
    const path = join(freshFolder(), 'syncs.db')
    const first = openIndex(path)
    await first.refresh(client)
    first.setReading(false)
    const { count } = first.state()
    first.close()

    const second = openIndex(path)
    await second.refresh(client)
    await expect.poll(() => second.state()).toMatchObject({ count, isWhole: false, reading: 'stopped' })
    second.setReading(true)
    await readingIs(second, 'resting')
    expect(second.state()).toMatchObject({ isWhole: true, count: simulator.control.syncs().length })
    second.close()
  })

  it('asks nothing of Eloqua while the sign-in is refused, keeps what it knows, and goes on after the next one', async () => {
    const signIn = createSignInGate()
    const client = createTestClient(simulator.origin, { signIn })
    const index = openIndex(':memory:')
    await index.refresh(client)
    const { count } = index.state()
    signIn.shut({ code: 'unauthorized', message: 'HTTP 401', status: 401 })
    await readingIs(index, 'waiting')
    const asked = simulator.control.requests.list().length
    expect(index.search(ALL).items).toHaveLength(index.state().count)
    expect(index.state().count).toBeGreaterThanOrEqual(count)
    expect(index.state().error?.code).toBe('unauthorized')
    await new Promise((resolve) => setImmediate(resolve))
    expect(simulator.control.requests.list()).toHaveLength(asked)
    signIn.open()
    await readingIs(index, 'resting')
    expect(index.state().isWhole).toBe(true)
    index.close()
  })
})

describe('the files of the indexes', () => {
  function openAll(folder: string, log = SILENT_LOG) {
    const indexes = createSyncIndexes({ folder, log, onChange: () => undefined })
    const of = (id: string) => {
      const connection = { ...TEST_CONNECTION, id, environment: 'sandbox' as const }
      return { client: createTestClient(simulator.origin, { connection }), connection }
    }
    return { indexes, client: (id: string) => of(id).client }
  }

  it.skipIf(process.platform === 'win32')('can be read by their user alone, and hold no secret', async () => {
    const folder = join(freshFolder(), 'syncs')
    const { indexes, client } = openAll(folder)
    await indexes.of(client('a')).refresh(client('a'))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8))).toEqual(
      readdirSync(folder).map(() => '600'),
    )
    indexes.close()
  })

  it('go with their connection, also those that were set aside', async () => {
    const folder = join(freshFolder(), 'syncs')
    const { indexes, client } = openAll(folder)
    await indexes.of(client('a')).refresh(client('a'))
    const ofFirst = readdirSync(folder)
    await indexes.of(client('b')).refresh(client('b'))
    const [fileOfFirst = ''] = ofFirst
    writeFileSync(join(folder, `${fileOfFirst}.damaged`), 'old')
    indexes.keepOnly(['b'])
    const left = readdirSync(folder)
    expect(left.length).toBeGreaterThan(0)
    expect(left.filter((name) => name.startsWith(fileOfFirst))).toEqual([])
    indexes.close()
  })

  it('are set aside where they are damaged, logged, and read again', async () => {
    const folder = join(freshFolder(), 'syncs')
    const before = openAll(folder)
    await before.indexes.of(before.client('a')).refresh(before.client('a'))
    before.indexes.close()
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.db'))
    writeFileSync(
      join(folder, file),
      'this is no database, and long enough to be taken for the head of one'.repeat(100),
    )

    const { log, entries } = createMemoryLog()
    const { indexes, client } = openAll(folder, log)
    const index = indexes.of(client('a'))
    expect(index.state().count).toBe(0)
    await index.refresh(client('a'))
    expect(index.state().count).toBeGreaterThan(0)
    expect(readdirSync(folder)).toContain(`${file}.damaged`)
    expect(JSON.stringify(entries)).toContain('set aside')
    indexes.close()
  })
})
