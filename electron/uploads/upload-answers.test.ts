import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { createLyingProxy, type Lie, type LyingProxy, type Manner } from '../testing/lying-proxy.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'A')
let proxy: LyingProxy
beforeAll(async () => {
  proxy = await createLyingProxy(() => share.simulator.origin)
})
afterAll(() => proxy.close())

const SYNCS = /\/bulk\/2\.0\/syncs(\?|$)/
const client = () => createTestClient(share.simulator.origin)
const world = (services = {}) => share.world({ client: () => createTestClient(proxy.origin), services })
const json = (body: string): Manner => ({ kind: 'instead', status: 200, type: 'application/json', body, sent: false })
const page = (status: number): Manner => ({
  kind: 'instead',
  status,
  type: 'text/html',
  body: '<html>x</html>',
  sent: false,
})
const lie = (method: string, path: RegExp, manner: Manner, { skip = 0, count = 1 } = {}): Lie => ({
  method,
  path,
  skip,
  count,
  manner,
})

async function end(w: UploadWorld, uploadId: string) {
  await w.service.settled()
  return w.atRest(uploadId)
}

/** What somebody else with the same sign-in does at the definition. */
async function sendAndSync(uri: string, csv: string): Promise<void> {
  const c = client()
  await c.sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: Buffer.from(csv) })
  await startSync(uri)
}

async function startSync(uri: string): Promise<void> {
  const body = Buffer.from(JSON.stringify({ syncedInstanceUri: uri }))
  await client().sendOnce({ path: '/syncs', contentType: 'application/json', body })
  await share.simulator.control.settled()
}

const another = (csv: string) => csv.replaceAll('\nA', '\nZ')
/** What is told from here on was asked for: a lie that nobody hears proves nothing. */
function expectTold(lies: number): void {
  expect(proxy.told() - told).toBe(lies)
}
let told = 0
beforeEach(() => {
  told = proxy.told()
})
const NO_LISTS = ['{}', 'null', '{"items":[],"hasMore":false}', '{"error":"try later"}'] as const

describe('a definition with a past, and a list of syncs that is none', () => {
  test.each(NO_LISTS)(
    '%s as rows come to rest: no old sync is taken for the one that is started then',
    async (answer) => {
      const { uri, csv, applied } = await ownDefinition()
      await sendAndSync(uri, another(csv))
      const w = await world()
      proxy.tell([lie('GET', SYNCS, json(answer))])
      const { uploadId } = await w.send(uri, csv, 'straight')
      expect((await end(w, uploadId)).state).toBe('staged')
      expectTold(1)
      await w.api.startStagedSync({ uploadId })
      expect(await end(w, uploadId)).toMatchObject({
        state: 'done',
        outcome: { kind: 'finished' },
        ledger: { created: 12 },
      })
      expect(applied()).toHaveLength(12)
    },
  )

  test.each(NO_LISTS)(
    '%s before a request that is lost: the sync of yesterday, of as many rows, is no answer to it',
    async (answer) => {
      const { uri, csv, applied } = await ownDefinition()
      await sendAndSync(uri, another(csv))
      const w = await world()
      proxy.tell([])
      const { uploadId } = await w.send(uri, csv, 'straight')
      proxy.tell([lie('GET', SYNCS, json(answer), { skip: 1 }), lie('POST', SYNCS, { kind: 'lost', sent: false })])
      await w.api.startStagedSync({ uploadId })
      expect(await end(w, uploadId)).toMatchObject({
        state: 'needs-you',
        question: { kind: 'sync-in-doubt' },
        syncUris: [],
      })
      expectTold(2)
      expect(applied()).toHaveLength(0)
    },
  )

  test('a part that the user called arrived keeps its sync: it is not adopted for the next part, which was lost', async () => {
    const { uri, csv, applied } = await ownDefinition(true)
    const w = await world({ limits: { partBytes: 300, batchBytes: 4_000, batchParts: 40 } })
    proxy.tell([
      lie('POST', /\/data$/, { kind: 'lost', sent: true }),
      lie('POST', /\/data$/, { kind: 'lost', sent: false }, { skip: 1 }),
      lie('GET', SYNCS, json('{"items":[],"totalResults":0,"hasMore":false}'), { skip: 1, count: 2 }),
    ])
    const { uploadId } = await w.send(uri, csv, 'straight')
    const first = await end(w, uploadId)
    expect(first).toMatchObject({ question: { kind: 'part-in-doubt', parts: [0] } })
    const rows = first.parts[0]?.rows ?? 0
    await w.api.answerUpload({ uploadId, choice: 'treat-as-arrived' })
    const second = await end(w, uploadId)
    expect(second).toMatchObject({ state: 'needs-you', question: { kind: 'part-in-doubt', parts: [1] }, syncUris: [] })
    expect(second.parts[1]?.state).toBe('in-doubt')
    expectTold(4)
    expect(applied()).toHaveLength(rows)
  })

  test('a sync by the same sign-in, newer and of just as many rows, is named in a question and proves nothing', async () => {
    const { uri, csv, applied } = await ownDefinition(true)
    const w = await world()
    proxy.tell([lie('POST', /\/data$/, { kind: 'lost', sent: false })])
    const sent = w.send(uri, csv, 'straight')
    const { uploadId } = await sent
    await client().sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: Buffer.from(another(csv)) })
    await share.simulator.control.settled()
    await w.service.settled()
    await w.api.answerUpload({ uploadId, choice: 'check-again' })
    const asked = await end(w, uploadId)
    expect(asked).toMatchObject({
      state: 'needs-you',
      syncUris: [],
      question: { named: { uri: expect.stringMatching(/^\/syncs\/\d+$/) } },
    })
    expect(applied()).toHaveLength(0)
  })
})

describe('words about rows that a colleague may have synced', () => {
  test('do not say that nothing was imported where the file changed after the first part had arrived', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const reached = (step: string) => {
      if (step === 'part-ack') throw new Error('out of memory')
    }
    const w = await world({ limits: { partBytes: 300, batchBytes: 4_000, batchParts: 40 }, reached })
    proxy.tell([])
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.service.settled()
    await startSync(uri)
    expect(applied().length).toBeGreaterThan(0)
    rmSync(join(w.folder, 'rows.csv'))
    await w.api.answerUpload({ uploadId, choice: 'retry' })
    const ended = await end(w, uploadId)
    expect(ended).toMatchObject({ state: 'stopped', outcome: { kind: 'file-trouble' } })
    expect(outcomeWords(ended)).not.toMatch(/(^|\. )Nothing (was|had been) imported/)
  })
})

describe('what cannot be read of a definition', () => {
  test.each(['null', '[]', '{"uri":"/contacts/imports/1"}'])(
    '%s is no definition: the check says so',
    async (answer) => {
      const { uri, csv } = await ownDefinition()
      const w = await world()
      proxy.tell([lie('GET', new RegExp(`${uri}$`), json(answer), { count: 99 })])
      await expect(w.check(uri, csv)).rejects.toMatchObject({ code: 'unexpected-answer' })
    },
  )

  test('its deletion takes the staged rows along, and a page of the network that finds nothing does not', async () => {
    const { uri, csv } = await ownDefinition()
    const w = await world()
    proxy.tell([])
    const { uploadId } = await w.send(uri, csv, 'straight')
    await end(w, uploadId)
    await client().read({ method: 'DELETE', path: uri })
    proxy.tell([lie('GET', new RegExp(`${uri}$`), page(404), { count: 99 })])
    await w.api.startStagedSync({ uploadId })
    expect(await end(w, uploadId)).toMatchObject({ state: 'staged', waiting: { rows: 12 } })
    proxy.tell([])
    await w.api.startStagedSync({ uploadId })
    const gone = await end(w, uploadId)
    expect(gone).toMatchObject({ state: 'stopped', outcome: { kind: 'definition-gone' } })
    expect(gone.waiting).toBeUndefined()
    expect(outcomeWords(gone)).toContain('was deleted in Eloqua')
  })

  test.each([
    ['no answer comes', { kind: 'lost', sent: true } as const],
    ['a page of the network says that there is nothing', page(404)],
  ])('discarded rows are neither staged for sure nor gone where %s', async (_what, manner) => {
    const { uri, csv } = await ownDefinition()
    const w = await world()
    proxy.tell([])
    const { uploadId } = await w.send(uri, csv, 'straight')
    await end(w, uploadId)
    proxy.tell([lie('DELETE', /\/data$/, manner, { count: 99 })])
    await expect(w.api.discardStaged({ uploadId })).rejects.toMatchObject({ code: expect.any(String) })
    expect(await w.api.getUpload({ uploadId })).toMatchObject({
      state: 'staged',
      waiting: { rows: 0, doubtfulRows: 12 },
    })
  })
})

describe('the log of a sync that has ended', () => {
  test.each(['{"items":[],"hasMore":false}', '{"items":[],"totalResults":0,"hasMore":false}'])(
    '%s is read again: a log without a line does not count for one that says nothing was done',
    async (answer) => {
      const { uri, csv } = await ownDefinition()
      const w = await world()
      proxy.tell([lie('GET', /\/syncs\/\d+\/logs/, json(answer), { count: 2 })])
      const { uploadId } = await w.send(uri, csv, 'private-copy')
      const upload = await end(w, uploadId)
      expectTold(2)
      expect(upload).toMatchObject({ state: 'done', ledger: { created: upload.ledger.sent } })
      expect(upload.ledger.unexplained ?? 0).toBe(0)
    },
  )
})
