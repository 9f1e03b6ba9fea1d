import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL_ROWS, filterOf, isPlain, pickValue, setFilter, setReadAs, setSort, turnSort } from './view-state.ts'

describe('turnSort', () => {
  it('goes from ascending to descending to no sort, click by click', () => {
    const once = turnSort(ALL_ROWS, 2, false)
    const twice = turnSort(once, 2, false)
    expect(once.sorts).toEqual([{ column: 2, descending: false, as: 'text' }])
    expect(twice.sorts).toEqual([{ column: 2, descending: true, as: 'text' }])
    expect(isPlain(turnSort(twice, 2, false))).toBe(true)
  })

  it('adds a column with Shift and turns it without losing the others', () => {
    const two = turnSort(turnSort(ALL_ROWS, 2, false), 0, true)
    expect(two.sorts.map((sort) => sort.column)).toEqual([2, 0])
    const turned = turnSort(two, 2, true)
    expect(turned.sorts.map((sort) => [sort.column, sort.descending])).toEqual([
      [2, true],
      [0, false],
    ])
    expect(turnSort(turned, 0, false).sorts).toEqual([{ column: 0, descending: false, as: 'text' }])
  })

  it('never sorts twice by one column, whatever is clicked', () => {
    const clicks = fc.array(fc.tuple(fc.nat(3), fc.boolean()))
    fc.assert(
      fc.property(clicks, (all) => {
        const { sorts } = all.reduce((state, [column, adds]) => turnSort(state, column, adds), ALL_ROWS)
        expect(new Set(sorts.map((sort) => sort.column)).size).toBe(sorts.length)
      }),
    )
  })
})

describe('setFilter', () => {
  it('has one filter a column, and none once it is taken away', () => {
    const first = setFilter(ALL_ROWS, 1, { kind: 'contains', text: 'a' })
    const second = setFilter(first, 1, { kind: 'blank' })
    expect(second.filters).toEqual([{ column: 1, test: { kind: 'blank' } }])
    expect(isPlain(setFilter(second, 1, undefined))).toBe(true)
  })
})

describe('setReadAs', () => {
  it('changes how the sorts and ranges of the column read its cells, and nothing else', () => {
    const sorted = setSort(setSort(ALL_ROWS, 1, true, false), 2, false, true)
    const ranged = setFilter(sorted, 1, { kind: 'range', as: 'text', from: '10' })
    const numbers = setReadAs(ranged, 1, 'number')
    expect(numbers.sorts.map((sort) => sort.as)).toEqual(['number', 'text'])
    expect(filterOf(numbers, 1)).toEqual({ kind: 'range', as: 'number', from: '10' })
  })
})

describe('pickValue', () => {
  it('means blank cells where the value is empty', () => {
    expect(filterOf(pickValue(ALL_ROWS, 0, ''), 0)).toEqual({ kind: 'blank', not: false })
    expect(filterOf(pickValue(ALL_ROWS, 0, 'Belgium', true), 0)).toEqual({
      kind: 'one-of',
      values: ['Belgium'],
      not: true,
    })
  })
})
