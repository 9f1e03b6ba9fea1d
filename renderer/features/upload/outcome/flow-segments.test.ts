import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentsOf } from './flow-segments.ts'

describe('segmentsOf', () => {
  it('fills the bar, in order, with every part that has rows in sight', () => {
    const parts = fc.array(fc.record({ kind: fc.string(), rows: fc.nat(5_000_000) }), { maxLength: 9 })
    fc.assert(
      fc.property(parts, (all) => {
        const segments = segmentsOf(all, 1_000, 6)
        const shown = all.filter(({ rows }) => rows > 0)
        expect(segments.map(({ kind }) => kind)).toEqual(shown.map(({ kind }) => kind))
        let at = 0
        for (const { x, width } of segments) {
          expect(x).toBeCloseTo(at, 3)
          expect(width).toBeGreaterThanOrEqual(5.999)
          at = x + width
        }
        expect(at).toBeCloseTo(segments.length > 0 ? 1_000 : 0, 3)
      }),
    )
  })

  it('gives large parts their shares', () => {
    const [a, b] = segmentsOf(
      [
        { kind: 'a', rows: 75 },
        { kind: 'b', rows: 25 },
      ],
      1_000,
      6,
    )
    expect([a?.width, b?.width]).toEqual([750, 250])
  })
})
