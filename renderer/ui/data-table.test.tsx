import { screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderWithApi } from '../testing/render-with-api.tsx'
import { type Column, DataTable } from './data-table.tsx'

const COLUMNS: readonly Column<string>[] = [
  { key: 'name', title: 'Name', render: (name) => name },
  { key: 'act', title: 'Actions', untitled: true, render: (name) => <button type="button">Copy {name}</button> },
]
const NAMES = ['first', 'second', 'third']

function renderTable(onOpen = vi.fn()) {
  const view = renderWithApi(
    <DataTable
      label="Names"
      columns={COLUMNS}
      rows={NAMES}
      rowKey={(name) => name}
      onOpen={onOpen}
      totalRows={900}
      offset={100}
    />,
  )
  return { ...view, onOpen }
}

describe('DataTable', () => {
  it('is one tab stop, moved over by keys, and opens with Enter', async () => {
    const { user, onOpen } = renderTable()
    await user.tab()
    expect(document.activeElement?.textContent).toContain('first')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toContain('third')
    await user.keyboard('{Home}{ArrowDown}{Enter}')
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('second')
  })

  it('leaves a click on a button inside a row to the button', async () => {
    const { user, onOpen } = renderTable()
    await user.click(screen.getByRole('button', { name: 'Copy second' }))
    expect(onOpen).not.toHaveBeenCalled()
    await user.click(screen.getByText('second'))
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('second')
  })

  it('tells screen readers where its page lies in the whole', () => {
    renderTable()
    expect(screen.getByRole('grid', { name: 'Names' }).getAttribute('aria-rowcount')).toBe('901')
    expect(screen.getByText('first').closest('tr')?.getAttribute('aria-rowindex')).toBe('102')
  })
})
