import { describe, expect, it } from 'vitest'
import { describeDuration, formatDuration, formatLocal, formatRelative, formatUtc } from './times.ts'

const NOW = new Date(2025, 10, 20, 14, 0, 0)
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

describe('formatLocal', () => {
  it('is as short as it can be without being doubtful', () => {
    expect(formatLocal(new Date(2025, 10, 20, 9, 5), NOW)).toBe('09:05')
    expect(formatLocal(new Date(2025, 10, 19, 23, 59), NOW)).toBe('Yesterday 23:59')
    expect(formatLocal(new Date(2025, 10, 21, 0, 1), NOW)).toBe('Tomorrow 00:01')
    expect(formatLocal(new Date(2025, 10, 3, 14, 2), NOW)).toBe('3 Nov, 14:02')
    expect(formatLocal(new Date(2024, 10, 3, 14, 2), NOW)).toBe('3 Nov 2024, 14:02')
  })
})

describe('formatRelative', () => {
  it('counts minutes and hours, both ways', () => {
    expect(formatRelative(minutesAgo(0.5), NOW)).toBe('just now')
    expect(formatRelative(minutesAgo(2.9), NOW)).toBe('2 min ago')
    expect(formatRelative(minutesAgo(-125), NOW)).toBe('in 2 h')
  })

  it('names the moment when it is long ago', () => {
    expect(formatRelative(minutesAgo(13 * 60), NOW)).toBe('01:00')
    expect(formatRelative(minutesAgo(24 * 60), NOW)).toBe('Yesterday 14:00')
  })
})

describe('formatUtc', () => {
  it('is exact to the second', () => {
    expect(formatUtc(new Date('2025-11-03T14:02:09.876Z'))).toBe('2025-11-03 14:02:09 UTC')
  })
})

describe('formatDuration', () => {
  it('uses the two largest units', () => {
    expect(formatDuration(400)).toBe('0.4 s')
    expect(formatDuration(9_000)).toBe('9 s')
    expect(formatDuration(64_000)).toBe('1 m 4 s')
    expect(formatDuration(7_380_000)).toBe('2 h 3 m')
  })
})

describe('describeDuration', () => {
  it.each([
    ['PT12H', '12 hours'],
    ['P7D', '7 days'],
    ['PT1H', '1 hour'],
    ['P1DT6H30M', '1 day 6 hours 30 minutes'],
    ['PT36H', '1 day 12 hours'],
    ['P1M', 'P1M'],
  ])('says %s as %s', (duration, words) => {
    expect(describeDuration(duration)).toBe(words)
  })
})
