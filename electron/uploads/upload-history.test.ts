import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { createTransferApi } from '../transfers/transfer-api.ts'
import { ACTIVITY_FIELDS, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
let runs = 0

async function prepared() {
  runs += 1
  const uri = await share.define('/activities/imports', { fields: ACTIVITY_FIELDS })
  const key = `H${runs}`
  const lines = Array.from({ length: 6 }, (_, row) => `${key}-${row},${share.person(row)},External`)
  const applied = () =>
    share.simulator.control.sql('SELECT 1 FROM activities WHERE external_id LIKE ?', `${key}-%`).length
  return { uri, csv: `activityId,email,type\r\n${lines.join('\r\n')}\r\n`, applied }
}
const refuse = (status: number) =>
  share.simulator.control.faults.add({ method: 'POST', path: '*/data', effect: { kind: 'answer', status, body: 'x' } })
const transferOf = (w: UploadWorld, uploadId: string) => w.transfers.list().find((one) => one.uploadId === uploadId)
const transferApi = (w: UploadWorld) =>
  createTransferApi({
    transfers: w.transfers,
    desktop: { showInFolder: () => {} } as unknown as Parameters<typeof createTransferApi>[0]['desktop'],
  })

describe('trying again from the transfers panel', () => {
  test('goes on with an upload that stopped before anything was applied', async () => {
    const { uri, csv, applied } = await prepared()
    const w = await share.world()
    refuse(403)
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.service.settled()
    await transferApi(w).retryTransfer({ transferId: transferOf(w, uploadId)?.transferId ?? '' })
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect((await w.atRest(uploadId)).state).toBe('staged')
    await w.api.startStagedSync({ uploadId })
    expect((await w.atRest(uploadId)).state).toBe('done')
    expect(applied()).toBe(6)
  })

  test('is refused in words where rows may have been applied: only a new upload is honest then', async () => {
    const { uri, csv } = await prepared()
    const w = await share.world()
    share.simulator.control.faults.add({
      method: 'POST',
      path: '*/bulk/2.0/syncs',
      effect: { kind: 'sync', outcome: 'error' },
    })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.state).toBe('stopped')
    await w.service.settled()
    const { transferId = '' } = transferOf(w, uploadId) ?? {}
    await transferApi(w).retryTransfer({ transferId })
    await w.until(async () => (transferOf(w, uploadId)?.message.includes('new upload') ? true : undefined))
    expect((await w.api.getUpload({ uploadId })).state).toBe('stopped')
  })

  test('watches a sync again that the user had stopped watching', async () => {
    const { uri, csv, applied } = await prepared()
    let hasEnded = false
    const client = createTestClient(share.simulator.origin)
    const slow = {
      ...client,
      async readJson(request: Parameters<typeof client.readJson>[0]): Promise<unknown> {
        const answer = await client.readJson(request)
        return /^\/syncs\/\d+$/.test(request.path) && !hasEnded ? { ...Object(answer), status: 'active' } : answer
      },
    }
    const w = await share.world({ client: () => slow })
    const { checkId } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    const isWatching = async () => Object.values((await w.api.getUpload({ uploadId })).syncStatuses).includes('active')
    await w.until(async () => ((await isWatching()) ? true : undefined))
    const { transferId = '' } = transferOf(w, uploadId) ?? {}
    await transferApi(w).cancelTransfer({ transferId })
    await w.service.settled()
    const stopped = await w.api.getUpload({ uploadId })
    expect(stopped).toMatchObject({
      state: 'stopped',
      outcome: { kind: 'stopped-watching' },
    })
    hasEnded = true
    await transferApi(w).retryTransfer({ transferId })
    await w.until(async () => ((await w.api.getUpload({ uploadId })).state === 'done' ? true : undefined))
    expect(applied()).toBe(6)
    expect(share.simulator.control.syncs().filter((sync) => `/syncs/${sync.id}` === stopped.syncUris[0])).toHaveLength(
      1,
    )
  })
})

describe('what waits', () => {
  test('can be discarded, and the outcome does not claim that it still waits', async () => {
    const { uri, csv, applied } = await prepared()
    const w = await share.world()
    const { uploadId } = await w.send(uri, csv, 'straight')
    await w.api.discardStaged({ uploadId })
    const upload = await w.atRest(uploadId)
    expect(upload.outcome).toEqual({ kind: 'discarded' })
    expect(upload.applied).toMatchObject({ applied: 'nothing', stagedRows: 0 })
    expect(upload.parts.map(({ state }) => state)).toEqual(['thrown-away'])
    expect(share.simulator.control.staged(uri).uploads + applied()).toBe(0)
  })

  test('a question answered with stop takes the private copy away as well', async () => {
    const { uri, csv } = await prepared()
    const w = await share.world()
    share.simulator.control.faults.add({
      method: 'POST',
      path: '*/data',
      count: 1,
      effect: { kind: 'answer', status: 401, body: 'x' },
    })
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect(upload.question?.kind).toBe('sign-in-again')
    await w.api.answerUpload({ uploadId, choice: 'stop' })
    await w.service.settled()
    const copies = share.simulator.control
      .definitions()
      .filter(({ properties }) => String(properties.name).includes(uploadId.slice(0, 8)))
    expect(copies).toEqual([])
  })
})

describe('the history', () => {
  test('finds receipts by file, definition, user and sync, and forgets only what has ended', async () => {
    const { uri, csv } = await prepared()
    const w = await share.world()
    const { upload } = await w.send(uri, csv, 'private-copy')
    const found = async (search: string) => (await w.api.listUploads({ search, offset: 0, limit: 10 })).totalResults
    for (const search of ['rows.CSV', uri, 'api.user', upload.syncUris[0] ?? '?', 'done'])
      expect(await found(search)).toBe(1)
    expect(await found('nothing like it')).toBe(0)
    const waiting = await w.send(uri, csv, 'straight')
    await w.api.clearHistory()
    const left = await w.api.listUploads({ search: '', offset: 0, limit: 10 })
    expect(left.items.map(({ uploadId }) => uploadId)).toEqual([waiting.uploadId])
  })
})

describe('several uploads at once', () => {
  test('one that waits for the user or fails never holds up another', async () => {
    const all = await Promise.all([prepared(), prepared(), prepared()])
    const w = await share.world()
    share.simulator.control.faults.add({
      method: 'POST',
      path: `*${all[0]?.uri}/data`,
      effect: { kind: 'reset', when: 'mid-body' },
    })
    share.simulator.control.faults.add({
      method: 'POST',
      path: `*${all[1]?.uri}/data`,
      effect: { kind: 'answer', status: 403, body: 'x' },
    })
    const ids: string[] = []
    for (const [index, { uri, csv }] of all.entries()) {
      const { checkId } = await w.check(uri, csv, `${index}.csv`)
      ids.push((await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })).uploadId)
    }
    const states = await Promise.all(ids.map(async (id) => (await w.atRest(id)).state))
    expect(states).toEqual(['needs-you', 'stopped', 'staged'])
  })
})

describe('sending again from the page of an upload', () => {
  test('opens the same file, and sends it when the user says so', async () => {
    const { uri, csv, applied } = await prepared()
    const w = await share.world()
    refuse(403)
    const { uploadId, upload } = await w.send(uri, csv, 'private-copy')
    expect([upload.state, upload.ledger.sent]).toEqual(['stopped', 0])
    const file = await w.api.openFileAgain({ uploadId })
    expect(file.name).toBe(upload.file.name)
    const { checkId } = await w.checkFile(uri, file)
    const again = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    expect(await w.atRest(again.uploadId)).toMatchObject({ state: 'done', ledger: { sent: 6 } })
    expect(applied()).toBe(6)
  })

  test('says so where the file is gone', async () => {
    const { uri, csv } = await prepared()
    const w = await share.world()
    refuse(403)
    const { uploadId } = await w.send(uri, csv, 'private-copy')
    rmSync(join(w.folder, 'rows.csv'))
    await expect(w.api.openFileAgain({ uploadId })).rejects.toMatchObject({ code: 'file-missing' })
  })
})

test('rejected rows of a sync that nothing here started are made a file, typed in the window, and sent', async () => {
  const { uri, applied } = await prepared()
  const w = await share.world()
  const rows = [[`H${runs}-0`, share.person(0), 'External']]
  const file = await w.api.fixSyncRejects({ syncId: 4711, headers: ['activityId', 'email', 'type'], rows })
  expect(file).toMatchObject({
    name: 'Sync 4711 - corrected.csv',
    madeFrom: { kind: 'corrections', name: 'Sync 4711' },
  })
  const { checkId, shown } = await w.checkFile(uri, file)
  expect(shown).toBeUndefined()
  const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
  expect((await w.atRest(uploadId)).state).toBe('done')
  expect(applied()).toBe(1)
})
