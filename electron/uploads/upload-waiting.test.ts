import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Upload } from '../../shared/upload.ts'
import { createTestClient, TEST_CONNECTION } from '../eloqua/testing/test-client.ts'
import { anUpload } from './testing/an-upload.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'
import { openJournal } from './upload-journal.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'W')
const sandbox = () =>
  createTestClient(share.simulator.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } })
const staged = (uri: string) => share.simulator.control.staged(uri).uploads
const posts = () => share.simulator.control.requests.list({ method: 'POST', path: '*/data' }).length
const startSync = (uri: string) =>
  sandbox().sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ syncedInstanceUri: uri })),
  })

/** A second file for the same definition, with rows of its own. */
const another = (csv: string) => csv.replaceAll(/^W/gm, 'V')

async function start(w: UploadWorld, uri: string, csv: string, onTopOf?: readonly string[], name = 'second.csv') {
  const { checkId } = await w.check(uri, csv, name)
  const agreed = onTopOf ? { onTopOf } : {}
  const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows', ...agreed })
  return uploadId
}
const end = async (w: UploadWorld, uploadId: string) => {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}
const cancel = (w: UploadWorld, uploadId: string) => {
  const transfer = w.transfers.list().find((one) => one.uploadId === uploadId)
  w.transfers.actions(transfer?.transferId ?? '')?.cancel?.()
}

/** An upload whose twelve rows wait at a definition of its own. */
async function oneWaits(state: 'staged' | 'cancelled' = 'staged') {
  const { uri, csv, applied } = await ownDefinition()
  const folder = memoryFolder('waiting-')
  const w = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
  const uploadId = await start(w, uri, csv, [], 'first.csv')
  await w.atRest(uploadId)
  if (state === 'cancelled') cancel(w, uploadId)
  await w.service.settled()
  return { w, uri, csv, applied, uploadId, folder }
}

describe('rows that wait at a definition', () => {
  test.each(['staged', 'cancelled'] as const)('are named, with their file and until when (%s)', async (state) => {
    const { w, uri, uploadId } = await oneWaits(state)
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([
      {
        uploadId,
        fileName: 'first.csv',
        state: state === 'staged' ? 'staged' : 'stopped',
        rows: 12,
        doubtfulRows: 0,
        since: expect.any(String),
        keptUntil: expect.any(String),
      },
    ])
    expect((await w.api.getUpload({ uploadId })).waiting).toMatchObject({ rows: 12 })
    const other = await ownDefinition()
    expect(await w.api.listWaitingRows({ definitionUri: other.uri })).toEqual([])
  })

  test('are not sent on top of by accident, nor a private copy kept from going', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const check = await w.check(uri, another(csv))
    expect(check.plans?.[0]?.way).toBe('private-copy')
    const before = posts()
    const straight = { checkId: check.checkId, way: 'straight', scope: 'all-good-rows' } as const
    await expect(w.api.startUpload(straight)).rejects.toThrow('12 rows of first.csv wait at this definition')
    await expect(w.api.startUpload({ ...straight, onTopOf: ['another'] })).rejects.toThrow('wait')
    expect(posts()).toBe(before)
    const copied = await w.api.startUpload({ ...straight, way: 'private-copy' })
    const done = await end(w, copied.uploadId)
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 12, processed: 12 } })
    expect(done.ledger.also).toBeUndefined()
    expect((await w.api.getUpload({ uploadId })).state).toBe('staged')
  })

  test('are known after a restart of the app, and kept when the history is cleared', async () => {
    const { w, uri, uploadId, folder } = await oneWaits('cancelled')
    w.service.close()
    const next = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    next.service.resume()
    await next.api.clearHistory()
    expect(await next.api.listWaitingRows({ definitionUri: uri })).toMatchObject([{ uploadId, rows: 12 }])
    await next.api.discardStaged({ uploadId })
    expect(staged(uri)).toBe(0)
    expect(await next.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    await next.api.clearHistory()
    await expect(next.api.getUpload({ uploadId })).rejects.toThrow('no longer in the history')
  })

  test('of the practice instance of an earlier run went with it', async () => {
    const folder = memoryFolder('waiting-')
    mkdirSync(join(folder, 'data'))
    const journal = openJournal(join(folder, 'data', 'uploads.db'))
    const arrivedAt = new Date().toISOString()
    const [part] = anUpload().parts
    if (!part) throw new Error('There is no part.')
    const parts = [{ ...part, state: 'arrived' as const, arrivedAt }]
    const left = { way: 'straight', phase: 'ended', state: 'stopped', parts, createdAt: arrivedAt } as const
    journal.save(anUpload({ uploadId: 'p', environment: 'practice', ...left }))
    journal.save(anUpload({ uploadId: 's', environment: 'sandbox', ...left }))
    journal.close()
    const w = await share.world({ after: { simulator: share.simulator, folder } })
    w.service.resume()
    expect((await w.api.getUpload({ uploadId: 'p' })).waiting).toBeUndefined()
    expect((await w.api.getUpload({ uploadId: 's' })).waiting).toMatchObject({ rows: 10 })
  })
})

describe('sent on top of rows that wait, by choice', () => {
  test('one sync applies both, the ledger names both, and both uploads are over', async () => {
    const { w, uri, csv, uploadId, applied } = await oneWaits()
    const second = await start(w, uri, another(csv), [uploadId])
    expect((await end(w, second)).state).toBe('staged')
    await w.api.startStagedSync({ uploadId: second })
    const done = await end(w, second)
    const also = [{ uploadId, fileName: 'first.csv', rows: 12 }]
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 12, processed: 24, unexplained: 0, also } })
    expect(done.outcome).toContain(
      'Eloqua processed 24 rows: 12 of this upload and 12 rows of first.csv that waited at the definition.',
    )
    const first = await w.api.getUpload({ uploadId })
    expect(first).toMatchObject({ state: 'done', syncUris: done.syncUris })
    expect(first.outcome).toContain('which was started for second.csv, took the 12 rows of first.csv')
    expect(applied()).toHaveLength(12)
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    await expect(w.api.startStagedSync({ uploadId })).rejects.toThrow('This upload is over.')
  })

  test('a sync that fails leaves the others waiting as they were', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const second = await start(w, uri, another(csv), [uploadId])
    await end(w, second)
    share.simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
    await w.api.startStagedSync({ uploadId: second })
    expect((await end(w, second)).state).toBe('stopped')
    expect((await w.api.getUpload({ uploadId })).state).toBe('staged')
    const waiting = await w.api.listWaitingRows({ definitionUri: uri })
    expect(waiting.map(({ rows, doubtfulRows }) => [rows, doubtfulRows])).toEqual([
      [12, 0],
      [0, 12],
    ])
  })
})

describe('a second straight upload in the queue', () => {
  /** Both are sent before anything waits; the first then waits for its user. */
  async function twoQueued(first: (upload: Upload, w: UploadWorld) => Promise<void>) {
    const { uri, csv, applied } = await ownDefinition()
    const w = await share.world({ client: sandbox })
    const ids = [await w.check(uri, csv, 'first.csv'), await w.check(uri, another(csv), 'second.csv')]
    const sent: string[] = []
    for (const { checkId } of ids)
      sent.push((await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })).uploadId)
    const [one = '', two = ''] = sent
    await end(w, one)
    const asked = await end(w, two)
    expect(asked.question).toMatchObject({
      kind: 'rows-waiting',
      text: expect.stringContaining('12 rows of first.csv'),
    })
    expect(staged(uri)).toBe(1)
    await first(await w.api.getUpload({ uploadId: one }), w)
    return { w, uri, one, two, applied }
  }

  test('does not slip in, and goes on by itself once the first is synced', async () => {
    const { w, two } = await twoQueued(({ uploadId }, world) => world.api.startStagedSync({ uploadId }))
    await w.service.settled()
    expect(await end(w, two)).toMatchObject({ state: 'staged', waiting: { rows: 12 } })
  })

  test('goes on once the first is discarded, and its own rows are not touched by that', async () => {
    const { w, uri, one, two } = await twoQueued(({ uploadId }, world) => world.api.discardStaged({ uploadId }))
    expect(await end(w, two)).toMatchObject({ state: 'staged' })
    expect(await w.api.getUpload({ uploadId: one })).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(staged(uri)).toBe(1)
  })

  test('waits on while the rows of a cancelled first one lie there, until its user says so', async () => {
    const { w, uri, two } = await twoQueued(async ({ uploadId }, world) => cancel(world, uploadId))
    expect((await end(w, two)).question?.kind).toBe('rows-waiting')
    await w.api.answerUpload({ uploadId: two, choice: 'send-on-top' })
    expect((await end(w, two)).state).toBe('staged')
    expect(staged(uri)).toBe(2)
  })

  test('holds up neither other definitions nor private copies of the same one', async () => {
    const { w, uri } = await twoQueued(async () => {})
    const other = await ownDefinition()
    expect((await w.send(other.uri, other.csv, 'straight')).upload.state).toBe('staged')
    const copied = await w.send(uri, other.csv.replaceAll(/^W/gm, 'U'), 'private-copy')
    expect(copied.upload.state).toBe('done')
  })

  test('asks again after a restart of the app, and only as long as there is something to ask', async () => {
    const { w, uri, csv, uploadId, folder } = await oneWaits('cancelled')
    w.service.close()
    const journal = openJournal(join(folder, 'data', 'uploads.db'))
    const first = journal.find(uploadId)
    if (!first) throw new Error('The first upload is not in the journal.')
    const parts = first.parts.map(({ arrivedAt: _none, ...part }) => ({ ...part, state: 'planned' as const }))
    const rest = { phase: 'parts', state: 'queued', endedAt: undefined, outcome: undefined, error: undefined } as const
    journal.save({ ...first, uploadId: 'second', parts, ...rest })
    journal.close()
    const next = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    next.service.resume()
    expect((await end(next, 'second')).question?.kind).toBe('rows-waiting')
    await next.api.discardStaged({ uploadId })
    expect((await end(next, 'second')).state).toBe('staged')
    expect(staged(uri)).toBe(1)
    expect(csv).toContain('W')
  })
})

describe('discarding what waits', () => {
  test('ends every upload whose rows it was, and says whose it was done for', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    const second = await start(w, uri, another(csv), [uploadId])
    await end(w, second)
    await w.api.discardStaged({ uploadId })
    expect(staged(uri)).toBe(0)
    const [one, two] = [await w.api.getUpload({ uploadId }), await w.api.getUpload({ uploadId: second })]
    expect(one).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(one.outcome).toMatch(/^You discarded the rows that waited.*Nothing was applied\.$/)
    expect(two).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(two.outcome).toContain('discarded together with those of first.csv')
    await expect(w.api.discardStaged({ uploadId })).rejects.toThrow('Nothing of this upload is waiting.')
  })

  test('sends the parts of a paused upload again when it goes on', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    let second = ''
    const reached = (step: string) => {
      if (step !== 'part-ack') return
      const transfer = next.transfers.list().find((one) => one.uploadId === second)
      next.transfers.actions(transfer?.transferId ?? '')?.pause?.()
    }
    w.service.close()
    const limits = { partBytes: 190, batchBytes: 4_000, batchParts: 40 }
    const next = await share.world({
      after: { simulator: share.simulator, folder: w.folder },
      client: sandbox,
      services: { limits, reached },
    })
    next.service.resume()
    second = await start(next, uri, another(csv), [uploadId])
    expect((await end(next, second)).state).toBe('paused')
    await next.api.discardStaged({ uploadId })
    const rewound = await end(next, second)
    expect(rewound.state).toBe('paused')
    expect(rewound.parts.every(({ state }) => state === 'planned')).toBe(true)
    expect(staged(uri)).toBe(0)
  })

  test('is refused while an upload of ours is at work there, and while Eloqua syncs the definition', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    const second = await start(w, uri, another(csv), [uploadId])
    await expect(w.api.discardStaged({ uploadId })).rejects.toThrow('An upload to this definition is going on.')
    await end(w, second)
    expect(staged(uri)).toBe(2)
    const conflict = { kind: 'answer', status: 409, body: 'There was a conflict.' } as const
    share.simulator.control.faults.add({ method: 'DELETE', path: '*/data', effect: conflict })
    await expect(w.api.discardStaged({ uploadId })).rejects.toMatchObject({ code: 'conflict' })
    expect((await w.api.getUpload({ uploadId })).waiting).toMatchObject({ rows: 12 })
  })
})

describe('a sync that somebody else started', () => {
  test('is found when one looks, and the rows wait no more', async () => {
    const { w, uri, uploadId, applied } = await oneWaits()
    await w.api.listWaitingRows({ definitionUri: uri })
    await startSync(uri)
    await share.simulator.control.settled()
    expect(applied()).toHaveLength(12)
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    const upload = await w.api.getUpload({ uploadId })
    expect(upload).toMatchObject({ state: 'done', syncUris: [expect.stringMatching(/^\/syncs\/\d+$/)] })
    expect(upload.outcome).toContain('took the 12 rows of first.csv that waited')
  })

  test('of one of our uploads is named as that, also before that upload has seen its end', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const second = await start(w, uri, another(csv), [uploadId])
    await end(w, second)
    await w.api.listWaitingRows({ definitionUri: uri })
    share.simulator.control.faults.add({
      method: 'GET',
      path: '/\\/syncs\\/\\d+$/',
      effect: { kind: 'delay', ms: 400 },
    })
    await w.api.startStagedSync({ uploadId: second })
    await w.until(async () => ((await w.api.getUpload({ uploadId: second })).syncUris[0] ? true : undefined))
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    expect((await w.api.getUpload({ uploadId: second })).state).toBe('syncing')
    expect((await w.api.getUpload({ uploadId })).outcome).toContain('which was started for second.csv')
    expect(await end(w, second)).toMatchObject({ state: 'done', ledger: { also: [{ uploadId, rows: 12 }] } })
  })

  test('before the rows were looked at is no proof that it took them', async () => {
    const { w, uri, uploadId } = await oneWaits()
    await startSync(uri)
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toMatchObject([{ uploadId, rows: 12 }])
  })

  test('that failed, or a list that cannot be read, changes nothing', async () => {
    const { w, uri, uploadId } = await oneWaits()
    await w.api.listWaitingRows({ definitionUri: uri })
    share.simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
    await startSync(uri)
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toMatchObject([{ uploadId }])
    share.simulator.control.faults.add({
      method: 'GET',
      path: '*/bulk/2.0/syncs',
      count: 0,
      effect: { kind: 'answer', status: 403, body: 'x' },
    })
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toMatchObject([{ uploadId }])
  })
})
