import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/contract/errors.ts'
import type { Sync } from '../../shared/eloqua/sync.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createSyncWatch, type SyncWatchOptions, waitBefore } from './sync-watch.ts'
import { openWatchedSyncs } from './watched-syncs.ts'

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'watch-')), 'watched-syncs.json')
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function sync(status: string): Sync {
  return { id: 7, uri: '/syncs/7', syncedInstanceUri: '/contacts/exports/1', status, createdAt: '', createdBy: '' }
}

function watchOf(answers: readonly (string | AppError)[], changes: Partial<SyncWatchOptions> = {}) {
  const seen: string[] = []
  let looks = 0
  const watch = createSyncWatch({
    log: SILENT_LOG,
    watched: openWatchedSyncs(path, SILENT_LOG),
    readSync: async () => {
      const answer = answers[Math.min(looks, answers.length - 1)] ?? 'pending'
      looks += 1
      if (answer instanceof AppError) throw answer
      return sync(answer)
    },
    activeConnectionId: () => 'c1',
    whenSignedIn: async () => {},
    onChange: ({ status }) => seen.push(status),
    random: () => 1,
    ...changes,
  })
  return { watch, seen, looks: () => looks }
}

const REFUSED = new AppError({ code: 'unauthorized', message: 'no' })

describe('createSyncWatch', () => {
  it('looks no more once the sign-in is refused, and goes on when the user has signed in again', async () => {
    const signedIn = Promise.withResolvers<void>()
    const { watch, seen, looks } = watchOf([REFUSED, 'active', 'active'], { whenSignedIn: () => signedIn.promise })
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(3_000)
    watch.resume('c1')
    watch.lookNow()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looks()).toBe(1)
    signedIn.resolve()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(seen).toEqual(['active'])
    watch.close()
  })

  it('tells each look until the sync ends, then forgets it', async () => {
    const { watch, seen, looks } = watchOf(['pending', 'active', 'warning'])
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual(['pending', 'active', 'warning'])
    expect(looks()).toBe(3)
    expect(openWatchedSyncs(path, SILENT_LOG).of('c1')).toEqual([])
  })

  it('looks at once when the computer wakes up, instead of after the rest of a long wait', async () => {
    const { watch, seen, looks } = watchOf(['pending', 'pending', 'pending', 'pending', 'success'])
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(17_000)
    const before = looks()
    watch.lookNow()
    await vi.advanceTimersByTimeAsync(0)
    expect(looks()).toBe(before + 1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.at(-1)).toBe('success')
    watch.lookNow()
    expect(looks()).toBe(5)
  })

  it('goes on after a restart', async () => {
    const before = watchOf(['pending'])
    before.watch.start('c1', 7)
    before.watch.close()
    const after = watchOf(['success'])
    after.watch.resume('c1')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(after.seen).toEqual(['success'])
  })

  it('lives through trouble and never makes the sync look failed', async () => {
    const trouble = new AppError({ code: 'unavailable', message: '' })
    const { watch, seen } = watchOf([trouble, trouble, trouble, 'active', 'success'])
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual(['active', 'success'])
  })

  it('ends when Eloqua does not have the sync any more', async () => {
    const { watch, looks } = watchOf([new AppError({ code: 'not-found', message: '' })])
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looks()).toBe(1)
    expect(openWatchedSyncs(path, SILENT_LOG).of('c1')).toEqual([])
  })

  it('rests while another connection is in use, and says nothing of it', async () => {
    let active = 'c2'
    const { watch, seen, looks } = watchOf(['success'], { activeConnectionId: () => active })
    watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(looks()).toBe(0)
    active = 'c1'
    watch.resume('c1')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(seen).toEqual(['success'])
  })

  it('does not watch the same sync twice', async () => {
    const { watch, looks } = watchOf(['pending'])
    for (let time = 0; time < 5; time += 1) watch.start('c1', 7)
    await vi.advanceTimersByTimeAsync(2_500)
    expect(looks()).toBe(1)
  })

  it('backs off to 30 s, and to 60 s after ten minutes', () => {
    const full = [0, 1, 2, 20].map((look) => waitBefore(look, 0, () => 1))
    expect(full).toEqual([2_000, 3_000, 4_500, 30_000])
    expect(waitBefore(20, 600_000, () => 1)).toBe(60_000)
    expect(waitBefore(0, 0, () => 0)).toBe(1_000)
  })
})

describe('openWatchedSyncs', () => {
  it('starts empty when its file is damaged, and mends it', () => {
    for (const [index, damage] of ['', '{', '[]', '{"c1":"x"}', '{"c1":[-1,"2",{}]}'].entries()) {
      const damaged = `${path}-${index}`
      writeFileSync(damaged, damage)
      const watched = openWatchedSyncs(damaged, SILENT_LOG)
      expect(watched.of('c1')).toEqual([])
      watched.add('c1', 5)
      expect(JSON.parse(readFileSync(damaged, 'utf8'))).toEqual({ c1: [5] })
    }
  })

  it('goes on from the second copy when the first is damaged', () => {
    openWatchedSyncs(path, SILENT_LOG).add('c1', 5)
    writeFileSync(path, '{')
    expect(openWatchedSyncs(path, SILENT_LOG).of('c1')).toEqual([5])
  })
})
