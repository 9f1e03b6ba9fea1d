import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { giveEverythingASize } from '../../../testing/layout.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { runCommand } from '../../../window/commands.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { ResultTable } from './result-table.tsx'

const TOTAL = 12_000
const COLUMNS = ['email', 'name', 'notes']
let exportNumber = 0

/** A new definition each time: how its columns were arranged is remembered by it. */
function anExport(): Sync {
  exportNumber += 1
  return {
    id: 66_104,
    uri: '/syncs/66104',
    syncedInstanceUri: `/contacts/exports/${exportNumber}`,
    status: 'success',
    createdAt: '2025-11-03T14:00:00Z',
    createdBy: 'jane',
  }
}

function resultApi() {
  const openResultPage = vi.fn<Api['openResultPage']>(async ({ syncId, offset, limit }) => ({
    pageId: `page-${offset}`,
    syncId,
    offset,
    limit,
    rows: Math.max(0, Math.min(limit, TOTAL - offset)),
    columns: COLUMNS,
    totalResults: TOTAL,
    hasMore: offset + limit < TOTAL,
    fetchedAt: '2025-11-03T14:02:00Z',
    notes: [],
  }))
  const readRows = vi.fn<Api['readRows']>(async ({ pageId, from, count }) => {
    const start = Number(pageId.split('-')[1]) + from
    return Array.from({ length: count }, (_, row) => [`user${start + row}@example.com`, `Name ${start + row}`, 'a\nb'])
  })
  return { openResultPage, readRows }
}

const grid = () => screen.getByRole('grid', { name: 'Rows on this page' })
const activeCell = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent

beforeEach(() => giveEverythingASize({ width: 900, height: 600 }))

describe('ResultTable', () => {
  it('shows the first rows and says where they stand and how long they are kept', async () => {
    renderWithApi(<ResultTable sync={anExport()} keptUntil={new Date('2999-11-03T20:02:00Z')} />, resultApi())
    expect(await screen.findByText('user0@example.com')).toBeTruthy()
    expect(screen.getByText(/Rows 1 to 5,000 of 12,000/)).toBeTruthy()
    expect(screen.getByText(/· expires/)).toBeTruthy()
    expect(screen.getByText('Page 1 of 3')).toBeTruthy()
  })

  it('fetches the next page ahead, and goes back without asking again', async () => {
    const api = resultApi()
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, api)
    await screen.findByText('user0@example.com')
    await waitFor(() => expect(api.openResultPage).toHaveBeenCalledTimes(2))
    await user.click(screen.getByRole('button', { name: 'Next page' }))
    expect(await screen.findByText('user5000@example.com')).toBeTruthy()
    await waitFor(() => expect(api.openResultPage).toHaveBeenCalledTimes(3))
    await user.click(screen.getByRole('button', { name: 'Previous page' }))
    expect(screen.getByText('user0@example.com')).toBeTruthy()
    expect(api.openResultPage).toHaveBeenCalledTimes(3)
  })

  it('goes to any row, on whatever page it is', async () => {
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, resultApi())
    await screen.findByText('user0@example.com')
    await user.type(screen.getByLabelText('Go to row'), '11,432{Enter}')
    await waitFor(() => expect(activeCell()).toBe('user11431@example.com'))
    expect(screen.getByText(/Rows 10,001 to 12,000/)).toBeTruthy()
    await user.type(screen.getByLabelText('Go to row'), '12001{Enter}')
    expect(screen.getByLabelText('Go to row: 1 to 12,000').getAttribute('aria-invalid')).toBe('true')
  })

  it('keeps the row in view when the page size changes', async () => {
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, resultApi())
    await screen.findByText('user0@example.com')
    await user.type(screen.getByLabelText('Go to row'), '2501{Enter}')
    await waitFor(() => expect(activeCell()).toBe('user2500@example.com'))
    await user.selectOptions(screen.getByLabelText('Rows per page'), '1000')
    await waitFor(() => expect(screen.getByText(/Rows 2,001 to 3,000/)).toBeTruthy())
    await waitFor(() => expect(activeCell()).toBe('user2500@example.com'))
  })

  it('comes back to the same row after a look elsewhere', async () => {
    const sync = anExport()
    const first = renderWithApi(<ResultTable sync={sync} />, resultApi())
    await screen.findByText('user0@example.com')
    await first.user.type(screen.getByLabelText('Go to row'), '7001{Enter}')
    await waitFor(() => expect(activeCell()).toBe('user7000@example.com'))
    first.unmount()
    renderWithApi(<ResultTable sync={sync} />, resultApi())
    await waitFor(() => expect(activeCell()).toBe('user7000@example.com'))
  })

  it('finds text, goes to it, and starts from the top when there is no more below', async () => {
    const findInPage = vi.fn<Api['findInPage']>(async ({ after }) =>
      after && after.row >= 7 ? null : { row: 7, column: 1 },
    )
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, { ...resultApi(), findInPage })
    await screen.findByText('user0@example.com')
    runCommand('find')
    await user.keyboard('Name 7{Enter}')
    await waitFor(() => expect(activeCell()).toBe('Name 7'))
    await user.keyboard('{Enter}')
    expect(await screen.findByText('from the top')).toBeTruthy()
    expect(findInPage).toHaveBeenLastCalledWith({ pageId: 'page-0', text: 'Name 7', columns: [0, 1, 2] })
  })

  it('copies what is selected in the order it is shown, and says how many cells', async () => {
    const copyCells = vi.fn<Api['copyCells']>(async () => ({ cells: 4 }))
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, { ...resultApi(), copyCells })
    await screen.findByText('user0@example.com')
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    await user.click(await screen.findByRole('button', { name: 'Move name up' }))
    await user.keyboard('{Escape}')
    grid().focus()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}{Control>}c{/Control}')
    expect(copyCells).toHaveBeenCalledWith({
      pageId: 'page-0',
      firstRow: 0,
      lastRow: 1,
      columns: [1, 0],
      withHeader: false,
    })
    expect(await screen.findByText('4 cells copied')).toBeTruthy()
  })

  it('copies and finds also on a page that main has dropped, although its rows are on screen', async () => {
    const api = resultApi()
    const pages = api.openResultPage.getMockImplementation() as Api['openResultPage']
    const held = new Set<string>()
    api.openResultPage.mockImplementation(async (request) => {
      const pageId = `page-${request.offset}-${held.size}`
      held.add(pageId)
      return { ...(await pages(request)), pageId }
    })
    const onHeld = (pageId: string) => {
      if (!held.has(pageId)) throw new AppError({ code: 'page-gone', message: 'The page was dropped.' })
    }
    const copyCells = vi.fn<Api['copyCells']>(async ({ pageId }) => {
      onHeld(pageId)
      return { cells: 1 }
    })
    const findInPage = vi.fn<Api['findInPage']>(async ({ pageId }) => {
      onHeld(pageId)
      return { row: 7, column: 1 }
    })
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, { ...api, copyCells, findInPage })
    await screen.findByText('user0@example.com')
    held.delete('page-0-0')
    grid().focus()
    await user.keyboard('{Control>}c{/Control}')
    expect(await screen.findByText('1 cell copied')).toBeTruthy()
    for (const pageId of held) if (pageId.startsWith('page-0-')) held.delete(pageId)
    runCommand('find')
    await user.keyboard('Name 7{Enter}')
    await waitFor(() => expect(activeCell()).toBe('Name 7'))
  })

  it('hides a column and brings it back', async () => {
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, resultApi())
    await screen.findByText('user0@example.com')
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    await user.click(await screen.findByRole('checkbox', { name: 'name' }))
    expect(within(grid()).queryByText('Name 0')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Reset' }))
    expect(within(grid()).getByText('Name 0')).toBeTruthy()
  })

  it('opens a row with its line breaks, and copies one value as it is', async () => {
    const copyText = vi.fn<Api['copyText']>(async () => {})
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, { ...resultApi(), copyText })
    await screen.findByText('user0@example.com')
    grid().focus()
    await user.keyboard('{ArrowDown} ')
    const panel = await screen.findByRole('region', { name: 'Row 2' })
    expect(within(panel).getByText('user1@example.com')).toBeTruthy()
    await user.click(within(panel).getByRole('button', { name: 'Copy notes' }))
    expect(copyText).toHaveBeenCalledWith({ text: 'a\nb' })
  })

  it('fetches a page again that main has dropped, and only once', async () => {
    const gone = new AppError({ code: 'page-gone', message: 'The page was dropped.' })
    const readRows = vi.fn<Api['readRows']>(async () => {
      throw gone
    })
    const api = { ...resultApi(), readRows }
    renderWithApi(<ResultTable sync={anExport()} />, api)
    const asked = () => api.openResultPage.mock.calls.filter(([request]) => request.offset === 0).length
    await waitFor(() => expect(asked()).toBe(2))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(asked()).toBe(2)
  })

  it('passes on what was odd about an answer', async () => {
    const openResultPage: Api['openResultPage'] = async (request) => ({
      ...(await resultApi().openResultPage(request)),
      notes: ['Eloqua counted 0 rows and sent 5,000.'],
    })
    renderWithApi(<ResultTable sync={anExport()} />, { ...resultApi(), openResultPage })
    expect((await screen.findByRole('note')).textContent).toContain('counted 0 rows')
  })

  it.each([
    ['gone', /has expired/],
    ['not-found', /has expired/],
    ['forbidden', /Only the person who ran this export/],
    ['bad-request', /This sync has no data/],
  ] as const)('has words and a way on for %s', async (code, words) => {
    const openResultPage: Api['openResultPage'] = async () => {
      throw new AppError({ code, message: 'As Eloqua said.' })
    }
    const sync = anExport()
    const { user } = renderWithApi(<ResultTable sync={sync} />, { openResultPage })
    expect(await screen.findByText(words)).toBeTruthy()
    const again = screen.queryByRole('button', { name: 'Run export again' })
    if (code === 'bad-request') return expect(again).toBeNull()
    await user.click(again as HTMLElement)
    expect(currentRoute()).toEqual({ screen: 'new-sync', uri: sync.syncedInstanceUri })
  })

  it('saves everything in the flavour chosen, and exactly by the keyboard', async () => {
    const saveResult = vi.fn<Api['saveResult']>(async () => null)
    const { user } = renderWithApi(<ResultTable sync={anExport()} />, { ...resultApi(), saveResult })
    await screen.findByText('user0@example.com')
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }))
    await user.click(await screen.findByRole('menuitem', { name: /CSV for Excel/ }))
    expect(saveResult).toHaveBeenLastCalledWith({ syncId: 66_104, flavour: 'spreadsheet' })
    runCommand('save-csv')
    await waitFor(() => expect(saveResult).toHaveBeenLastCalledWith({ syncId: 66_104, flavour: 'exact' }))
  })
})
