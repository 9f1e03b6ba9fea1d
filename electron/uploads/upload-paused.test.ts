import { describe, expect, test } from 'vitest'
import { limitsOf, pausingWorld, transferOf } from './testing/paused-upload.ts'
import { press, settled } from './testing/waiting-world.ts'

const { share, ownDefinition, paused, posts, client } = pausingWorld('P')
const DAY_MS = 86_400_000

describe('a paused upload', () => {
  test.each(['straight', 'private-copy'] as const)('stays paused after a restart of the app (%s)', async (way) => {
    const { w, uploadId, applied, folder } = await paused({ way, at: 'part-ack', nth: 2 })
    w.service.close()
    const before = posts('*')
    const next = await share.world({
      after: { simulator: share.simulator, folder },
      client,
      services: { limits: limitsOf(way) },
    })
    next.service.resume()
    expect(await settled(next, uploadId)).toMatchObject({ state: 'paused' })
    expect(transferOf(next, uploadId).state).toBe('paused')
    expect(posts('*')).toBe(before)
    press(next, uploadId, 'resume')
    const on = await settled(next, uploadId)
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
    expect(await settled(w, uploadId)).toMatchObject({ state: 'done', generation, ledger: { sent: 12 } })
    expect(applied()).toHaveLength(12)
  })

  test('whose private copy has deleted itself meanwhile makes another', async () => {
    const { w, uploadId, applied } = await paused({ way: 'private-copy', at: 'copy-ack' })
    const isOurs = (name: unknown) => String(name).startsWith(`Bulkdesk ${uploadId.slice(0, 8)}`)
    const copy = share.simulator.control.definitions().find(({ properties }) => isOurs(properties.name))
    await client().read({ method: 'DELETE', path: copy?.uri ?? '' })
    press(w, uploadId, 'resume')
    expect(await settled(w, uploadId)).toMatchObject({ state: 'done', generation: 1, ledger: { sent: 12 } })
    expect(applied()).toHaveLength(12)
  })

  test('of which every part had arrived a day ago is not synced in part', async () => {
    let now = Date.UTC(2026, 0, 1)
    const begun = { way: 'private-copy', at: 'part-ack', nth: 3, now: () => new Date(now) } as const
    const { w, uploadId, applied } = await paused(begun)
    now += DAY_MS
    press(w, uploadId, 'resume')
    expect(await settled(w, uploadId)).toMatchObject({ state: 'done', generation: 1 })
    expect(applied()).toHaveLength(12)
  })

  test('sent straight, asks what became of parts that Eloqua no longer keeps', async () => {
    let now = Date.UTC(2026, 0, 1)
    const { w, uploadId } = await paused({ way: 'straight', at: 'part-ack', now: () => new Date(now) })
    const before = posts('*/data')
    now += 8 * DAY_MS
    press(w, uploadId, 'resume')
    const asked = await settled(w, uploadId)
    expect(asked.question).toMatchObject({ kind: 'part-in-doubt', cause: 'kept-too-long', parts: [0] })
    expect(posts('*/data')).toBe(before)
  })

  test('holds up neither other definitions nor the same one while nothing of it lies there', async () => {
    const one = await ownDefinition()
    const other = await ownDefinition()
    let presses = 0
    const reached = (step: string) => {
      if (step === 'copy-ack' && presses++ === 0) press(w, w.transfers.list()[0]?.uploadId ?? '', 'pause')
    }
    const w = await share.world({ services: { limits: limitsOf('private-copy'), reached } })
    const { checkId } = await w.check(one.uri, one.csv)
    const { uploadId } = await w.api.startUpload({ checkId, way: 'private-copy', scope: 'all-good-rows' })
    expect((await settled(w, uploadId)).state).toBe('paused')
    expect((await w.send(other.uri, other.csv, 'private-copy')).upload.state).toBe('done')
    expect((await w.send(one.uri, one.csv.replaceAll(/^P/gm, 'Q'), 'private-copy')).upload.state).toBe('done')
    expect((await w.api.getUpload({ uploadId })).state).toBe('paused')
  })
})
