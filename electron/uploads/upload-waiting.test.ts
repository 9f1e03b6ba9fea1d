import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Upload } from '../../shared/uploads/upload.ts'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { openJournal } from './journal/upload-journal.ts'
import { anUpload } from './testing/an-upload.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import type { UploadWorld } from './testing/upload-world.ts'
import { another, press, sendOnTop, settled, waitingWorld } from './testing/waiting-world.ts'

const { share, ownDefinition, oneWaits, client, staged } = waitingWorld()
const posts = () => share.simulator.control.requests.list({ method: 'POST', path: '*/data' }).length

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
    await expect(w.api.startUpload(straight)).rejects.toThrow(
      '12 rows of first.csv are already staged in this definition',
    )
    await expect(w.api.startUpload({ ...straight, onTopOf: ['another'] })).rejects.toThrow('staged')
    expect(posts()).toBe(before)
    const copied = await w.api.startUpload({ ...straight, way: 'private-copy' })
    const done = await settled(w, copied.uploadId)
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 12, processed: 12 } })
    expect(done.ledger.also).toBeUndefined()
    expect((await w.api.getUpload({ uploadId })).state).toBe('staged')
  })

  test('are known after a restart of the app, and kept when the history is cleared', async () => {
    const { w, uri, uploadId, folder } = await oneWaits('cancelled')
    w.service.close()
    const next = await share.world({ after: { simulator: share.simulator, folder }, client })
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
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    expect((await settled(w, second)).state).toBe('staged')
    await w.api.startStagedSync({ uploadId: second })
    const done = await settled(w, second)
    const also = [{ uploadId, fileName: 'first.csv', rows: 12 }]
    expect(done).toMatchObject({ state: 'done', ledger: { sent: 12, processed: 24, unexplained: 0, also } })
    expect(outcomeWords(done)).toContain(
      'Eloqua processed 24 rows: 12 of this upload and 12 rows of first.csv staged earlier.',
    )
    const first = await w.api.getUpload({ uploadId })
    expect(first).toMatchObject({ state: 'done', syncUris: done.syncUris })
    expect(first.outcome).toMatchObject({ kind: 'taken', rows: 12, starter: 'second.csv' })
    expect(applied()).toHaveLength(12)
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    await expect(w.api.startStagedSync({ uploadId })).rejects.toThrow('This upload is over.')
  })

  test('a sync that fails leaves the others waiting as they were', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    await settled(w, second)
    share.simulator.control.faults.add({ method: 'POST', path: '*/syncs', effect: { kind: 'sync', outcome: 'error' } })
    await w.api.startStagedSync({ uploadId: second })
    expect((await settled(w, second)).state).toBe('stopped')
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
    const w = await share.world({ client })
    const ids = [await w.check(uri, csv, 'first.csv'), await w.check(uri, another(csv), 'second.csv')]
    const sent: string[] = []
    for (const { checkId } of ids)
      sent.push((await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })).uploadId)
    const [one = '', two = ''] = sent
    await settled(w, one)
    const asked = await settled(w, two)
    expect(asked.question).toMatchObject({
      kind: 'rows-waiting',
      others: [{ fileName: 'first.csv', rows: 12 }],
    })
    expect(staged(uri)).toBe(1)
    await first(await w.api.getUpload({ uploadId: one }), w)
    return { w, uri, one, two, applied }
  }

  test('does not slip in, and goes on by itself once the first is synced', async () => {
    const { w, two } = await twoQueued(({ uploadId }, world) => world.api.startStagedSync({ uploadId }))
    await w.service.settled()
    expect(await settled(w, two)).toMatchObject({ state: 'staged', waiting: { rows: 12 } })
  })

  test('goes on once the first is discarded, and its own rows are not touched by that', async () => {
    const { w, uri, one, two } = await twoQueued(({ uploadId }, world) => world.api.discardStaged({ uploadId }))
    expect(await settled(w, two)).toMatchObject({ state: 'staged' })
    expect(await w.api.getUpload({ uploadId: one })).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(staged(uri)).toBe(1)
  })

  test('waits on while the rows of a cancelled first one lie there, until its user says so', async () => {
    const { w, uri, two } = await twoQueued(async ({ uploadId }, world) => press(world, uploadId, 'cancel'))
    expect((await settled(w, two)).question?.kind).toBe('rows-waiting')
    await w.api.answerUpload({ uploadId: two, choice: 'send-on-top' })
    expect((await settled(w, two)).state).toBe('staged')
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
    const next = await share.world({ after: { simulator: share.simulator, folder }, client })
    next.service.resume()
    expect((await settled(next, 'second')).question?.kind).toBe('rows-waiting')
    await next.api.discardStaged({ uploadId })
    expect((await settled(next, 'second')).state).toBe('staged')
    expect(staged(uri)).toBe(1)
    expect(csv).toContain('W')
  })
})
