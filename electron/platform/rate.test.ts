import { describe, expect, it } from 'vitest'
import { createRate } from './rate.ts'

function meter() {
  let at = 0
  const rate = createRate(() => at)
  return (seconds: number, done: number) => {
    at = seconds * 1000
    return rate.note(done)
  }
}

describe('the rate of something under way', () => {
  it('is not known from its first note', () => {
    expect(meter()(0, 500)).toBeUndefined()
  })

  it('counts from the first note on, so that what was done before does not count as speed', () => {
    const note = meter()
    note(0, 1_000_000)
    expect(note(2, 1_000_200)).toBe(100)
  })

  it('moves half of the way to a new speed in four seconds', () => {
    const note = meter()
    note(0, 0)
    note(1, 100)
    expect(note(5, 100 + 4 * 300)).toBe(200)
  })

  it('stays as it is between notes that follow at once', () => {
    const note = meter()
    note(0, 0)
    note(1, 100)
    expect(note(1.1, 5_000)).toBe(100)
  })

  it('starts again where less is done than before', () => {
    const note = meter()
    note(0, 0)
    note(1, 1_000)
    note(2, 0)
    expect(note(3, 1_000)).toBeCloseTo(1_000)
  })
})
