import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_CELL, type Key, moveSelection, selectedBox } from './grid-selection.ts'

const size = { rows: 1_000, columns: 8, rowsPerView: 20 }
const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const at = (row: number, column: number) => ({ anchor: { row, column }, focus: { row, column } })
const press = (key: string, held: Partial<Key> = {}, from = at(500, 3)) =>
  moveSelection(from, { ...plain, ...held, key }, size)?.focus

describe('moveSelection', () => {
  it.each([
    ['ArrowUp', {}, { row: 499, column: 3 }],
    ['ArrowDown', {}, { row: 501, column: 3 }],
    ['ArrowLeft', {}, { row: 500, column: 2 }],
    ['ArrowRight', {}, { row: 500, column: 4 }],
    ['Home', {}, { row: 500, column: 0 }],
    ['End', {}, { row: 500, column: 7 }],
    ['Home', { ctrlKey: true }, { row: 0, column: 0 }],
    ['End', { ctrlKey: true }, { row: 999, column: 7 }],
    ['ArrowDown', { metaKey: true }, { row: 999, column: 3 }],
    ['PageUp', {}, { row: 480, column: 3 }],
    ['PageDown', {}, { row: 520, column: 3 }],
  ])('%s %o goes to %o', (key, held, cell) => {
    expect(press(key, held)).toEqual(cell)
  })

  it('leaves other keys to the window', () => {
    expect(press('x')).toBeUndefined()
    expect(press('ArrowLeft', { altKey: true })).toBeUndefined()
    expect(press('a')).toBeUndefined()
  })

  it('selects the page with Ctrl+A', () => {
    const all = moveSelection(FIRST_CELL, { ...plain, key: 'a', ctrlKey: true }, size)
    expect(all && selectedBox(all)).toEqual({ firstRow: 0, lastRow: 999, firstColumn: 0, lastColumn: 7 })
  })

  it('extends from the anchor while Shift is held, and starts anew when it is not', () => {
    const held = moveSelection(at(10, 2), { ...plain, key: 'PageDown', shiftKey: true }, size)
    expect(held && selectedBox(held)).toEqual({ firstRow: 10, lastRow: 30, firstColumn: 2, lastColumn: 2 })
    const free = held && moveSelection(held, { ...plain, key: 'ArrowDown' }, size)
    expect(free?.anchor).toEqual(free?.focus)
  })

  it('never leaves the grid, whatever is pressed', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']
    const presses = fc.array(
      fc.record({
        key: fc.constantFrom(...keys),
        ctrlKey: fc.boolean(),
        metaKey: fc.boolean(),
        shiftKey: fc.boolean(),
        altKey: fc.constant(false),
      }),
    )
    fc.assert(
      fc.property(presses, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5 }), (keys, rows, columns) => {
        const small = { rows, columns, rowsPerView: 7 }
        const end = keys.reduce((now, key) => moveSelection(now, key, small) ?? now, FIRST_CELL)
        for (const cell of [end.anchor, end.focus]) {
          expect(cell.row >= 0 && cell.row < rows && cell.column >= 0 && cell.column < columns).toBe(true)
        }
      }),
    )
  })
})
