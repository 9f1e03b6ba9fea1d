import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  followScroll,
  hasDriftedFar,
  measureGrid,
  ROW_HEIGHT,
  revealRow,
  rowsInView,
  toOffset,
  toScrollTop,
} from './grid-geometry.ts'

const grids = fc
  .record({
    rowCount: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 20_000_000 })),
    viewHeight: fc.integer({ min: ROW_HEIGHT, max: 2_000 }),
  })
  .map(({ rowCount, viewHeight }) => measureGrid(rowCount, viewHeight))
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('measureGrid', () => {
  it('never makes the scrolled element taller than browsers can lay out', () => {
    fc.assert(fc.property(grids, (grid) => grid.spacerHeight <= 8_000_000))
  })

  it('scrolls pixel for pixel as long as all rows fit', () => {
    const grid = measureGrid(50_000, 700)
    expect(toScrollTop(grid, 123_456)).toBe(123_456)
    expect(toOffset(grid, 123_456)).toBe(123_456)
  })
})

describe('toScrollTop and toOffset', () => {
  it('are each other’s inverse, to a thousandth of a pixel of the scroll bar', () => {
    fc.assert(
      fc.property(grids, share, (grid, part) => {
        const scrollTop = part * grid.maxScroll
        expect(Math.abs(toScrollTop(grid, toOffset(grid, scrollTop)) - scrollTop)).toBeLessThan(0.001)
      }),
    )
  })

  it('keep the order of rows', () => {
    fc.assert(
      fc.property(grids, share, share, (grid, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(toOffset(grid, low * grid.maxScroll)).toBeLessThanOrEqual(toOffset(grid, high * grid.maxScroll))
      }),
    )
  })

  it('reach the first and the last row', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        expect(toOffset(grid, 0)).toBe(0)
        expect(toOffset(grid, grid.maxScroll)).toBe(grid.maxOffset)
      }),
    )
  })
})

describe('followScroll', () => {
  it('moves five million rows by exactly the pixels of a small scroll, wherever it starts', () => {
    const grid = measureGrid(5_000_000, 700)
    fc.assert(
      fc.property(share, fc.integer({ min: -2_000, max: 2_000 }), (part, pixels) => {
        const offset = 2_000 + part * (grid.maxOffset - 4_000)
        const before = { offset, scrollTop: toScrollTop(grid, offset) }
        const after = followScroll(grid, before, before.scrollTop + pixels)
        expect(Math.abs(after.offset - offset - pixels)).toBeLessThan(0.001)
      }),
    )
  })

  it('takes a dragged thumb at its place on the bar', () => {
    const grid = measureGrid(5_000_000, 700)
    const after = followScroll(grid, { offset: 0, scrollTop: 0 }, grid.maxScroll / 2)
    expect(Math.round((after.offset / grid.maxOffset) * 100)).toBe(50)
  })

  it('shows at any place of the bar about the rows that lie there', () => {
    const grid = measureGrid(5_000_000, 700)
    fc.assert(
      fc.property(share, (part) => {
        expect(Math.abs(toOffset(grid, part * grid.maxScroll) / grid.maxOffset - part)).toBeLessThan(0.03)
      }),
    )
  })

  it('asks for the thumb to be put back before a long scroll could meet a false end', () => {
    const grid = measureGrid(5_000_000, 700)
    const start = grid.maxOffset - 10_000_000
    let at = { offset: start, scrollTop: toScrollTop(grid, start) }
    for (let pixels = 0; pixels < 9_000_000; pixels += 500) {
      at = followScroll(grid, at, at.scrollTop + 500)
      if (hasDriftedFar(grid, at)) at = { offset: at.offset, scrollTop: toScrollTop(grid, at.offset) }
    }
    expect(Math.round(at.offset - start)).toBe(9_000_000)
  })

  it('ends on the last row when the bar is at its end, whatever drifted before', () => {
    const grid = measureGrid(5_000_000, 700)
    const drifted = { offset: grid.maxOffset / 3, scrollTop: grid.maxScroll - 10 }
    expect(followScroll(grid, drifted, grid.maxScroll).offset).toBe(grid.maxOffset)
  })

  it('never leaves the rows', () => {
    fc.assert(
      fc.property(grids, share, share, (grid, from, to) => {
        const before = { offset: from * grid.maxOffset, scrollTop: to * grid.maxScroll }
        const { offset } = followScroll(grid, before, from * grid.maxScroll)
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset).toBeLessThanOrEqual(grid.maxOffset)
      }),
    )
  })
})

describe('revealRow', () => {
  it('puts any row wholly into view, and leaves the view alone when it is there already', () => {
    fc.assert(
      fc.property(grids, share, share, (grid, at, which) => {
        fc.pre(grid.rowCount > 0)
        const row = Math.floor(which * (grid.rowCount - 1))
        const offset = revealRow(grid, at * grid.maxOffset, row)
        expect(offset).toBeLessThanOrEqual(row * ROW_HEIGHT + 0.001)
        expect(offset + grid.viewHeight).toBeGreaterThanOrEqual((row + 1) * ROW_HEIGHT - 0.001)
        expect(revealRow(grid, offset, row)).toBe(offset)
      }),
    )
  })
})

describe('revealRow after a jump', () => {
  it('shows as much before the row as after it', () => {
    const grid = measureGrid(5_000_000, 700)
    const offset = revealRow(grid, 0, 3_000_000)
    expect(3_000_000 * ROW_HEIGHT - offset).toBe((700 - ROW_HEIGHT) / 2)
  })

  it('moves by one row when the next one is asked for', () => {
    const grid = measureGrid(5_000_000, 700)
    expect(revealRow(grid, 1_000 * ROW_HEIGHT, 1_025)).toBe(1_001 * ROW_HEIGHT)
    expect(revealRow(grid, 1_000 * ROW_HEIGHT, 999)).toBe(999 * ROW_HEIGHT)
  })
})

describe('rowsInView', () => {
  it('covers the view and draws no more than it plus the overscan', () => {
    fc.assert(
      fc.property(grids, share, (grid, part) => {
        const offset = part * grid.maxOffset
        const { first, last } = rowsInView(grid, offset, 8)
        expect(first * ROW_HEIGHT).toBeLessThanOrEqual(offset)
        expect((last + 1) * ROW_HEIGHT).toBeGreaterThanOrEqual(
          Math.min(offset + grid.viewHeight, grid.rowCount * ROW_HEIGHT) - 0.001,
        )
        expect(last - first + 1).toBeLessThanOrEqual(grid.viewHeight / ROW_HEIGHT + 2 + 16)
      }),
    )
  })
})
