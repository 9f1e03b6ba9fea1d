import { describe, expect, test } from 'vitest'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'D')
const client = () => createTestClient(share.simulator.origin)
const fault = (rule: Parameters<typeof share.simulator.control.faults.add>[0]) =>
  share.simulator.control.faults.add(rule)
const SYNCS = '*/bulk/2.0/syncs'
const FORBIDDEN = { kind: 'answer', status: 403, body: 'x' } as const

async function begin(w: UploadWorld, uri: string, csv: string, way: 'straight' | 'private-copy', name = 'rows.csv') {
  const { checkId } = await w.check(uri, csv, name)
  return (await w.api.startUpload({ checkId, way, scope: 'all-good-rows' })).uploadId
}

async function end(w: UploadWorld, uploadId: string) {
  await w.service.settled()
  return w.atRest(uploadId)
}

async function syncOf(uri: string) {
  const body = Buffer.from(JSON.stringify({ syncedInstanceUri: uri }))
  const outcome = await client().sendOnce({ path: '/syncs', contentType: 'application/json', body })
  await share.simulator.control.settled()
  return outcome
}

/** POST /syncs is lost, and the list of syncs cannot be read from then on. */
async function loseTheSync(w: UploadWorld, uri: string, csv: string, applied: boolean) {
  const uploadId = await begin(w, uri, csv, 'straight')
  await end(w, uploadId)
  fault({ method: 'POST', path: SYNCS, effect: { kind: 'reset', when: 'after-body', applied } })
  // Looked at before the press, and noted before the request.
  fault({ method: 'GET', path: SYNCS, skip: 2, count: 0, effect: FORBIDDEN })
  await w.api.startStagedSync({ uploadId })
  const asked = await end(w, uploadId)
  share.simulator.control.faults.clear()
  return { uploadId, asked }
}

describe('a part in doubt at a definition that syncs by itself', () => {
  test("is not taken for arrived because of another upload's sync", async () => {
    const [one, two] = [await ownDefinition(true), await ownDefinition()]
    const w = await share.world()
    fault({ method: 'POST', path: `*${one.uri}/data`, effect: { kind: 'reset', when: 'mid-body' } })
    const lost = await begin(w, one.uri, one.csv, 'straight', 'one.csv')
    expect((await end(w, lost)).question?.kind).toBe('part-in-doubt')
    const other = await begin(w, one.uri, two.csv, 'straight', 'two.csv')
    expect((await end(w, other)).state).toBe('done')
    await w.api.answerUpload({ uploadId: lost, choice: 'check-again' })
    expect(await end(w, lost)).toMatchObject({ state: 'needs-you', parts: [{ state: 'in-doubt' }], syncUris: [] })
    expect(one.applied()).toHaveLength(0)
  })

  test("is not taken for arrived because of a stranger's sync of another number of rows, and is by one of its own", async () => {
    const { uri, csv, applied } = await ownDefinition(true)
    const w = await share.world()
    fault({ method: 'POST', path: `*${uri}/data`, effect: { kind: 'reset', when: 'mid-body' } })
    const uploadId = await begin(w, uri, csv, 'straight')
    await end(w, uploadId)
    const half = Buffer.from(`${csv.split('\r\n').slice(0, 7).join('\r\n')}\r\n`)
    await client().sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: half })
    await share.simulator.control.settled()
    await w.api.answerUpload({ uploadId, choice: 'check-again' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'needs-you', syncUris: [] })
    fault({ method: 'POST', path: `*${uri}/data`, effect: { kind: 'reset', when: 'after-body', applied: true } })
    await w.api.answerUpload({ uploadId, choice: 'send-again' })
    expect((await end(w, uploadId)).question?.choices).toContain('take-sync')
    await w.api.answerUpload({ uploadId, choice: 'take-sync' })
    const done = await end(w, uploadId)
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 12, created: 12, unexplained: 0 } })
    expect(applied()).toHaveLength(6 + 12)
  })

  test('is sent also where the list of syncs may not be read, and then asked about at once', async () => {
    const { uri, csv } = await ownDefinition(true)
    const w = await share.world()
    fault({ method: 'GET', path: SYNCS, count: 0, effect: FORBIDDEN })
    fault({ method: 'POST', path: `*${uri}/data`, effect: { kind: 'reset', when: 'after-body', applied: true } })
    const uploadId = await begin(w, uri, csv, 'straight')
    const asked = await end(w, uploadId)
    expect(asked.question?.kind).toBe('part-in-doubt')
    expect(asked.applied).toMatchObject({ applied: 'maybe', doubtfulParts: [0] })
  })
})

describe('a sync in doubt', () => {
  test('is looked for once more before it is asked for again: one that is there is named, and taken by the user', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    const { uploadId, asked } = await loseTheSync(w, uri, csv, true)
    expect(asked.question?.kind).toBe('sync-in-doubt')
    await w.api.answerUpload({ uploadId, choice: 'start-sync' })
    const named = await end(w, uploadId)
    expect(named).toMatchObject({
      state: 'needs-you',
      question: { named: { uri: expect.stringMatching(/^\/syncs\//) } },
    })
    await w.api.answerUpload({ uploadId, choice: 'take-sync' })
    const done = await end(w, uploadId)
    expect(done).toMatchObject({ state: 'done', ledger: { created: 12, unexplained: 0 } })
    expect(done.syncUris).toHaveLength(1)
    expect(applied()).toHaveLength(12)
  })

  test('is asked for again, by the user only, where it is not there', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    const { uploadId } = await loseTheSync(w, uri, csv, false)
    expect(applied()).toHaveLength(0)
    await w.api.answerUpload({ uploadId, choice: 'start-sync' })
    expect((await end(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test("is not found in a colleague's sync of rows of his own", async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    const { uploadId } = await loseTheSync(w, uri, csv, false)
    await client().read({ method: 'DELETE', path: `${uri}/data` })
    const other = Buffer.from(`${csv.split('\r\n').slice(0, 3).join('\r\n').replaceAll('D', 'X')}\r\n`)
    await client().sendOnce({ path: `${uri}/data`, contentType: 'text/csv', body: other })
    await syncOf(uri)
    await w.api.answerUpload({ uploadId, choice: 'check-again' })
    expect(await end(w, uploadId)).toMatchObject({ state: 'needs-you', syncUris: [] })
    expect(applied()).toHaveLength(0)
  })

  test('is found behind more newer syncs than a list has on a page', async () => {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world()
    const c = client()
    // A page has five syncs instead of a thousand.
    const paged = {
      ...w.client,
      readJson(request: Parameters<typeof c.readJson>[0]): Promise<unknown> {
        const query = { ...request.query, limit: 5 }
        return c.readJson(request.query?.limit === 1000 && request.path === '/syncs' ? { ...request, query } : request)
      },
    }
    const small = await share.world({ client: () => paged })
    const { uploadId } = await loseTheSync(small, uri, csv, true)
    const another = await ownDefinition()
    for (let sync = 0; sync < 12; sync++) await syncOf(another.uri)
    await small.api.answerUpload({ uploadId, choice: 'check-again' })
    expect((await end(small, uploadId)).question).toMatchObject({ named: { uri: expect.stringMatching(/^\/syncs\//) } })
    await small.api.answerUpload({ uploadId, choice: 'take-sync' })
    expect((await end(small, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('is not settled by an answer about another definition', async () => {
    const { uri, csv } = await ownDefinition()
    const c = client()
    const confused = {
      ...c,
      async sendOnce(request: Parameters<typeof c.sendOnce>[0]) {
        const body = Buffer.from(
          JSON.stringify({ uri: '/syncs/1', syncedInstanceUri: '/contacts/imports/1', status: 'pending' }),
        )
        const reply = { status: 201, reason: 'Created', headers: {}, body }
        return request.path === '/syncs' ? ({ kind: 'accepted', reply } as const) : c.sendOnce(request)
      },
    }
    const { upload } = await (await share.world({ client: () => confused })).send(uri, csv, 'private-copy')
    expect(upload).toMatchObject({ state: 'needs-you', question: { kind: 'sync-in-doubt' }, syncUris: [] })
  })
})

describe('rows that wait', () => {
  test("are neither started nor discarded once a colleague's sync has taken them, and the upload says so", async () => {
    for (const press of ['startStagedSync', 'discardStaged'] as const) {
      const { uri, csv, applied } = await ownDefinition()
      const w = await share.world()
      const { uploadId } = await w.send(uri, csv, 'straight')
      await syncOf(uri)
      await expect(w.api[press]({ uploadId })).rejects.toMatchObject({ code: 'not-allowed-now' })
      const { state, outcome } = await w.api.getUpload({ uploadId })
      expect({ state, outcome }).toMatchObject({ state: 'done', outcome: { kind: 'taken', rows: 12 } })
      expect(applied()).toHaveLength(12)
    }
  })
})
