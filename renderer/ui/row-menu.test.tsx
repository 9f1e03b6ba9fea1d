import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderWithApi } from '../testing/render-with-api.tsx'
import { DataTable } from './data-table.tsx'

function renderTable() {
  const chosen = vi.fn()
  const opened = vi.fn()
  const view = renderWithApi(
    <DataTable
      label="Names"
      columns={[{ key: 'name', title: 'Name', render: (name: string) => name }]}
      rows={['first', 'second', 'bare']}
      rowKey={(name) => name}
      onOpen={opened}
      rowMenu={{
        label: (name) => `About ${name}`,
        items: (name) =>
          name === 'bare'
            ? []
            : [
                { label: 'Copy', onChoose: () => chosen('copy', name) },
                { label: 'Delete', isDanger: true, startsGroup: true, onChoose: () => chosen('delete', name) },
              ],
      }}
    />,
  )
  return { ...view, chosen, opened }
}

const rowOf = (name: string) => screen.getByText(name).closest('tr') as HTMLElement

describe('the menu of a row', () => {
  it('opens by right click, acts on that row, and does not open the row', async () => {
    const { user, chosen, opened } = renderTable()
    fireEvent.contextMenu(rowOf('second'), { clientX: 40, clientY: 60 })
    expect(await screen.findByRole('menu', { name: 'About second' })).toBeDefined()
    await user.click(screen.getByRole('menuitem', { name: 'Delete' }))
    expect(chosen).toHaveBeenCalledExactlyOnceWith('delete', 'second')
    expect(opened).not.toHaveBeenCalled()
    expect(screen.queryByRole('menu')).toBeNull()
  })

  it.each([{ key: 'F10', shiftKey: true }, { key: 'ContextMenu' }])(
    'opens by $key, and Esc gives the focus back to the row',
    async (key) => {
      const { user } = renderTable()
      await user.tab()
      await user.keyboard('{ArrowDown}')
      fireEvent.keyDown(rowOf('second'), key)
      const menu = await screen.findByRole('menu', { name: 'About second' })
      fireEvent.keyDown(menu, { key: 'Escape' })
      expect(screen.queryByRole('menu')).toBeNull()
      expect(document.activeElement).toBe(rowOf('second'))
    },
  )

  it('stays away where a row offers nothing', () => {
    renderTable()
    fireEvent.contextMenu(rowOf('bare'))
    expect(screen.queryByRole('menu')).toBeNull()
  })
})
