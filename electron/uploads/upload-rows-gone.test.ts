import { describe, expect, test } from 'vitest'
import { noticeWords } from '../../shared/words/upload-controls.ts'
import { outcomeWords } from '../../shared/words/upload-outcome.ts'
import { another, press, sendOnTop, settled, waitingWorld } from './testing/waiting-world.ts'

const { share, oneWaits, client, staged } = waitingWorld()
const startSync = (uri: string) =>
  client().sendOnce({
    path: '/syncs',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ syncedInstanceUri: uri })),
  })

/** Somebody else's: the first rows of this file under keys of their own. */
const addRows = (uri: string, csv: string, rows: number) =>
  client().sendOnce({
    path: `${uri}/data`,
    contentType: 'text/csv',
    body: Buffer.from(
      `${csv
        .split('\r\n')
        .slice(0, rows + 1)
        .join('\r\n')
        .replaceAll(/^W/gm, 'X')}\r\n`,
    ),
  })

describe('discarding what waits', () => {
  test('ends every upload whose rows it was, and says whose it was done for', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    await settled(w, second)
    await w.api.discardStaged({ uploadId })
    expect(staged(uri)).toBe(0)
    const [one, two] = [await w.api.getUpload({ uploadId }), await w.api.getUpload({ uploadId: second })]
    expect(one).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(one.outcome).toEqual({ kind: 'discarded' })
    expect(outcomeWords(one)).toMatch(/^You deleted the rows staged in .*nothing was imported\.$/i)
    expect(two).toMatchObject({ state: 'stopped', ledger: { sent: 0 } })
    expect(two.outcome).toEqual({ kind: 'discarded', with: 'first.csv' })
    await expect(w.api.discardStaged({ uploadId })).rejects.toThrow('No rows of this upload are staged.')
  })

  test('sends the parts of a paused upload again when it goes on', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    let second = ''
    const reached = (step: string) => {
      if (step === 'part-ack') press(next, second, 'pause')
    }
    w.service.close()
    const limits = { partBytes: 190, batchBytes: 4_000, batchParts: 40 }
    const next = await share.world({
      after: { simulator: share.simulator, folder: w.folder },
      client,
      services: { limits, reached },
    })
    next.service.resume()
    second = await sendOnTop(next, { uri, csv: another(csv) }, [uploadId])
    expect((await settled(next, second)).state).toBe('paused')
    await next.api.discardStaged({ uploadId })
    const rewound = await settled(next, second)
    expect(rewound.state).toBe('paused')
    expect(rewound.parts.every(({ state }) => state === 'planned')).toBe(true)
    expect(staged(uri)).toBe(0)
  })

  test('is refused while an upload of ours is at work there, and while Eloqua syncs the definition', async () => {
    const { w, uri, csv, uploadId } = await oneWaits('cancelled')
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    await expect(w.api.discardStaged({ uploadId })).rejects.toThrow('An upload to this definition is still running.')
    await settled(w, second)
    expect(staged(uri)).toBe(2)
    const conflict = { kind: 'answer', status: 409, body: 'There was a conflict.' } as const
    share.simulator.control.faults.add({ method: 'DELETE', path: '*/data', effect: conflict })
    await expect(w.api.discardStaged({ uploadId })).rejects.toMatchObject({ code: 'conflict' })
    expect((await w.api.getUpload({ uploadId })).waiting).toMatchObject({ rows: 12 })
  })
})

describe('a sync that somebody else started', () => {
  test('is not said to have imported rows that Eloqua rejected', async () => {
    const { w, uri } = await oneWaits()
    await startSync(uri)
    await share.simulator.control.settled()
    await w.api.listWaitingRows({ definitionUri: uri })
    const csv = 'activityId,email,type\nR-1,no1@nowhere.example,External\nR-2,no2@nowhere.example,External\n'
    const id = await sendOnTop(w, { uri, csv, name: 'rejected.csv' }, [])
    await settled(w, id)
    await startSync(uri)
    await share.simulator.control.settled()
    await w.api.listWaitingRows({ definitionUri: uri })
    const upload = await w.api.getUpload({ uploadId: id })
    expect(upload.outcome).toMatchObject({ kind: 'taken', rows: 2, rejected: 2 })
    expect(outcomeWords(upload)).toMatch(
      /^Sync \d+ processed the 2 rows staged for rejected\.csv\. Its log counts 2 rejected rows\.$/,
    )
  })

  test('is found when one looks, and the rows wait no more', async () => {
    const { w, uri, uploadId, applied } = await oneWaits()
    await w.api.listWaitingRows({ definitionUri: uri })
    await startSync(uri)
    await share.simulator.control.settled()
    expect(applied()).toHaveLength(12)
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    const upload = await w.api.getUpload({ uploadId })
    expect(upload).toMatchObject({ state: 'done', syncUris: [expect.stringMatching(/^\/syncs\/\d+$/)] })
    expect(upload.outcome).toMatchObject({ kind: 'taken', rows: 12 })
    // What that sync made of them stands in its log alone.
    expect(noticeWords(upload)).toMatchObject({ title: 'Upload needs your attention' })
  })

  test('of one of our uploads is named as that, also before that upload has seen its end', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    await settled(w, second)
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
    expect((await w.api.getUpload({ uploadId })).outcome).toMatchObject({ starter: 'second.csv' })
    expect(await settled(w, second)).toMatchObject({ state: 'done', ledger: { also: [{ uploadId, rows: 12 }] } })
  })

  test('is no proof that it took them, where nobody could read which syncs there were before', async () => {
    const unreadable = { kind: 'answer', status: 403, body: 'x' } as const
    share.simulator.control.faults.add({ method: 'GET', path: '*/bulk/2.0/syncs', count: 0, effect: unreadable })
    const { w, uri, uploadId } = await oneWaits()
    share.simulator.control.faults.clear()
    await startSync(uri)
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toMatchObject([{ uploadId, rows: 12 }])
  })

  test('took more rows than Bulkdesk staged: that its own are among them is not known, and not called done', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    await addRows(uri, csv, 3)
    await startSync(uri)
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    const upload = await w.api.getUpload({ uploadId })
    expect(upload).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(outcomeWords(upload)).toMatch(
      /Sync \d+ may not have processed what was sent: .* for rows 1 to 12 of the file\.$/,
    )
    expect(noticeWords(upload)?.title).toBe('Upload incomplete')
  })

  test('found fewer rows than Bulkdesk staged: the upload says how many are missing', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    await client().read({ method: 'DELETE', path: `${uri}/data` })
    await addRows(uri, csv, 5)
    await startSync(uri)
    await share.simulator.control.settled()
    await w.api.listWaitingRows({ definitionUri: uri })
    const upload = await w.api.getUpload({ uploadId })
    expect(upload).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(outcomeWords(upload)).toMatch(/Sync \d+ found 7 rows fewer than were sent\.$/)
  })

  test('is no proof that it took them where its log cannot be read', async () => {
    const { w, uri, uploadId } = await oneWaits()
    await startSync(uri)
    await share.simulator.control.settled()
    const unreadable = { kind: 'answer', status: 403, body: 'x' } as const
    share.simulator.control.faults.add({ method: 'GET', path: '/\\/logs/', count: 0, effect: unreadable })
    await w.api.listWaitingRows({ definitionUri: uri })
    share.simulator.control.faults.clear()
    expect(await w.api.getUpload({ uploadId })).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
  })

  test('took the rows of two uploads: both are done, and neither is said to have started it', async () => {
    const { w, uri, csv, uploadId } = await oneWaits()
    const second = await sendOnTop(w, { uri, csv: another(csv) }, [uploadId])
    await settled(w, second)
    await startSync(uri)
    await share.simulator.control.settled()
    expect(await w.api.listWaitingRows({ definitionUri: uri })).toEqual([])
    for (const one of [uploadId, second]) {
      const { state, outcome } = await w.api.getUpload({ uploadId: one })
      expect({ state, outcome }).toEqual({
        state: 'done',
        outcome: { kind: 'taken', syncUri: expect.any(String), rows: 12 },
      })
    }
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
