import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { giveEverythingASize } from '../../testing/layout.ts'
import { Grid, type GridProps } from './grid.tsx'
import { FIRST_CELL, type GridSelection } from './grid-selection.ts'

const columns = Array.from({ length: 40 }, (_, source) => ({ source, name: `c${source}`, width: 100 }))
const cellsOf = (row: number) => ({ number: row + 1, cells: columns.map(({ source }) => `r${row}c${source}`) })

function Harness(props: Partial<GridProps>) {
  const [selection, setSelection] = useState<GridSelection>(FIRST_CELL)
  return (
    <Grid
      label="Rows"
      pageKey="one"
      rowCount={5_000_000}
      greatestNumber={5_000_000}
      columns={columns}
      getRow={cellsOf}
      selection={selection}
      onSelect={setSelection}
      onRowsInView={() => {}}
      onCopy={() => {}}
      onOpenRow={() => {}}
      onResize={() => {}}
      onFit={() => {}}
      onMove={() => {}}
      {...props}
    />
  )
}

const grid = () => screen.getByRole('grid', { name: 'Rows' })
const activeCell = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')

beforeEach(() => {
  cleanup()
  giveEverythingASize({ width: 800, height: 700 })
})

describe('Grid', () => {
  it('puts only the rows and columns in view into the page, of five million', () => {
    render(<Harness />)
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(45)
    expect(within(grid()).getAllByRole('gridcell').length).toBeLessThan(45 * 12)
    expect(grid().getAttribute('aria-rowcount')).toBe('5000001')
    expect(grid().getAttribute('aria-colcount')).toBe('41')
    expect(screen.getByText('r0c0').closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2')
  })

  it('reaches the last row and keeps the focus', async () => {
    const user = userEvent.setup()
    render(<Harness />)
    await user.tab()
    await user.keyboard('{Control>}{End}{/Control}')
    expect(document.activeElement).toBe(grid())
    expect(activeCell()?.textContent).toBe('r4999999c39')
    expect(activeCell()?.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('5000001')
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(45)
  })

  it('keeps the active cell in the page when it is scrolled away', () => {
    render(<Harness />)
    grid().scrollTop = 4_000_000
    fireEvent.scroll(grid())
    expect(screen.getByText('r0c0')).toBe(activeCell())
    expect(screen.queryByText('r5c0')).toBeNull()
  })

  it('moves by arrows, selects with Shift, and says what is selected', async () => {
    const user = userEvent.setup()
    render(<Harness />)
    await user.tab()
    await user.keyboard('{ArrowDown}{ArrowRight}{Shift>}{ArrowDown}{ArrowRight}{/Shift}')
    expect(activeCell()?.textContent).toBe('r2c2')
    const selected = within(grid()).getAllByRole('gridcell', { selected: true })
    expect(selected.map((cell) => cell.textContent)).toEqual(['r1c1', 'r1c2', 'r2c1', 'r2c2'])
  })

  it('copies with Ctrl+C, opens a row with Space, widens a column with Alt+Shift and an arrow', async () => {
    const user = userEvent.setup()
    const [onCopy, onOpenRow, onResize] = [vi.fn(), vi.fn(), vi.fn()]
    render(<Harness onCopy={onCopy} onOpenRow={onOpenRow} onResize={onResize} />)
    await user.tab()
    await user.keyboard('{ArrowDown}{Control>}c{/Control} {Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
    expect(onCopy).toHaveBeenCalledTimes(1)
    expect(onOpenRow).toHaveBeenCalledWith(1)
    expect(onResize).toHaveBeenCalledWith('c0', 124)
  })

  it('selects what the mouse drags over', () => {
    render(<Harness />)
    fireEvent.mouseDown(screen.getByText('r1c1'), { button: 0 })
    fireEvent.mouseOver(screen.getByText('r3c2'), { buttons: 1 })
    expect(within(grid()).getAllByRole('gridcell', { selected: true })).toHaveLength(6)
  })

  it('selects a row by its number, a column with Ctrl and its header, everything by the corner', () => {
    render(<Harness rowCount={10} greatestNumber={10} columns={columns.slice(0, 3)} />)
    const selected = () => within(grid()).getAllByRole('gridcell', { selected: true }).length
    fireEvent.mouseDown(screen.getByRole('rowheader', { name: '3' }), { button: 0 })
    expect(selected()).toBe(3)
    fireEvent.mouseDown(screen.getByRole('columnheader', { name: /c1/ }), { button: 0, ctrlKey: true })
    expect(selected()).toBe(3 + 9)
    fireEvent.mouseDown(screen.getByRole('columnheader', { name: 'Row' }), { button: 0 })
    expect(selected()).toBe(30)
  })

  it('sorts by a click on a name and adds with Shift; the menu opens by its button, a right click and Alt+Arrow down', async () => {
    const user = userEvent.setup()
    const [onSort, onMenu, onCellMenu] = [vi.fn(), vi.fn(), vi.fn()]
    render(<Harness header={{ onSort, onMenu }} onCellMenu={onCellMenu} />)
    fireEvent.click(screen.getByText('c1'))
    fireEvent.click(screen.getByText('c2'), { shiftKey: true })
    expect(onSort.mock.calls.map(([column, adds]) => [column.name, adds])).toEqual([
      ['c1', false],
      ['c2', true],
    ])
    await user.click(screen.getByRole('button', { name: 'Menu of c1' }))
    fireEvent.contextMenu(screen.getByText('c2'))
    grid().focus()
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(onMenu.mock.calls.map(([column]) => column.name)).toEqual(['c1', 'c2', 'c0'])
    await user.keyboard('{Shift>}{F10}{/Shift}')
    expect(onCellMenu).toHaveBeenCalledTimes(1)
  })

  it('keeps pinned columns in the page however far the others are scrolled', () => {
    const pinned = columns.map((column) => (column.source < 2 ? { ...column, pinned: true } : column))
    render(<Harness columns={pinned} />)
    grid().scrollLeft = 3_000
    fireEvent.scroll(grid())
    expect(screen.getByText('r0c0')).toBeTruthy()
    expect(screen.getByText('r0c1')).toBeTruthy()
    expect(screen.queryByText('r0c4')).toBeNull()
    expect(screen.getByText('r0c35')).toBeTruthy()
  })

  it('fits a column by a double click on its edge', () => {
    const onFit = vi.fn()
    render(<Harness onFit={onFit} />)
    const edge = screen.getByRole('columnheader', { name: /c1$/ }).querySelector('[aria-hidden="true"]')
    if (edge) fireEvent.doubleClick(edge)
    expect(onFit).toHaveBeenCalledWith('c1')
  })

  it('shows line breaks as marks and says which rows are still on their way', () => {
    render(<Harness getRow={(row) => (row === 0 ? { number: 1, cells: ['one\r\ntwo'] } : undefined)} />)
    expect(screen.getByText('one ⏎ two')).toBeTruthy()
    const rows = within(grid()).getAllByRole('row')
    expect(rows[1]?.getAttribute('aria-busy')).toBeNull()
    expect(rows[2]?.getAttribute('aria-busy')).toBe('true')
  })

  it('goes back to the top for another page', () => {
    const { rerender } = render(<Harness />)
    grid().scrollTop = 4_000_000
    fireEvent.scroll(grid())
    rerender(<Harness pageKey="two" />)
    expect(grid().scrollTop).toBe(0)
    expect(screen.getByText('r5c0')).toBeTruthy()
  })

  it('stands empty without rows', () => {
    render(<Harness rowCount={0} />)
    expect(grid().getAttribute('aria-rowcount')).toBe('1')
    expect(grid().getAttribute('aria-activedescendant')).toBeNull()
  })
})
