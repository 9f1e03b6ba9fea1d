import { describe, expect, test } from 'vitest'
import { limitsOf, pausingWorld, transferOf } from './testing/paused-upload.ts'
import { press, settled } from './testing/waiting-world.ts'

const { share, ownDefinition, paused, posts } = pausingWorld('P')
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
      const on = await settled(w, uploadId)
      if (way === 'straight') await w.api.startStagedSync({ uploadId })
      const done = way === 'straight' ? await settled(w, uploadId) : on
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
    const w = await share.world({ services: { limits: limitsOf('private-copy'), reached } })
    const { checkId } = await w.check(uri, csv)
    uploadId = (await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })).uploadId
    expect((await settled(w, uploadId)).state).toBe('done')
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
    expect((await settled(w, uploadId)).state).toBe('done')
    expect(applied()).toHaveLength(12)
  })

  test('of a definition that syncs at once, its sync is watched to the end before it rests', async () => {
    const { w, uploadId, upload, applied } = await paused({ way: 'straight', isAuto: true, at: 'part-intent' })
    expect(upload).toMatchObject({ state: 'paused' })
    expect(upload.syncUris).toHaveLength(1)
    expect(transferOf(w, uploadId).message).toContain('What arrived before has been synced.')
    press(w, uploadId, 'resume')
    expect((await settled(w, uploadId)).state).toBe('done')
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
    expect((await settled(w, uploadId)).state).toBe('done')
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
    expect((await settled(w, uploadId)).state).toBe('done')
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
    expect((await settled(w, uploadId)).state).toBe('done')
    expect(asked).toBeUndefined()
    expect(refusal).toContain('A running sync can’t be paused')
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
    expect((await settled(w, uploadId)).state).toBe('paused')
    expect(hasWoken).toBe(true)
    expect(transferOf(w, uploadId).message).toContain('Eloqua asked to wait until')
    press(w, uploadId, 'resume')
    expect((await settled(w, uploadId)).state).toBe('staged')
    expect(slept[1]).toBeGreaterThan(3_500_000)
  })

  test('a paused upload can be cancelled, and its private copy goes', async () => {
    const { w, uploadId, applied } = await paused({ way: 'private-copy', at: 'part-ack' })
    press(w, uploadId, 'cancel')
    expect(await settled(w, uploadId)).toMatchObject({ state: 'stopped', error: { code: 'cancelled' } })
    expect(applied()).toHaveLength(0)
    const names = share.simulator.control.definitions().map(({ properties }) => String(properties.name))
    expect(names.filter((name) => name.startsWith(`Bulkdesk ${uploadId.slice(0, 8)}`))).toEqual([])
  })
})
