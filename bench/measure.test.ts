import { describe, expect, it } from 'vitest'
import type { Bench } from './bench-entry.ts'
import { holds, measure, median } from './measure.ts'

function benchOf(ours: readonly number[], against: readonly number[], better: Bench['better'], target: number) {
  const order: string[] = []
  const bench: Bench = {
    name: 'sample',
    title: 'numbers against numbers',
    unit: 'ms',
    better,
    target,
    rounds: ours.length - 1,
    prepare: async () => ({
      ours: (round) => {
        order.push('ours')
        return ours[round] ?? 0
      },
      against: (round) => {
        order.push('against')
        return against[round] ?? 0
      },
      close: () => {
        order.push('closed')
      },
    }),
  }
  return { bench, order }
}

describe('measure', () => {
  it('takes the median of paired ratios, so that one bad round of the machine does not count', async () => {
    // The third round ran on a machine ten times slower: both figures rise, their ratio does not.
    const { bench } = benchOf([99, 10, 20, 200], [1, 10, 10, 100], 'less', 2)
    expect(await measure(bench)).toMatchObject({ ratio: 2, ours: 20, against: 10, holds: true })
  })

  it('leaves the warm-up round out, alternates who goes first, and closes at the end', async () => {
    const { bench, order } = benchOf([1, 1, 1], [1, 1, 1], 'less', 1)
    await measure(bench)
    expect(order).toEqual(['against', 'ours', 'ours', 'against', 'against', 'ours', 'closed'])
  })
})

describe('holds', () => {
  it('asks for at least the target when more is better and at most the target when less is', () => {
    expect(holds(0.5, { better: 'more', target: 0.4 })).toBe(true)
    expect(holds(0.3, { better: 'more', target: 0.4 })).toBe(false)
    expect(holds(1.2, { better: 'less', target: 1.5 })).toBe(true)
    expect(holds(Number.NaN, { better: 'less', target: 1.5 })).toBe(false)
  })
})

describe('median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})
