import { describe, expect, test } from 'vitest'
import { createTestClient, TEST_CONNECTION } from '../eloqua/testing/test-client.ts'
import { memoryFolder } from './testing/memory-folder.ts'
import { ownDefinitions, shareSimulator } from './testing/shared-world.ts'
import type { UploadWorld } from './testing/upload-world.ts'

const share = shareSimulator()
const ownDefinition = ownDefinitions(share, 'P')
const DAY_MS = 86_400_000
/** Twelve rows in parts of two or three, three parts to a private copy. */
const cut = { partBytes: 190, batchBytes: 4_000 }
const limits = { ...cut, batchParts: 3 }
const limitsOf = (way: 'straight' | 'private-copy') => (way === 'straight' ? { ...cut, batchParts: 40 } : limits)
const sandbox = () =>
  createTestClient(share.simulator.origin, { connection: { ...TEST_CONNECTION, environment: 'sandbox' } })

const posts = (path: string) => share.simulator.control.requests.list({ method: 'POST', path }).length
const transferOf = (w: UploadWorld, uploadId: string) => {
  const found = w.transfers.list().find((one) => one.uploadId === uploadId)
  if (!found) throw new Error('There is no such transfer.')
  return found
}
const press = (w: UploadWorld, uploadId: string, what: 'pause' | 'resume' | 'cancel') =>
  w.transfers.actions(transferOf(w, uploadId).transferId)?.[what]?.()
const atRest = async (w: UploadWorld, uploadId: string) => {
  await w.service.settled()
  return w.api.getUpload({ uploadId })
}

interface Begun {
  readonly way: 'straight' | 'private-copy'
  readonly isAuto?: boolean
  /** The step at which the user presses Pause, and how often it is passed before. */
  readonly at: string
  readonly nth?: number
  readonly now?: () => Date
  readonly folder?: string
}

/** An upload whose user presses Pause at a step; comes back when it has come to rest. */
async function paused({ way, isAuto = false, at, nth = 1, now, folder = memoryFolder('pause-') }: Begun) {
  const { uri, csv, applied } = await ownDefinition(isAuto)
  let uploadId = ''
  let seen = 0
  const reached = (step: string) => {
    if (step === at && ++seen === nth) press(w, uploadId, 'pause')
  }
  const after = { simulator: share.simulator, folder }
  const w = await share.world({
    after,
    client: sandbox,
    services: { limits: limitsOf(way), reached, ...(now ? { now } : {}) },
  })
  const { checkId } = await w.check(uri, csv)
  uploadId = (await w.api.startUpload({ checkId, way, scope: 'all-good-rows' })).uploadId
  return { w, uri, uploadId, applied, folder, upload: await atRest(w, uploadId) }
}

const arrived = (upload: { readonly parts: readonly { readonly state: string }[] }) =>
  upload.parts.filter(({ state }) => state === 'arrived').length

describe('pausing while a part is on its way', () => {
  test.each(['straight', 'private-copy'] as const)(
    'lets it finish, sends nothing more, and goes on (%s)',
    async (way) => {
      const { w, uploadId, upload, applied } = await paused({ way, at: 'part-intent' })
      expect(upload.state).toBe('paused')
      expect(arrived(upload)).toBe(1)
      const before = posts('*')
      expect(transferOf(w, uploadId)).toMatchObject({
        state: 'paused',
        message: expect.stringContaining('Paused after part 1 of'),
        resumeMeans: expect.any(String),
      })
      expect(transferOf(w, uploadId).pauseMeans).toBeUndefined()
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(posts('*')).toBe(before)
      press(w, uploadId, 'resume')
      const on = await atRest(w, uploadId)
      if (way === 'straight') await w.api.startStagedSync({ uploadId })
      const done = way === 'straight' ? await atRest(w, uploadId) : on
      expect(done).toMatchObject({ state: 'done', ledger: { sent: 12 }, generation: 0 })
      expect(applied()).toHaveLength(12)
    },
  )

  test('and resuming before it was answered is as if nothing had been pressed', async () => {
    const { uri, csv, applied } = await ownDefinition()
    let uploadId = ''
    const reached = (step: string) => {
      if (step === 'part-intent') press(w, uploadId, 'pause')
      if (step === 'part-answered') press(w, uploadId, 'resume')
    }
    const w = await share.world({ services: { limits, reached } })
    const { checkId } = await w.check(uri, csv)
    uploadId = (await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })).uploadId
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('a doubt is settled first, and is no reason to send before the user resumes', async () => {
    share.simulator.control.faults.add({
      method: 'POST',
      path: '*/data',
      effect: { kind: 'reset', when: 'after-body', applied: true },
    })
    const { w, uploadId, upload, applied } = await paused({ way: 'private-copy', at: 'part-intent' })
    expect(upload).toMatchObject({ state: 'paused', generation: 1 })
    expect(arrived(upload)).toBe(0)
    press(w, uploadId, 'resume')
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('of a definition that syncs at once, its sync is watched to the end before it rests', async () => {
    const { w, uploadId, upload, applied } = await paused({ way: 'straight', isAuto: true, at: 'part-intent' })
    expect(upload).toMatchObject({ state: 'paused' })
    expect(upload.syncUris).toHaveLength(1)
    expect(transferOf(w, uploadId).message).toContain('What had arrived before has been synced.')
    press(w, uploadId, 'resume')
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })
})

describe('pausing at another time', () => {
  test('after the last part, no sync is asked for until the user resumes', async () => {
    const { w, uploadId, upload, applied } = await paused({ way: 'private-copy', at: 'part-intent', nth: 3 })
    expect(upload.state).toBe('paused')
    expect(upload.syncUris).toEqual([])
    expect(applied()).toHaveLength(0)
    press(w, uploadId, 'resume')
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('while Eloqua syncs a batch, that sync goes on and the next batch waits', async () => {
    const { w, uploadId, upload, applied } = await paused({ way: 'private-copy', at: 'sync-ack' })
    expect(upload.state).toBe('paused')
    expect(Object.values(upload.syncStatuses)).toEqual(['success'])
    const first = applied().length
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(12)
    press(w, uploadId, 'resume')
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('while Eloqua syncs the last batch, it is refused and says why', async () => {
    const { uri, csv } = await ownDefinition()
    let uploadId = ''
    let refusal = ''
    let asked: string | undefined
    const reached = (step: string) => {
      if (step !== 'sync-ack') return
      asked = transferOf(w, uploadId).pauseMeans
      try {
        press(w, uploadId, 'pause')
      } catch (error) {
        refusal = String(error)
      }
    }
    const w = await share.world({ services: { reached } })
    const { checkId } = await w.check(uri, csv)
    uploadId = (await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })).uploadId
    expect((await atRest(w, uploadId)).state).toBe('done')
    expect(asked).toBeUndefined()
    expect(refusal).toContain('Pausing cannot stop a sync')
  })

  test('while it waits to try again, the wait ends, and what Eloqua asked for is waited out on resuming', async () => {
    const { uri, csv } = await ownDefinition()
    share.simulator.control.faults.add({
      method: 'POST',
      path: '*/data',
      effect: { kind: 'answer', status: 429, body: 'x', headers: { 'Retry-After': '3600' } },
    })
    const slept: number[] = []
    let hasWoken = false
    const w = await share.world({
      services: {
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            slept.push(ms)
            if (slept.length > 1) return resolve()
            signal.addEventListener('abort', () => {
              hasWoken = true
              resolve()
            })
          }),
      },
    })
    const { checkId } = await w.check(uri, csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'straight', scope: 'all-good-rows' })
    await w.until(async () => (transferOf(w, uploadId).state === 'waiting' ? true : undefined))
    expect(transferOf(w, uploadId).pauseMeans).toMatch(/^Nothing is sent until you resume/)
    press(w, uploadId, 'pause')
    expect((await atRest(w, uploadId)).state).toBe('paused')
    expect(hasWoken).toBe(true)
    expect(transferOf(w, uploadId).message).toContain('Eloqua had asked to wait until')
    press(w, uploadId, 'resume')
    expect((await atRest(w, uploadId)).state).toBe('staged')
    expect(slept[1]).toBeGreaterThan(3_500_000)
  })

  test('a paused upload can be cancelled, and its private copy goes', async () => {
    const { w, uploadId, applied } = await paused({ way: 'private-copy', at: 'part-ack' })
    press(w, uploadId, 'cancel')
    expect(await atRest(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'cancelled' } })
    expect(applied()).toHaveLength(0)
    const names = share.simulator.control.definitions().map(({ properties }) => String(properties.name))
    expect(names.filter((name) => name.startsWith(`Bulkdesk ${uploadId.slice(0, 8)}`))).toEqual([])
  })
})

describe('a paused upload', () => {
  test.each(['straight', 'private-copy'] as const)('stays paused after a restart of the app (%s)', async (way) => {
    const { w, uploadId, applied, folder } = await paused({ way, at: 'part-ack', nth: 2 })
    w.service.close()
    const before = posts('*')
    const next = await share.world({
      after: { simulator: share.simulator, folder },
      client: sandbox,
      services: { limits: limitsOf(way) },
    })
    next.service.resume()
    expect(await atRest(next, uploadId)).toMatchObject({ state: 'paused' })
    expect(transferOf(next, uploadId).state).toBe('paused')
    expect(posts('*')).toBe(before)
    press(next, uploadId, 'resume')
    const on = await atRest(next, uploadId)
    if (way === 'straight') {
      expect(on.state).toBe('staged')
      await next.api.startStagedSync({ uploadId })
      await next.service.settled()
    }
    expect((await next.api.getUpload({ uploadId })).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test.each([
    ['a day, its batch is sent anew into another copy', DAY_MS, 1],
    ['an hour, it goes on in the same copy', DAY_MS / 24, 0],
  ])('resumed after %s', async (_words, passed, generation) => {
    let now = Date.UTC(2026, 0, 1)
    const { w, uploadId, applied } = await paused({
      way: 'private-copy',
      at: 'part-ack',
      now: () => new Date(now),
    })
    now += passed
    press(w, uploadId, 'resume')
    expect(await atRest(w, uploadId)).toMatchObject({ state: 'done', generation, ledger: { sent: 12 } })
    expect(applied()).toHaveLength(12)
  })

  test('whose private copy has deleted itself meanwhile makes another', async () => {
    const { w, uploadId, applied } = await paused({ way: 'private-copy', at: 'copy-ack' })
    const isOurs = (name: unknown) => String(name).startsWith(`Bulkdesk ${uploadId.slice(0, 8)}`)
    const copy = share.simulator.control.definitions().find(({ properties }) => isOurs(properties.name))
    await sandbox().read({ method: 'DELETE', path: copy?.uri ?? '' })
    press(w, uploadId, 'resume')
    expect(await atRest(w, uploadId)).toMatchObject({ state: 'done', generation: 1, ledger: { sent: 12 } })
    expect(applied()).toHaveLength(12)
  })

  test('of which every part had arrived a day ago is not synced in part', async () => {
    let now = Date.UTC(2026, 0, 1)
    const begun = { way: 'private-copy', at: 'part-ack', nth: 3, now: () => new Date(now) } as const
    const { w, uploadId, applied } = await paused(begun)
    now += DAY_MS
    press(w, uploadId, 'resume')
    expect(await atRest(w, uploadId)).toMatchObject({ state: 'done', generation: 1 })
    expect(applied()).toHaveLength(12)
  })

  test('sent straight, asks what became of parts that Eloqua no longer keeps', async () => {
    let now = Date.UTC(2026, 0, 1)
    const { w, uploadId } = await paused({ way: 'straight', at: 'part-ack', now: () => new Date(now) })
    const before = posts('*/data')
    now += 8 * DAY_MS
    press(w, uploadId, 'resume')
    const asked = await atRest(w, uploadId)
    expect(asked.question).toMatchObject({ kind: 'part-in-doubt', text: expect.stringContaining('most likely') })
    expect(posts('*/data')).toBe(before)
  })

  test('holds up neither other definitions nor the same one while nothing of it lies there', async () => {
    const one = await ownDefinition()
    const other = await ownDefinition()
    let presses = 0
    const reached = (step: string) => {
      if (step === 'copy-ack' && presses++ === 0) press(w, w.transfers.list()[0]?.uploadId ?? '', 'pause')
    }
    const w = await share.world({ services: { limits, reached } })
    const { checkId } = await w.check(one.uri, one.csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    expect((await atRest(w, uploadId)).state).toBe('paused')
    expect((await w.send(other.uri, other.csv, 'private-copy')).upload.state).toBe('done')
    expect((await w.send(one.uri, one.csv.replaceAll(/^P/gm, 'Q'), 'private-copy')).upload.state).toBe('done')
    expect((await w.api.getUpload({ uploadId })).state).toBe('paused')
  })
})
