import { describe, expect, it } from 'vitest'
import { fillGaps, linePath } from './time-line.ts'

describe('fillGaps', () => {
  it('puts a zero where nothing happened', () => {
    const points = [
      { at: '2025-11-01', count: 3 },
      { at: '2026-02-01', count: 5 },
    ]
    expect(fillGaps(points, 'month')).toEqual([
      { at: '2025-11-01', count: 3 },
      { at: '2025-12-01', count: 0 },
      { at: '2026-01-01', count: 0 },
      { at: '2026-02-01', count: 5 },
    ])
  })

  it('keeps every point, day by day over a leap day', () => {
    const points = [
      { at: '2024-02-28', count: 1 },
      { at: '2024-03-01', count: 2 },
    ]
    expect(fillGaps(points, 'day').map(({ at }) => at)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
  })

  it('leaves points thousands of years apart as they are', () => {
    const points = [
      { at: '0001-01-01', count: 1 },
      { at: '2026-01-01', count: 2 },
    ]
    expect(fillGaps(points, 'day')).toEqual(points)
  })
})

describe('linePath', () => {
  it('draws one point as a line across', () => {
    expect(linePath([{ at: '2026-01-01', count: 7 }])).toMatch(/^M0\.0 8\.0 L600 8\.0$/)
  })

  it('stays in its box', () => {
    const path = linePath([1, 0, 900].map((count, index) => ({ at: `2026-01-0${index + 1}`, count })))
    const numbers = path.match(/[\d.]+/g)?.map(Number) ?? []
    for (const [index, number] of numbers.entries()) expect(number).toBeLessThanOrEqual(index % 2 === 0 ? 600 : 180)
  })
})
