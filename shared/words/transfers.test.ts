import { describe, expect, it } from 'vitest'
import { wordProgress } from './transfers.ts'

describe('wordProgress', () => {
  it('says all that is known', () => {
    const progress = { unit: 'bytes', done: 20_400_000, total: 41_200_000, rate: 8_100_000, secondsLeft: 12 } as const
    expect(wordProgress({ ...progress, part: 2, parts: 3 })).toBe(
      'part 2 of 3 · 20.4 MB of 41.2 MB · 8.1 MB/s · 12 s left',
    )
  })

  it('invents no total, no rate and no end', () => {
    expect(wordProgress({ unit: 'rows', done: 1 })).toBe('1 row')
    expect(wordProgress({ unit: 'rows', done: 5000, total: 12_400, part: 1, parts: 1 })).toBe('5,000 of 12,400 rows')
  })
})
