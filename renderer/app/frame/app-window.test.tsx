import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Connection, ConnectionsState } from '../../../shared/contract/connection.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { foundSyncs, WHOLE_INDEX } from '../../testing/samples.ts'
import { useCommand } from '../../window/commands.ts'
import { currentRoute, go } from '../../window/navigation.ts'
import { AppWindow } from './app-window.tsx'

// The window fetches a screen when it is first shown. Here they are there before any test begins: on a busy machine
// their transformation alone takes longer than a test should wait.
await Promise.all([
  import('../../features/definitions/definitions-screen.tsx'),
  import('../../features/settings/settings-screen.tsx'),
  import('../../features/syncs/new-sync-screen.tsx'),
  import('../../features/upload/upload-screen.tsx'),
  import('../sync-with-result.tsx'),
])

const ACME: Connection = {
  id: 'c1',
  label: 'ACME',
  company: 'ACME',
  user: 'jane',
  environment: 'production',
  kept: 'keychain',
}
const OTHER: Connection = { ...ACME, id: 'c2', label: 'Other', environment: 'sandbox' }
const CONNECTED: ConnectionsState = { connections: [ACME, OTHER], activeId: 'c1' }
const NO_SYNCS = { items: [], offset: 0, limit: 100, hasMore: false }

function renderWindow(api: Partial<Api> = {}) {
  return renderWithApi(<AppWindow />, {
    listConnections: async () => CONNECTED,
    listTransfers: async () => [],
    listSyncs: async () => NO_SYNCS,
    searchSyncs: async () => foundSyncs([]),
    refreshSyncs: async () => WHOLE_INDEX,
    listDefinitions: async () => [],
    listAllDefinitions: async () => ({ items: [], unread: [], syncsSeen: { count: 0, areAll: true } }),
    getSyncAttention: async () => ({ troubled: [], troubledTotal: 0, expiring: [], index: WHOLE_INDEX }),
    listJobs: async () => [],
    listKeptRuns: async () => [],
    getKeychainStatus: async () => ({ state: 'available', name: 'Keychain' }),
    getAppInfo: () => new Promise(() => {}),
    ...api,
  })
}

function Saver({ onSave }: { readonly onSave: () => void }) {
  useCommand('save-csv', onSave)
  return null
}

const sections = () => screen.findByRole('navigation', { name: 'Sections' })

describe('AppWindow', () => {
  it('starts with connecting while there is no connection', async () => {
    renderWindow({ listConnections: async () => ({ connections: [] }) })
    expect(await screen.findByRole('heading', { name: 'Connect to Eloqua' })).toBeDefined()
  })

  it('marks production on every screen', async () => {
    renderWindow()
    await sections()
    for (const screenName of ['settings', 'syncs', 'results', 'definitions'] as const) {
      act(() => go({ screen: screenName }))
      expect(screen.getByText('PRODUCTION')).toBeDefined()
    }
  })

  it('leaves nothing of one connection on screen or in memory when another comes into use', async () => {
    const { emit, client } = renderWindow()
    await sections()
    client.setQueryData(['sync', 1], 'of ACME')
    act(() => go({ screen: 'settings' }))
    act(() => emit('connections-changed', { connections: [ACME, OTHER], activeId: 'c2' }))
    expect(await screen.findByText('SANDBOX')).toBeDefined()
    expect(currentRoute()).toEqual({ screen: 'home' })
    expect(client.getQueryData(['sync', 1])).toBeUndefined()
  })

  it('reads again what is on screen when the computer wakes up', async () => {
    const refreshSyncs = vi.fn(async () => WHOLE_INDEX)
    const { emit } = renderWindow({ refreshSyncs })
    await sections()
    await waitFor(() => expect(refreshSyncs).toHaveBeenCalled())
    const before = refreshSyncs.mock.calls.length
    act(() => emit('computer-woke', null))
    await waitFor(() => expect(refreshSyncs.mock.calls.length).toBeGreaterThan(before))
  })

  it('goes to connecting when main signs out', async () => {
    const { emit } = renderWindow()
    await sections()
    act(() => emit('connections-changed', { connections: [ACME] }))
    expect(await screen.findByRole('heading', { name: 'Connections' })).toBeDefined()
  })
})

describe('the keyboard', () => {
  it('goes to a section by its number, and back', async () => {
    const { user } = renderWindow()
    await sections()
    await user.keyboard('{Control>}4{/Control}')
    expect(currentRoute()).toEqual({ screen: 'definitions' })
    await user.keyboard('{Control>}[[{/Control}')
    expect(currentRoute()).toEqual({ screen: 'home' })
  })

  it('never lets Ctrl+R reload the window', async () => {
    renderWindow()
    await sections()
    expect(fireEvent.keyDown(document.body, { key: 'r', ctrlKey: true })).toBe(false)
  })

  it('lists itself with ?, but not while a question mark is typed', async () => {
    const { user } = renderWindow()
    await sections()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: 'Search or do anything' }), '?')
    expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).toBeNull()
    await user.keyboard('{Escape}')
    fireEvent.keyDown(document.body, { key: '?' })
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeDefined()
  })
})

describe('the menu', () => {
  it('reaches the screen that takes the command', async () => {
    const saved = vi.fn()
    const { emit } = renderWithApi(
      <>
        <AppWindow />
        <Saver onSave={saved} />
      </>,
      { listConnections: async () => CONNECTED, listTransfers: async () => [], listSyncs: async () => NO_SYNCS },
    )
    await sections()
    act(() => emit('menu-chosen', { command: 'save-csv' }))
    expect(saved).toHaveBeenCalledOnce()
  })

  it('opens settings', async () => {
    const { emit } = renderWindow()
    await sections()
    act(() => emit('menu-chosen', { command: 'settings' }))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeDefined()
  })
})

describe('dropping files', () => {
  const drag = (type: string, files: readonly File[], types = files.map((file) => file.type)) =>
    Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
      dataTransfer: {
        types: ['Files'],
        files,
        items: types.map((kind) => ({ kind: 'file', type: kind })),
        dropEffect: '',
      },
      relatedTarget: null,
    })

  it('names what will happen, then opens the check page and sends nothing', async () => {
    const { taken } = renderWindow({ takeFirstLook: () => new Promise(() => {}) })
    await sections()
    const file = new File(['a,b'], 'contacts.csv', { type: 'text/csv' })
    fireEvent(window, drag('dragenter', [file]))
    expect(screen.getByText('Drop to review')).toBeDefined()
    fireEvent(window, drag('drop', [file]))
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'upload', files: [{ name: 'contacts.csv' }] }))
    expect(taken).toEqual([file])
    expect(screen.queryByText('Drop to review')).toBeNull()
  })

  it('says why while a file that cannot be taken hovers, and takes only the others of a mixed drop', async () => {
    const { taken } = renderWindow({ takeFirstLook: () => new Promise(() => {}) })
    await sections()
    const book = new File(['PK'], 'book.ods', { type: 'application/vnd.oasis.opendocument.spreadsheet' })
    fireEvent(window, drag('dragenter', [book]))
    expect(screen.getByText('This file type isn’t supported')).toBeDefined()
    const csv = new File(['a'], 'a.csv', { type: 'text/csv' })
    fireEvent(window, drag('drop', [book, csv]))
    expect(await screen.findByText('Bulkdesk can’t open book.ods')).toBeDefined()
    await waitFor(() => expect(taken).toEqual([csv]))
  })

  it('checks the file against the import that is on screen', async () => {
    renderWindow({ takeFirstLook: () => new Promise(() => {}), getDefinition: () => new Promise(() => {}) })
    await sections()
    act(() => go({ screen: 'definitions', uri: '/activities/imports/2900' }))
    fireEvent(window, drag('drop', [new File(['a'], 'a.csv')]))
    await waitFor(() => expect(currentRoute()).toMatchObject({ targetUri: '/activities/imports/2900' }))
  })

  it('closes what lies on top, so that the check page is seen', async () => {
    const { user } = renderWindow({ takeFirstLook: () => new Promise(() => {}) })
    await sections()
    await user.keyboard('{Control>}j{/Control}')
    await screen.findByRole('dialog', { name: 'Transfers' })
    fireEvent(window, drag('drop', [new File(['a'], 'a.csv')]))
    expect(await screen.findByRole('heading', { name: 'Check before sending' })).toBeDefined()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})
