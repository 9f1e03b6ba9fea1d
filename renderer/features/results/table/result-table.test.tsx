import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Run } from '../../../../shared/contract/run.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { giveEverythingASize } from '../../../testing/layout.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { runCommand } from '../../../window/commands.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { aRun, fakeRunApi } from '../testing/fake-run.ts'
import { ResultTable } from './result-table.tsx'

let runNumber = 0

/** Another run each time: where the user was in a run is remembered until Bulkdesk quits. */
function freshRun(facts: Partial<Run> = {}): Run {
  runNumber += 1
  return aRun({ runId: `r${runNumber}`, ...facts })
}

function syncOf(run: Run): Sync {
  return {
    id: run.syncId,
    uri: `/syncs/${run.syncId}`,
    syncedInstanceUri: `/contacts/exports/${runNumber}`,
    status: 'success',
    createdAt: '2025-11-03T14:00:00Z',
    createdBy: 'jane',
  }
}

async function open(run: Run = freshRun(), api: Partial<Api> & ReturnType<typeof fakeRunApi> = fakeRunApi(run)) {
  const view = renderWithApi(<ResultTable sync={syncOf(run)} />, api)
  await screen.findByText('user0@example.com')
  return { ...view, api, run }
}

const grid = () => screen.getByRole('grid', { name: 'Rows' })
const activeCell = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')?.textContent
const names = () =>
  within(grid())
    .getAllByRole('columnheader')
    .map((cell) => cell.textContent)

beforeEach(() => giveEverythingASize({ width: 900, height: 600 }))

describe('ResultTable', () => {
  it('shows all rows as one, says how many there are and how long they can be had', async () => {
    await open()
    expect(screen.getByText(/^12,000 rows · loaded/)).toBeTruthy()
    expect(screen.getByText(/· expires/)).toBeTruthy()
    expect(grid().getAttribute('aria-rowcount')).toBe('12001')
    grid().focus()
    fireEvent.keyDown(grid(), { key: 'End', ctrlKey: true })
    expect(await screen.findByText('user11999@example.com')).toBeTruthy()
  })

  it('grows with the rows that arrive, and does not lose the place', async () => {
    const run = freshRun({ rows: 150, state: { kind: 'arriving' } })
    const { api, emit } = await open(run, fakeRunApi({ ...run, rows: 12_000 }))
    api.openRun.mockResolvedValue(run)
    emit('run-changed', run)
    expect(await screen.findByText(/^150 of 12,000 rows loaded/)).toBeTruthy()
    grid().focus()
    fireEvent.keyDown(grid(), { key: 'End', ctrlKey: true })
    await waitFor(() => expect(activeCell()).toBe('149'))
    emit('run-changed', { ...run, rows: 12_000, state: { kind: 'complete' } })
    expect(await screen.findByText(/^12,000 rows ·/)).toBeTruthy()
    expect(activeCell()).toBe('149')
    await waitFor(() => expect(screen.getByText('user155@example.com')).toBeTruthy())
  })

  it('goes to any row, and says which there are when a number is none', async () => {
    const { user } = await open()
    await user.type(screen.getByLabelText('Go to row'), '11,432{Enter}')
    await waitFor(() => expect(activeCell()).toBe('user11431@example.com'))
    await user.type(screen.getByLabelText('Go to row'), '12001{Enter}')
    expect(screen.getByLabelText('Go to row: 1 to 12,000').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('No such row. Enter 1 to 12,000.')).toBeTruthy()
  })

  it('sorts by a click, adds a column with Shift, and says so above the rows', async () => {
    const { user, api } = await open()
    fireEvent.click(within(grid()).getByTitle('name'))
    fireEvent.click(within(grid()).getByTitle('country'), { shiftKey: true })
    await waitFor(() =>
      expect(api.openRunView.mock.lastCall?.[0].sort).toEqual([
        { column: 1, descending: false, as: 'text' },
        { column: 2, descending: false, as: 'text' },
      ]),
    )
    expect(screen.getByText('name: A to Z')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Stop sorting by name' }))
    await user.click(screen.getByRole('button', { name: 'Clear all' }))
    expect(screen.queryByText('country: A to Z')).toBeNull()
  })

  it('filters a column by its most frequent values, by keyboard alone, and counts the rows', async () => {
    const { user } = await open()
    grid().focus()
    await user.keyboard('{ArrowRight}{ArrowRight}{Alt>}{ArrowDown}{/Alt}')
    await user.click(await screen.findByRole('menuitem', { name: 'Filter…' }))
    await user.click(await screen.findByRole('checkbox', { name: /Belgium/ }))
    await user.click(screen.getByRole('button', { name: 'Apply filter' }))
    expect(await screen.findByText(/^3,000 of 12,000 rows/)).toBeTruthy()
    expect(screen.getByText('country is “Belgium”')).toBeTruthy()
    // Row numbers are those of Eloqua's order.
    expect(await screen.findByRole('rowheader', { name: '5' })).toBeTruthy()
    expect(screen.queryByRole('rowheader', { name: '2' })).toBeNull()
  })

  it('says when no row passes, and leads back', async () => {
    const { user } = await open()
    fireEvent.contextMenu(screen.getByText('Name 3'))
    await user.click(await screen.findByRole('menuitem', { name: 'Only rows with “Name 3”' }))
    expect(await screen.findByText(/^1 of 12,000 rows/)).toBeTruthy()
    await waitFor(() => expect(screen.getByText('Name 3')).toBeTruthy())
    fireEvent.contextMenu(screen.getByText('Spain'))
    await user.click(await screen.findByRole('menuitem', { name: 'Only rows without “Spain”' }))
    expect(await screen.findByText('No rows match these filters')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Clear all' }))
    expect(await screen.findByText('user0@example.com')).toBeTruthy()
  })

  it('finds text as it is typed, says which match of how many, and goes on by F3', async () => {
    const { user, api } = await open()
    runCommand('find')
    await user.keyboard('Name 7')
    await waitFor(() => expect(activeCell()).toBe('Name 7'))
    expect(await screen.findByText('1 of 1')).toBeTruthy()
    await user.keyboard('{F3}')
    await waitFor(() => expect(api.findRunMatch).toHaveBeenCalledTimes(3))
    expect(api.findRunMatch.mock.calls.map(([request]) => request.from)).toEqual([
      undefined,
      { row: 7, column: 1 },
      undefined,
    ])
    await user.click(screen.getByRole('button', { name: 'Show only rows that match' }))
    await waitFor(() => expect(api.openRunView.mock.lastCall?.[0].search).toBe('Name 7'))
  })

  it('copies what is selected in the order it is shown, and says how many cells', async () => {
    const { user, api, run } = await open()
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    await user.click(await screen.findByRole('button', { name: 'Move name up' }))
    await user.keyboard('{Escape}')
    grid().focus()
    await user.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}{Control>}c{/Control}')
    await waitFor(() =>
      expect(api.copyRunCells).toHaveBeenCalledWith({
        runId: run.runId,
        viewId: undefined,
        boxes: [{ firstRow: 0, lastRow: 1, columns: [1, 0] }],
        format: 'spreadsheet',
        withHeader: false,
      }),
    )
    expect(await screen.findByText('4 cells copied')).toBeTruthy()
  })

  it('copies whole columns as a list of values, and says when the clipboard could not hold them', async () => {
    const { user, api } = await open()
    api.copyRunCells.mockResolvedValue({ cells: 9_000, rows: 9_000, isPartial: true })
    grid().focus()
    await user.keyboard('{Control>} {/Control}')
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as a list of values' }))
    expect(api.copyRunCells.mock.lastCall?.[0]).toMatchObject({
      format: 'list',
      boxes: [{ firstRow: 0, lastRow: 11_999, columns: [0] }],
    })
    expect(await screen.findByText(/holds the first 9,000 rows/)).toBeTruthy()
  })

  it('pins, hides and shows columns again', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Menu of country' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Pin to the left' }))
    expect(names()[1]).toMatch(/^country/)
    await user.click(screen.getByRole('button', { name: 'Menu of name' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Hide column' }))
    expect(within(grid()).queryByText('Name 0')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Columns (1 hidden)' }))
    await user.click(await screen.findByRole('button', { name: 'Reset' }))
    expect(within(grid()).getByText('Name 0')).toBeTruthy()
  })

  it('shows a row beside the table, and follows the active one', async () => {
    const { user } = await open()
    grid().focus()
    await user.keyboard(' ')
    const panel = await screen.findByRole('region', { name: 'Row 1' })
    expect(within(panel).getByText('user0@example.com')).toBeTruthy()
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByRole('region', { name: 'Row 2' })).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: /^Row/ })).toBeNull()
    expect(document.activeElement).toBe(grid())
  })

  it('shows what a column holds; a click on a value is a filter', async () => {
    const { user } = await open()
    await user.click(await screen.findByRole('button', { name: 'Show summary of country: 75% · 3 values' }))
    const panel = await screen.findByRole('region', { name: 'Summary of country' })
    expect(within(panel).getByText('9,000 (75%)')).toBeTruthy()
    await user.click(within(panel).getByRole('button', { name: 'Show only rows with France' }))
    expect(await screen.findByText(/^3,000 of 12,000 rows/)).toBeTruthy()
  })

  it('saves the filtered rows, the selected ones or all, and says what Excel cannot hold before it does', async () => {
    const run = freshRun()
    const forecast: Api['forecastRunSave'] = async () => ({
      rows: 12_000,
      sheets: 1,
      longCells: 2,
      waitsForRows: false,
    })
    const { user, api } = await open(run, { ...fakeRunApi(run), forecastRunSave: forecast })
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Raw CSV/ }))
    await waitFor(() => expect(api.saveRun).toHaveBeenCalledWith({ runId: run.runId, format: 'raw' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await user.click(await screen.findByRole('menuitem', { name: /^Excel/ }))
    expect(await screen.findByText(/2 cells are longer than the 32,767 characters/)).toBeTruthy()
    expect(api.saveRun).toHaveBeenCalledTimes(1)
    await user.click(screen.getByRole('button', { name: 'Save as Excel' }))
    await waitFor(() =>
      expect(api.saveRun).toHaveBeenLastCalledWith({ runId: run.runId, format: 'xlsx', cutLongCells: true }),
    )
  })

  it('leads from a column of emails to a sync action, with the file chosen', async () => {
    const run = freshRun()
    const file = { fileId: 'f1', name: 'email.csv', size: 12, modifiedAt: '2025-11-03T14:00:00Z' }
    const { user } = await open(run, { ...fakeRunApi(run), ...{ listRunValues: async () => file } })
    fireEvent.contextMenu(screen.getByText('user1@example.com'))
    await user.click(await screen.findByRole('menuitem', { name: 'Use in a sync action…' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', files: [file] }))
  })

  it('keeps the rows under a name', async () => {
    const run = freshRun()
    const keepRun: Api['keepRun'] = async ({ name = '' }) => ({
      ...run,
      kept: { name, at: '2025-11-03T15:00:00Z', until: '2026-02-03T15:00:00Z' },
    })
    const { user } = await open(run, { ...fakeRunApi(run), ...{ keepRun } })
    await user.click(screen.getByRole('button', { name: 'Keep…' }))
    const name = await screen.findByRole('textbox', { name: 'Name' })
    expect(name).toHaveProperty('value', 'Belgian contacts 2025-11-03')
    await user.click(screen.getByRole('button', { name: 'Keep rows' }))
    expect(await screen.findByRole('button', { name: 'Kept' })).toBeTruthy()
    expect(screen.getByText(/kept on this computer/, { selector: 'span' })).toBeTruthy()
  })

  it('says why rows are missing, and goes on with them', async () => {
    const run = freshRun({ rows: 400, state: { kind: 'incomplete', why: { kind: 'interrupted' } } })
    const continueRun: Api['continueRun'] = async () => ({ ...run, state: { kind: 'arriving' } })
    const { user } = await open(run, { ...fakeRunApi(run), ...{ continueRun } })
    expect(screen.getByRole('note').textContent).toMatch(/Some rows are missing. 400 of 12,000 rows loaded/)
    await user.click(screen.getByRole('button', { name: 'Continue loading' }))
    await waitFor(() => expect(screen.queryByRole('note')).toBeNull())
  })

  it('comes back to the same row and the same filter after a look elsewhere', async () => {
    const run = freshRun()
    const first = await open(run)
    fireEvent.contextMenu(screen.getByText('Belgium', { selector: '[data-row="4"]' }))
    await first.user.click(await screen.findByRole('menuitem', { name: 'Only rows with “Belgium”' }))
    await screen.findByText(/^3,000 of 12,000 rows/)
    first.unmount()
    renderWithApi(<ResultTable sync={syncOf(run)} />, fakeRunApi(run))
    expect(await screen.findByText('country is “Belgium”')).toBeTruthy()
    expect(await screen.findByText(/^3,000 of 12,000 rows/)).toBeTruthy()
  })

  it.each([
    ['gone', 'This result has expired'],
    ['forbidden', 'Only the person who ran this export can open it'],
    ['bad-request', 'This sync has no data'],
  ] as const)('says what %s means for the data', async (code, title) => {
    const run = freshRun()
    const openRun: Api['openRun'] = async () => {
      throw new AppError({ code, message: 'Eloqua says no.' })
    }
    renderWithApi(<ResultTable sync={syncOf(run)} />, { openRun })
    expect(await screen.findByText(title)).toBeTruthy()
  })
})
