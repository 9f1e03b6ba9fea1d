import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import { useActiveConnection } from '../../entities/connection/connections.ts'
import { giveEverythingASize } from '../../testing/layout.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import {
  aRunningSync,
  aSync,
  belgianContacts,
  foundSyncs,
  janesConnection,
  WHOLE_INDEX,
  webinarAttendees,
} from '../../testing/samples.ts'
import { runCommand } from '../../window/commands.ts'
import { currentRoute, go, type SyncGroup } from '../../window/navigation.ts'
import { SyncsScreen } from './syncs-screen.tsx'

const ended = aSync(66_104, belgianContacts)
const running = aRunningSync(66_103, webinarAttendees)
const others = {
  ...aSync(66_102, webinarAttendees, { status: 'warning', createdBy: 'api.user' }),
  figures: { rejected: 212 },
}
const ALL = [ended, running, others]

function syncsApi() {
  return {
    searchSyncs: vi.fn<Api['searchSyncs']>(async ({ group }) =>
      foundSyncs(group === 'warnings' ? [others] : ALL, { counts: foundSyncs(ALL).counts }),
    ),
    refreshSyncs: vi.fn<Api['refreshSyncs']>(async () => WHOLE_INDEX),
    readOlderSyncs: vi.fn<Api['readOlderSyncs']>(async () => WHOLE_INDEX),
    getSyncFigures: vi.fn<Api['getSyncFigures']>(async () => ({ rows: 12_480, rejected: 0 })),
    listConnections: async () => ({ connections: [janesConnection], activeId: 'c1' }),
    copyText: vi.fn<Api['copyText']>(async () => undefined),
  }
}

const rows = () =>
  within(screen.getByRole('grid', { name: 'Syncs' }))
    .getAllByRole('row')
    .slice(1)
const asked = (api: ReturnType<typeof syncsApi>) => api.searchSyncs.mock.calls.at(-1)?.[0]

/** As in the window, which shows no screen before its connection is known. */
function Connected({ group }: { readonly group?: SyncGroup }) {
  return useActiveConnection() ? <SyncsScreen {...(group ? { group } : {})} /> : null
}

/** What a cell shows, and what that means where it is a sign. */
const meaningOf = (cell: Element) =>
  [cell.textContent, cell.querySelector('[role="img"]')?.getAttribute('aria-label')].filter(Boolean).join(' ')

beforeEach(() => giveEverythingASize({ width: 1000, height: 700 }))

describe('SyncsScreen', () => {
  it('shows what was synced, how it went and how many rows, under the heading of its day', async () => {
    renderWithApi(<SyncsScreen />, syncsApi())
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
    expect(rows().map((row) => row.textContent?.slice(0, 5))).toEqual(['Satur', '66104', '66103', '66102'])
    expect(rows()[0]?.textContent).toBe('Saturday, 29 Nov 2025 · 3 syncs')
    expect(rows()[1]?.textContent).toContain('Success')
    expect(rows()[3]?.textContent).toContain('Custom object “Webinars”')
    expect(rows()[3]?.textContent).toContain('212')
    await waitFor(() => expect(rows()[1]?.textContent).toContain('12,480'))
  })

  it('asks for the figures of syncs that have ended and are not known, and of no others', async () => {
    const api = syncsApi()
    renderWithApi(<SyncsScreen />, api)
    await waitFor(() => expect(api.getSyncFigures).toHaveBeenCalled())
    expect(api.getSyncFigures.mock.calls.map(([{ id }]) => id)).toEqual([ended.id])
  })

  it('shows a sync end without being asked, and asks again for what was found', async () => {
    const api = syncsApi()
    const { emit } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Active')
    const before = api.searchSyncs.mock.calls.length
    emit('sync-changed', aSync(running.id, webinarAttendees, { status: 'error' }))
    expect(await screen.findByText('Failed', { selector: 'td *' })).toBeTruthy()
    await waitFor(() => expect(api.searchSyncs.mock.calls.length).toBeGreaterThan(before), { timeout: 3_000 })
  })

  it('searches all syncs by words, kind, user and rejected rows', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    runCommand('find')
    await user.keyboard('acme 66104')
    await user.click(screen.getByLabelText('Mine'))
    await user.selectOptions(screen.getByLabelText('Kind'), 'import')
    await user.selectOptions(screen.getByLabelText('Rejected rows'), '100')
    await waitFor(() =>
      expect(asked(api)).toMatchObject({
        text: 'acme 66104',
        user: 'jane',
        kind: 'import',
        minRejected: 100,
        offset: 0,
      }),
    )
  })

  it('shows failures and warnings by one click, with how many there are', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await user.click(await screen.findByRole('button', { name: 'Warnings 1' }))
    await waitFor(() => expect(screen.queryByText('Belgian contacts')).toBeNull())
    expect(screen.getByRole('button', { name: 'Warnings 1', pressed: true })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Failed 0' })).toBeTruthy()
  })

  it('shows one day by the strip, by keyboard alone, and all days again', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    const today = await screen.findByRole('button', { name: 'Today: 1 succeeded, 1 with warnings, 1 running' })
    today.focus()
    await user.keyboard('{ArrowLeft}{Enter}')
    await waitFor(() => expect(asked(api)).toMatchObject({ from: '2025-11-28', to: '2025-11-28' }))
    expect(screen.getByRole('button', { name: '28 Nov 2025: no syncs', pressed: true })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all days' }))
    await waitFor(() => expect(asked(api)?.from).toBeUndefined())
  })

  it('sorts by a column', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    await user.click(screen.getByRole('button', { name: 'Definition' }))
    await waitFor(() => expect(asked(api)?.sort).toEqual({ key: 'name', descending: false }))
  })

  it.each([
    ['Started', 'started'],
    ['Status', 'status'],
    ['Rows', 'rows'],
    ['Rejected', 'rejected'],
  ] as const)('brings the newest, longest, worst or most to the top by the first click on %s', async (title, key) => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    await user.click(screen.getByRole('button', { name: 'Definition' }))
    await user.click(screen.getByRole('button', { name: title }))
    await waitFor(() => expect(asked(api)?.sort).toEqual({ key, descending: true }))
    await user.click(screen.getByRole('button', { name: title }))
    await waitFor(() => expect(asked(api)?.sort).toEqual({ key, descending: false }))
  })

  it('has one sign for none, for what is not known yet, and for what does not apply', async () => {
    const api = syncsApi()
    const silent = { ...aSync(66_101, webinarAttendees), figures: {} }
    const clean = { ...aSync(66_100, webinarAttendees), figures: { rows: 4, rejected: 0 } }
    api.searchSyncs.mockImplementation(async () => foundSyncs([ended, running, silent, clean]))
    api.getSyncFigures.mockImplementation(() => new Promise(() => {}))
    renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    const figures = rows()
      .slice(1)
      .map((row) => [...row.querySelectorAll('td[data-align="end"]')].slice(0, 2).map(meaningOf))
    expect(figures).toEqual([
      ['… Not read yet', '– Exports have no rejected rows'],
      ['… Known when the sync ends', '… Known when the sync ends'],
      ['– Not reported by Eloqua', '– Not reported by Eloqua'],
      ['4', '0'],
    ])
  })

  it('says of how many syncs the rows are not known, where the list is sorted by them', async () => {
    const api = syncsApi()
    api.searchSyncs.mockImplementation(async () => foundSyncs(ALL, { unknownRows: 2 }))
    renderWithApi(<SyncsScreen />, api)
    expect(await screen.findByText(/^Bulkdesk hasn’t read the rows of 2 syncs, which come last\./)).toBeTruthy()
  })

  it('says how it understood a typed day', async () => {
    const api = syncsApi()
    const typedDays = { from: '2026-11-20', to: '2026-11-20', typed: 'nov 20' }
    api.searchSyncs.mockImplementation(async () => foundSyncs(ALL, { typedDays }))
    renderWithApi(<SyncsScreen />, api)
    expect(await screen.findByText('Started on November 20, 2026, or with “nov 20” in the name')).toBeTruthy()
  })

  it('keeps search, filters, order and place for whoever comes back, and gives them to no other connection', async () => {
    const api = syncsApi()
    let activeId = 'c1'
    const listConnections = async () => ({
      connections: [janesConnection, { ...janesConnection, id: 'c2' }],
      activeId,
    })
    const first = renderWithApi(<SyncsScreen />, { ...api, listConnections })
    await screen.findByText('Belgian contacts')
    await waitFor(() => expect(screen.getByLabelText('Mine')).toHaveProperty('disabled', false))
    await first.user.type(screen.getByRole('textbox', { name: 'Search syncs' }), 'acme')
    await first.user.click(screen.getByRole('button', { name: 'Failed 0' }))
    await first.user.click(screen.getByRole('button', { name: 'Rows' }))
    const list = screen.getByRole('grid').parentElement as HTMLElement
    list.scrollTop = 28
    fireEvent.scroll(list)
    first.unmount()
    const again = renderWithApi(<SyncsScreen />, { ...api, listConnections })
    await waitFor(() =>
      expect(asked(api)).toMatchObject({ text: 'acme', group: 'failed', sort: { key: 'rows', descending: true } }),
    )
    expect(screen.getByRole('textbox', { name: 'Search syncs' })).toHaveProperty('value', 'acme')
    await screen.findByText('Belgian contacts')
    expect(screen.getByRole('grid').parentElement?.scrollTop).toBe(28)
    again.unmount()
    activeId = 'c2'
    renderWithApi(<SyncsScreen />, { ...api, listConnections })
    await waitFor(() => expect(asked(api)).toMatchObject({ text: '', group: 'all', sort: { key: 'started' } }))
  })

  it('takes the group that the user came for once, and what was chosen after it comes back', async () => {
    const api = syncsApi()
    go({ screen: 'syncs', group: 'failed' })
    const { user, unmount } = renderWithApi(<Connected group="failed" />, api)
    await waitFor(() => expect(asked(api)?.group).toBe('failed'))
    expect(currentRoute()).toEqual({ screen: 'syncs' })
    await user.type(screen.getByRole('textbox', { name: 'Search syncs' }), 'acme')
    unmount()
    renderWithApi(<Connected />, api)
    await waitFor(() => expect(asked(api)).toMatchObject({ group: 'failed', text: 'acme' }))
  })

  it('says how far back it has read, and stops reading when told to', async () => {
    const api = syncsApi()
    const index = { ...WHOLE_INDEX, isWhole: false, reading: 'reading', reachesBackTo: '2026-03-04T12:00:00Z' } as const
    api.searchSyncs.mockImplementation(async () => foundSyncs(ALL, { index }))
    const { user } = renderWithApi(<SyncsScreen />, api)
    expect(await screen.findByText('Bulkdesk has read back to 4 Mar 2026 and is reading older syncs.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Stop reading' }))
    expect(api.readOlderSyncs).toHaveBeenCalledWith({ isOn: false })
  })

  it('says when filters hide everything, and clears them', async () => {
    const api = syncsApi()
    api.searchSyncs.mockImplementation(async ({ text }) =>
      text === '' ? foundSyncs(ALL) : foundSyncs([], { index: WHOLE_INDEX }),
    )
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    runCommand('find')
    await user.keyboard('nothing like this')
    expect(await screen.findByText('No syncs match your filters')).toBeTruthy()
    expect(screen.getByText('0 of 3 syncs from the past year')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Remove “nothing like this”/ }))
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
  })

  it('names each filter that may be in the way, with what there would be without it, and removes that one', async () => {
    const api = syncsApi()
    api.searchSyncs.mockImplementation(async ({ kind, group }) =>
      kind === 'import' && group === 'failed' ? foundSyncs([], { index: WHOLE_INDEX }) : foundSyncs(ALL),
    )
    const { user } = renderWithApi(<Connected group="failed" />, api)
    await screen.findByText('Belgian contacts')
    await user.click(screen.getByLabelText('Mine'))
    await user.selectOptions(screen.getByLabelText('Kind'), 'import')
    const remove = async (name: string) => screen.findByRole('button', { name })
    await remove('Remove “Mine” 0 syncs')
    await remove('Remove “Imports” 3 syncs')
    await user.click(await remove('Remove “Failed” 3 syncs'))
    await waitFor(() => expect(asked(api)).toMatchObject({ kind: 'import', user: 'jane', group: 'all' }))
  })

  it('opens a sync with the keyboard alone', async () => {
    const { user } = renderWithApi(<SyncsScreen />, syncsApi())
    await screen.findByText('Belgian contacts')
    rows()[0]?.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(currentRoute()).toEqual({ screen: 'sync', id: running.id })
  })

  it('offers by right click what can be done with a sync', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await user.pointer({ keys: '[MouseRight]', target: await screen.findByText('Belgian contacts') })
    await user.click(await screen.findByRole('menuitem', { name: 'Copy sync number' }))
    expect(api.copyText).toHaveBeenCalledWith({ text: '66104' })
    rows()[3]?.focus()
    await user.keyboard('{Shift>}{F10}{/Shift}')
    await user.click(await screen.findByRole('menuitem', { name: 'Open rejected rows' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: others.id, tab: 'rejected' })
  })

  it('asks for what is in sight only, however many syncs there are', async () => {
    const api = syncsApi()
    api.searchSyncs.mockImplementation(async ({ offset }) =>
      foundSyncs([aSync(100_000 - offset, belgianContacts)], { offset, total: 100_000, days: [] }),
    )
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('100000')
    expect(rows().length).toBeLessThan(60)
    rows()[0]?.focus()
    await user.keyboard('{End}')
    await waitFor(() => expect(asked(api)?.offset).toBe(99_800))
    expect(api.searchSyncs.mock.calls.length).toBeLessThan(8)
  })

  it('names the next action where there is nothing yet', async () => {
    const { user } = renderWithApi(<SyncsScreen />, { ...syncsApi(), searchSyncs: async () => foundSyncs([]) })
    expect(await screen.findByText('No syncs yet')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: 'New sync' })[0] as HTMLElement)
    expect(currentRoute()).toEqual({ screen: 'new-sync' })
  })

  it('shows what it knows where Eloqua does not answer, says what failed, and tries again', async () => {
    const api = syncsApi()
    api.refreshSyncs.mockRejectedValueOnce(new AppError({ code: 'unavailable', message: 'HTTP 503', status: 503 }))
    const { user } = renderWithApi(<SyncsScreen />, api)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull())
  })
})
