import { describe, expect, it } from 'vitest'
import { describeLeft } from './describe-left.ts'

const NOW = new Date('2025-11-03T14:00:00Z')

describe('describeLeft', () => {
  it.each([
    ['2025-11-03T18:12:30Z', '4 h 12 m'],
    ['2025-11-05T17:00:00Z', '2 d 3 h'],
    ['2025-11-03T14:35:00Z', '35 m'],
    ['2025-11-03T14:00:20Z', 'under 1 m'],
    ['2025-11-03T12:55:00Z', '1 h 5 m ago'],
    ['2025-11-03T14:00:00Z', 'under 1 m ago'],
  ])('says of %s: %s', (until, words) => {
    expect(describeLeft(new Date(until), NOW)).toBe(words)
  })
})
