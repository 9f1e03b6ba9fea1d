import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addPart,
  countCells,
  FIRST_CELL,
  type GridBox,
  type Key,
  moveSelection,
  selectedBox,
  selectedBoxes,
  selectionAt,
  selectTo,
} from './grid-selection.ts'

const size = { rows: 1_000, columns: 8, rowsPerView: 20 }
const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const at = selectionAt
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

  it('selects everything with Ctrl+A and leaves the active cell where it is', () => {
    const all = moveSelection(FIRST_CELL, { ...plain, key: 'a', ctrlKey: true }, size)
    expect(all && selectedBox(all, size)).toEqual({ firstRow: 0, lastRow: 999, firstColumn: 0, lastColumn: 7 })
  })

  it('extends from the anchor while Shift is held, and starts anew when it is not', () => {
    const held = moveSelection(at(10, 2), { ...plain, key: 'PageDown', shiftKey: true }, size)
    expect(held && selectedBox(held, size)).toEqual({ firstRow: 10, lastRow: 30, firstColumn: 2, lastColumn: 2 })
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

describe('whole rows and columns', () => {
  it('are selected by Shift+Space and Ctrl+Space, and grow with the rows', () => {
    const row = moveSelection(at(5, 3), { ...plain, key: ' ', shiftKey: true }, size)
    expect(row && selectedBox(row, size)).toEqual({ firstRow: 5, lastRow: 5, firstColumn: 0, lastColumn: 7 })
    const column = moveSelection(at(5, 3), { ...plain, key: ' ', ctrlKey: true }, size)
    const more = { ...size, rows: 5_000_000 }
    expect(column && selectedBox(column, more)).toEqual({
      firstRow: 0,
      lastRow: 4_999_999,
      firstColumn: 3,
      lastColumn: 3,
    })
  })
})

describe('selectTo', () => {
  const cells = { span: 'cells', extends: false, adds: false } as const

  it('adds a part with Ctrl, and goes on with the last one with Shift', () => {
    const two = selectTo(at(1, 1), { row: 5, column: 5 }, { ...cells, adds: true })
    const wider = selectTo(two, { row: 6, column: 6 }, { ...cells, extends: true })
    expect(selectedBoxes(wider, size)).toEqual([
      { firstRow: 1, lastRow: 1, firstColumn: 1, lastColumn: 1 },
      { firstRow: 5, lastRow: 6, firstColumn: 5, lastColumn: 6 },
    ])
    expect(selectTo(wider, { row: 9, column: 0 }, cells).others).toEqual([])
  })
})

describe('addPart', () => {
  it('lets the keys select a further part and keeps the one before', () => {
    const first = moveSelection(at(1, 1), { ...plain, key: 'ArrowDown', shiftKey: true }, size) ?? FIRST_CELL
    const moved = moveSelection(addPart(first), { ...plain, key: 'ArrowRight' }, size) ?? FIRST_CELL
    const second = moveSelection(moved, { ...plain, key: 'ArrowDown', shiftKey: true }, size) ?? FIRST_CELL
    expect(selectedBoxes(second, size)).toEqual([
      { firstRow: 1, lastRow: 2, firstColumn: 1, lastColumn: 1 },
      { firstRow: 2, lastRow: 3, firstColumn: 2, lastColumn: 2 },
    ])
    expect(moveSelection(second, { ...plain, key: 'ArrowUp' }, size)?.others).toEqual([])
  })
})

describe('countCells', () => {
  const sides = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  const boxes = fc.array(
    fc
      .tuple(sides, sides)
      .map(
        ([[firstRow, lastRow], [firstColumn, lastColumn]]): GridBox => ({ firstRow, lastRow, firstColumn, lastColumn }),
      ),
    { maxLength: 6 },
  )

  it('counts a cell once, however many parts it is in', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const cells = new Set<string>()
        for (const box of all)
          for (let row = box.firstRow; row <= box.lastRow; row += 1)
            for (let column = box.firstColumn; column <= box.lastColumn; column += 1) cells.add(`${row}/${column}`)
        expect(countCells(all)).toBe(cells.size)
      }),
    )
  })
})
