import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import { giveEverythingASize } from '../../testing/layout.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import {
  aRunningSync,
  aSync,
  belgianContacts,
  janesConnection,
  onePage,
  webinarAttendees,
} from '../../testing/samples.ts'
import { runCommand } from '../../window/commands.ts'
import { currentRoute } from '../../window/navigation.ts'
import { SyncsScreen } from './syncs-screen.tsx'

const ended = aSync(66_104, belgianContacts)
const running = aRunningSync(66_103, webinarAttendees)
const others = aSync(66_102, webinarAttendees, { status: 'warning', createdBy: 'api.user' })

function syncsApi() {
  return {
    listSyncs: vi.fn<Api['listSyncs']>(async () => onePage([ended, running, others])),
    getSyncFigures: vi.fn<Api['getSyncFigures']>(async () => ({ rows: 12_480, rejected: 0 })),
    listConnections: async () => ({ connections: [janesConnection], activeId: 'c1' }),
  }
}

const rows = () =>
  within(screen.getByRole('grid', { name: 'Syncs' }))
    .getAllByRole('row')
    .slice(1)

beforeEach(() => giveEverythingASize({ width: 1000, height: 700 }))

describe('SyncsScreen', () => {
  it('shows what was synced, how it went and how many rows, newest first', async () => {
    const api = syncsApi()
    renderWithApi(<SyncsScreen />, api)
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
    expect(rows().map((row) => row.textContent?.slice(0, 5))).toEqual(['66104', '66103', '66102'])
    expect(rows()[0]?.textContent).toContain('Success')
    expect(rows()[1]?.textContent).toContain('Custom object “Webinars”')
    await waitFor(() => expect(rows()[0]?.textContent).toContain('12,480'))
  })

  it('asks for the rows of syncs that have ended, and of no others', async () => {
    const api = syncsApi()
    renderWithApi(<SyncsScreen />, api)
    await waitFor(() => expect(api.getSyncFigures).toHaveBeenCalledTimes(2))
    expect(api.getSyncFigures).not.toHaveBeenCalledWith({ id: running.id })
  })

  it('shows a sync end without being asked', async () => {
    const { emit } = renderWithApi(<SyncsScreen />, syncsApi())
    await screen.findByText('Active')
    emit('sync-changed', aSync(running.id, webinarAttendees, { status: 'error' }))
    expect(await screen.findByText('Error')).toBeTruthy()
    expect(screen.queryByText('Active', { selector: 'span' })).toBeNull()
  })

  it('asks Eloqua for a status, and narrows what is loaded by the rest', async () => {
    const api = syncsApi()
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('Belgian contacts')
    await user.click(screen.getByLabelText('Mine'))
    expect(rows()).toHaveLength(2)
    await user.selectOptions(screen.getByLabelText('Kind'), 'import')
    expect(rows()).toHaveLength(1)
    await user.selectOptions(screen.getByLabelText('Status'), 'warning')
    await waitFor(() => expect(api.listSyncs).toHaveBeenLastCalledWith({ offset: 0, limit: 100, status: 'warning' }))
  })

  it('says when filters hide everything, and clears them', async () => {
    const { user } = renderWithApi(<SyncsScreen />, syncsApi())
    await screen.findByText('Belgian contacts')
    runCommand('find')
    await user.keyboard('nothing like this')
    expect(screen.getByText('No syncs match your filters')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(rows()).toHaveLength(3)
  })

  it('opens a sync with the keyboard alone', async () => {
    const { user } = renderWithApi(<SyncsScreen />, syncsApi())
    await screen.findByText('Belgian contacts')
    rows()[0]?.focus()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(currentRoute()).toEqual({ screen: 'sync', id: running.id })
  })

  it('pages on the server', async () => {
    const api = syncsApi()
    api.listSyncs.mockImplementation(async ({ offset }) => ({
      items: [aSync(66_104 - offset, belgianContacts)],
      offset,
      limit: 100,
      totalResults: 150,
      hasMore: offset === 0,
    }))
    const { user } = renderWithApi(<SyncsScreen />, api)
    await screen.findByText('66104')
    await user.click(screen.getByRole('button', { name: 'Next page' }))
    expect(await screen.findByText('66004')).toBeTruthy()
    expect(api.listSyncs).toHaveBeenLastCalledWith({ offset: 100, limit: 100 })
  })

  it('names the next action where there is nothing yet', async () => {
    const { user } = renderWithApi(<SyncsScreen />, { ...syncsApi(), listSyncs: async () => onePage([]) })
    expect(await screen.findByText('No syncs yet')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: 'New sync' })[0] as HTMLElement)
    expect(currentRoute()).toEqual({ screen: 'new-sync' })
  })

  it('says what failed and tries again', async () => {
    const api = syncsApi()
    api.listSyncs.mockRejectedValueOnce(new AppError({ code: 'unavailable', message: 'HTTP 503', status: 503 }))
    const { user } = renderWithApi(<SyncsScreen />, api)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
  })
})
