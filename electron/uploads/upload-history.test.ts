import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTestClient, TEST_CONNECTION } from '../eloqua/testing/test-client.ts'
import { createTransferApi } from '../transfers/transfer-api.ts'
import { anUpload } from './testing/an-upload.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { ACTIVITY_FIELDS, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'
import { openJournal } from './upload-journal.ts'

const share = shareSimulator()
const DAY_MS = 86_400_000
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

/** A folder in which an earlier run of the app left these uploads. */
function leftBehind(...records: ReturnType<typeof anUpload>[]): string {
  const folder = memoryFolder('history-')
  mkdirSync(join(folder, 'data'))
  const journal = openJournal(join(folder, 'data', 'uploads.db'))
  for (const record of records) journal.save(record)
  journal.close()
  return folder
}

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
      async readJson<T>(request: Parameters<typeof client.readJson>[0]): Promise<T> {
        const answer = await client.readJson<T>(request)
        return /^\/syncs\/\d+$/.test(request.path) && !hasEnded ? { ...answer, status: 'active' } : answer
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
      outcome: expect.stringContaining('Eloqua goes on with the sync'),
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
    expect(upload.outcome).toMatch(/discarded.*Nothing was applied/)
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

describe('the next start of the app', () => {
  const sandbox = () =>
    createTestClient(share.simulator.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } })

  test('says that what was sent to the practice instance went with it', async () => {
    const folder = leftBehind(anUpload({ uploadId: 'p', environment: 'practice', phase: 'staged', state: 'staged' }))
    const w = await share.world({ after: { simulator: share.simulator, folder } })
    w.service.resume()
    expect(await w.api.getUpload({ uploadId: 'p' })).toMatchObject({
      state: 'stopped',
      outcome: expect.stringContaining('practice instance'),
    })
  })

  test('shows what still waits for the user in the transfers panel', async () => {
    const folder = leftBehind(anUpload({ uploadId: 's', phase: 'staged', state: 'staged' }))
    const w = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    w.service.resume()
    expect(transferOf(w, 's')).toMatchObject({ state: 'needs-you' })
  })

  test('tells of a journal it had to set aside, in the transfers panel and by a notice', async () => {
    const folder = memoryFolder('history-')
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'uploads.db'), 'no database at all')
    const w = await share.world({ after: { simulator: share.simulator, folder } })
    w.service.resume()
    expect(w.transfers.list()).toEqual([
      expect.objectContaining({ state: 'failed', message: expect.stringContaining('set aside') }),
    ])
    expect(w.notices).toHaveLength(1)
  })

  test('a wait that Eloqua asked for goes on where it was, whatever the clock was set to since', async () => {
    const slept: number[] = []
    const record = anUpload({ uploadId: 'w', state: 'waiting', notBefore: '2026-01-01T01:00:00.000Z' })
    const start = async (now: string) => {
      const w = await share.world({
        after: { simulator: share.simulator, folder: leftBehind(record) },
        client: sandbox,
        services: {
          now: () => new Date(now),
          sleep: async (ms) => {
            slept.push(ms)
            await new Promise((resolve) => setTimeout(resolve, 2))
          },
        },
      })
      w.service.resume()
      await w.service.settled()
    }
    await start('2026-01-01T00:50:00.000Z')
    expect(slept[0]).toBe(600_000)
    slept.length = 0
    await start('1999-01-01T00:00:00.000Z')
    expect(slept[0]).toBe(3_600_000)
    slept.length = 0
    await start('2031-01-01T00:00:00.000Z')
    expect(slept).not.toContain(3_600_000)
  })

  test('removes corrected rows that are older than a day, but not those of an upload that goes on', async () => {
    const folder = memoryFolder('history-')
    const corrections = join(folder, 'data', 'corrections')
    const paths = ['old', 'new', 'used'].map((name) => join(corrections, name, 'rows - corrected.csv'))
    for (const path of paths) {
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, 'x')
      if (!path.includes('new')) utimesSync(join(path, '..'), new Date(), new Date(Date.now() - 2 * DAY_MS))
    }
    const journal = openJournal(join(folder, 'data', 'uploads.db'))
    journal.save(anUpload({ uploadId: 'u', phase: 'staged', state: 'staged', file: { path: paths[2] ?? '' } }))
    journal.close()
    const w = await share.world({ after: { simulator: share.simulator, folder }, client: sandbox })
    w.service.resume()
    await w.until(async () => (existsSync(paths[0] ?? '') ? undefined : true))
    expect(paths.map((path) => existsSync(path))).toEqual([false, true, true])
    await w.api.clearHistory()
    expect(paths.map((path) => existsSync(path))).toEqual([false, false, true])
    expect((await w.api.getUpload({ uploadId: 'u' })).state).toBe('staged')
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
