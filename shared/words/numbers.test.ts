import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatCounted, formatShare } from './numbers.ts'

describe('numbers', () => {
  it('groups counts and keeps the noun in step', () => {
    expect(formatCount(1_204_332)).toBe('1,204,332')
    expect(formatCounted(1, 'row')).toBe('1 row')
    expect(formatCounted(0, 'row')).toBe('0 rows')
    expect(formatCounted(2, 'entry', 'entries')).toBe('2 entries')
  })

  it('words sizes in decimal units', () => {
    expect(formatBytes(1)).toBe('1 byte')
    expect(formatBytes(999)).toBe('999 bytes')
    expect(formatBytes(41_200_000)).toBe('41.2 MB')
    expect(formatBytes(999_960)).toBe('1 MB')
    expect(formatBytes(3_000_000_000)).toBe('3 GB')
  })

  it('never words a size in more than three whole digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (bytes) => {
        expect(formatBytes(bytes)).toMatch(/^\d{1,3}(\.\d)? (bytes?|kB|MB|GB|TB)$|^[\d,]+(\.\d)? TB$/)
      }),
    )
  })

  it('says 100% only when nothing is missing, and 0% only when nothing is there', () => {
    expect(formatShare(1)).toBe('100%')
    expect(formatShare(0.99999)).toBe('99.9%')
    expect(formatShare(0)).toBe('0%')
    expect(formatShare(0.000001)).toBe('0.1%')
    expect(formatShare(0.124)).toBe('12.4%')
  })
})
