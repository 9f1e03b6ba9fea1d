import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrangeColumns,
  columnEdges,
  columnsInView,
  MAX_COLUMN_WIDTH,
  MIN_COLUMN_WIDTH,
  moveColumn,
  orderColumns,
  PLAIN_LAYOUT,
  resizeColumn,
  toggleColumn,
} from './column-layout.ts'

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 })
const widths = fc.array(fc.integer({ min: MIN_COLUMN_WIDTH, max: MAX_COLUMN_WIDTH }), { minLength: 1, maxLength: 300 })

describe('moveColumn', () => {
  it('puts the column where it was asked to, and loses none', () => {
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (all, which, where) => {
        const name = all[which % all.length] ?? ''
        const to = where % all.length
        const order = orderColumns(all, moveColumn(all, PLAIN_LAYOUT, name, to))
        expect(order[to]).toBe(name)
        expect([...order].sort()).toEqual([...all].sort())
      }),
    )
  })
})

describe('toggleColumn', () => {
  it('always leaves one column to see', () => {
    fc.assert(
      fc.property(names, (all) => {
        const layout = all.reduce((before, name) => toggleColumn(all, before, name), PLAIN_LAYOUT)
        expect(arrangeColumns(all, layout, () => 100)).toHaveLength(1)
      }),
    )
  })

  it('shows a hidden column again in its place', () => {
    const hidden = toggleColumn(['a', 'b', 'c'], PLAIN_LAYOUT, 'b')
    expect(arrangeColumns(['a', 'b', 'c'], hidden, () => 100).map((column) => column.source)).toEqual([0, 2])
    expect(toggleColumn(['a', 'b', 'c'], hidden, 'b')).toEqual(PLAIN_LAYOUT)
  })
})

describe('arrangeColumns', () => {
  it('keeps an arrangement when a later page brings other columns', () => {
    const layout = moveColumn(['a', 'b'], PLAIN_LAYOUT, 'b', 0)
    expect(arrangeColumns(['a', 'b', 'new'], layout, () => 100).map((column) => column.name)).toEqual(['b', 'a', 'new'])
    expect(arrangeColumns(['a'], layout, () => 100).map((column) => column.name)).toEqual(['a'])
  })
})

describe('resizeColumn', () => {
  it('never makes a column too narrow to grab or wider than any window', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (width) => {
        const set = resizeColumn(PLAIN_LAYOUT, 'a', width).widths.a ?? 0
        expect(set).toBeGreaterThanOrEqual(MIN_COLUMN_WIDTH)
        expect(set).toBeLessThanOrEqual(MAX_COLUMN_WIDTH)
      }),
    )
  })
})

describe('columnsInView', () => {
  it('names every column that touches the view and at most one more on either side', () => {
    fc.assert(
      fc.property(widths, fc.nat(20_000), fc.integer({ min: 1, max: 2_000 }), (all, left, width) => {
        const edges = columnEdges(all.map((each, source) => ({ source, name: String(source), width: each })))
        const { first, last } = columnsInView(edges, left, width)
        const touching = all.flatMap((each, index) => {
          const start = edges[index] ?? 0
          return start < left + width && start + each > left ? [index] : []
        })
        for (const index of touching) expect(index >= first && index <= last).toBe(true)
        if (touching.length > 0) expect(last - first + 1).toBeLessThanOrEqual(touching.length + 3)
      }),
    )
  })
})
