import { describe, expect, it } from 'vitest'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { nextLook } from './sync-polling.ts'

const NOW = Date.parse('2025-11-03T14:00:00Z')
const sync = (status: string, secondsAgo: number): Sync => ({
  id: 1,
  uri: '/syncs/1',
  syncedInstanceUri: '/contacts/exports/1',
  status,
  createdAt: new Date(NOW - secondsAgo * 1000).toISOString(),
  createdBy: 'jane',
})

describe('nextLook', () => {
  it('rests when every sync has ended', () => {
    expect(nextLook([sync('success', 5), sync('error', 5), sync('warning', 5)], NOW)).toBe(false)
    expect(nextLook([], NOW)).toBe(false)
  })

  it.each([
    [1, 2_000],
    [30, 6_000],
    [120, 24_000],
    [400, 30_000],
    [3_600, 60_000],
    [-900, 2_000],
  ])('looks at a sync started %d s ago again in %d ms', (ago, wait) => {
    expect(nextLook([sync('active', ago)], NOW)).toBe(wait)
  })

  it('follows the youngest of several', () => {
    expect(nextLook([sync('active', 3_600), sync('pending', 20), sync('success', 1)], NOW)).toBe(4_000)
  })
})
