import { screen, waitFor, within } from '@testing-library/react'
import { useEffect, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../../../shared/contract/connection.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Sync } from '../../../../shared/eloqua/sync.ts'
import type { FoundSyncs, SyncIndexState } from '../../../../shared/eloqua/sync-index.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { aSync, belgianContacts, janesConnection, onePage, webinarAttendees } from '../../../testing/samples.ts'
import { anUpload } from '../../../testing/upload-samples.ts'
import { useCommand } from '../../../window/commands.ts'
import { currentRoute, go } from '../../../window/navigation.ts'
import { Palette } from './palette.tsx'

const acme: Connection = {
  ...janesConnection,
  id: 'c2',
  label: 'Acme Ltd',
  company: 'ACMELTD',
  environment: 'production',
}
const failed = aSync(66_104, belgianContacts, { status: 'error' })

const SYNCS = [failed, aSync(66_103, webinarAttendees)]

/** As main looks for them, by what these tests type. */
function fits({ id, definition, status }: Sync, text: string): boolean {
  const known = [id, definition?.name, status === 'error' ? 'failed' : ''].join(' ').toLowerCase()
  return known.includes(text.toLowerCase().replace('#', ''))
}

const INDEX: SyncIndexState = { connectionId: 'c1', count: 2, isWhole: true, reading: 'resting' }

function foundSyncs(items: readonly Sync[]): FoundSyncs {
  const counts = { all: items.length, failed: 0, warnings: 0, running: 0 }
  const unknown = { unknownRejected: 0, unknownRows: 0 }
  return { items, offset: 0, total: items.length, counts, days: [], strip: [], ...unknown, index: INDEX }
}

function renderPalette(api: Partial<Api> = {}, beside: React.ReactNode = null) {
  const onClose = vi.fn()
  const frame = { onOverlay: vi.fn(), onConnect: vi.fn(), onSideBar: vi.fn() }
  const view = renderWithApi(
    <>
      {beside}
      <Palette opened onClose={onClose} {...frame} />
    </>,
    {
      listConnections: async () => ({ connections: [{ ...janesConnection, label: 'Trials' }, acme], activeId: 'c1' }),
      refreshSyncs: async () => INDEX,
      searchSyncs: async ({ text }) => foundSyncs(SYNCS.filter((sync) => fits(sync, text))),
      listUploads: async () => onePage([anUpload({ file: { ...anUpload().file, name: 'long.csv' } })]),
      listRecentFiles: async () => [
        { recentId: 'f1', name: 'long.csv', openedAt: '2026-11-28T10:00:00Z', isMissing: false },
        { recentId: 'f2', name: 'longer.csv', openedAt: '2026-11-27T10:00:00Z', isMissing: true },
      ],
      listJobs: async () => [],
      listKeptRuns: async () => [],
      listDefinitions: async ({ search }) =>
        [belgianContacts, webinarAttendees].filter(({ name }) => name.toLowerCase().includes(search)),
      listAllDefinitions: async () => ({
        items: [{ ...belgianContacts, fieldCount: 2, health: [] }],
        unread: [],
        syncsSeen: { count: 0, areAll: true },
      }),
      ...api,
    },
  )
  const type = async (text: string) => {
    const field = screen.getByRole('combobox', { name: 'Search or do anything' })
    await view.user.clear(field)
    await view.user.type(field, text)
  }
  return { ...view, onClose, frame, type }
}

const current = () => screen.getByRole('option', { selected: true }).textContent ?? ''
const status = () => within(screen.getByRole('dialog')).getByRole('status')
const inGroup = (name: string) => within(screen.getByRole('group', { name })).getAllByRole('option')

describe('Palette', () => {
  it('says what can be found before anything is typed, and offers what can be done', async () => {
    renderPalette()
    expect(screen.getByText(/^Also finds syncs, definitions, uploads, files/)).toBeDefined()
    expect(inGroup('Actions').length).toBeGreaterThan(8)
    expect(screen.queryByRole('group', { name: 'Syncs' })).toBeNull()
  })

  it('leads to the failed syncs, with a failed one below', async () => {
    const { user, type, onClose } = renderPalette()
    await type('failed')
    await waitFor(() => expect(inGroup('Syncs')).toHaveLength(1))
    expect(inGroup('Syncs')[0]?.textContent).toMatch(/^Belgian contacts#66104 · Failed/)
    expect(current()).toBe('Show failed syncs')
    await user.keyboard('{Enter}')
    expect(onClose).toHaveBeenCalledOnce()
    expect(currentRoute()).toEqual({ screen: 'syncs', group: 'failed' })
  })

  it('goes to a sync by its number, known or not, and finds a definition by its number', async () => {
    const { user, type } = renderPalette()
    await type('#66104')
    await waitFor(() => expect(current()).toMatch(/^Belgian contacts#66104/))
    await type('99')
    await waitFor(() => expect(current()).toBe('Open sync 99'))
    await type('7')
    await waitFor(() => expect(inGroup('Definitions')[0]?.textContent).toMatch(/^Belgian contacts/))
    await user.keyboard('{Enter}')
    expect(currentRoute()).toEqual({ screen: 'sync', id: 7 })
  })

  it('finds definitions in Eloqua, and opens the chosen one by keyboard', async () => {
    const { user, type } = renderPalette({ searchSyncs: async () => foundSyncs([]) })
    await type('attend')
    expect(await screen.findByRole('option', { name: /^Webinar attendees.*Import/ })).toBeDefined()
    await user.keyboard('{Enter}')
    expect(currentRoute()).toEqual({ screen: 'definitions', uri: webinarAttendees.uri })
  })

  it('finds a file that was sent, as its receipt and as the file to be checked again', async () => {
    const openRecentFile = vi.fn<Api['openRecentFile']>(async () => ({
      ...{ fileId: 'x', name: 'long.csv', size: 1, modifiedAt: '2026-11-28T10:00:00Z' },
    }))
    const { user, type } = renderPalette({ openRecentFile })
    await type('long.csv')
    await waitFor(() => expect(inGroup('Uploads')).toHaveLength(1))
    await user.click(inGroup('Recent files')[0] as HTMLElement)
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'upload', files: [{ name: 'long.csv' }] }))
    expect(openRecentFile).toHaveBeenCalledExactlyOnceWith({ recentId: 'f1' })
  })

  it('switches to a connection by its name, and says which is in use', async () => {
    const switchConnection = vi.fn<Api['switchConnection']>(async () => acme)
    const { user, type, onClose } = renderPalette({ switchConnection })
    await type('Trials')
    await waitFor(() => expect(current()).toBe('TrialsIn use now'))
    await user.keyboard('{Enter}')
    expect(screen.getByText('Trials: In use now')).toBeDefined()
    expect(onClose).not.toHaveBeenCalled()
    await type('Acme')
    await waitFor(() => expect(current()).toMatch(/^Acme Ltd.*PRODUCTION/))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(switchConnection).toHaveBeenCalledExactlyOnceWith({ id: 'c2' }))
  })

  it('signs out by those words', async () => {
    const signOut = vi.fn<Api['signOut']>(async () => undefined)
    const { user, type } = renderPalette({ signOut })
    for (const words of ['log out', 'sign out']) {
      await type(words)
      expect(current()).toBe('Sign out')
    }
    await user.keyboard('{Enter}')
    await waitFor(() => expect(signOut).toHaveBeenCalledOnce())
  })

  it('runs a command only where a screen takes it, and otherwise says what is missing', async () => {
    const { user, type, onClose } = renderPalette()
    await type('save csv')
    expect(current()).toMatch(/^Save as CSV…Open a result first/)
    await user.keyboard('{Enter}')
    expect(onClose).not.toHaveBeenCalled()
  })

  it('never asks to open a result where one is open, and names no way to find where nothing can be found', async () => {
    go({ screen: 'sync', id: 5 })
    const { type } = renderPalette()
    expect(screen.queryByRole('option', { name: /^Find on this screen/ })).toBeNull()
    await type('save csv')
    expect(current()).toMatch(/^Save as CSV…No rows to save here/)
    await type('find on')
    expect(current()).toMatch(/^Find on this screenNothing to search here/)
  })

  it('offers to save the rows that come while it is open', async () => {
    const rows = Promise.withResolvers<void>()
    function Rows() {
      const [isThere, come] = useState(false)
      useEffect(() => void rows.promise.then(() => come(true)), [])
      useCommand('save-csv', isThere ? () => {} : undefined)
      return null
    }
    const { type } = renderPalette({}, <Rows />)
    await type('save csv')
    expect(current()).toMatch(/Open a result first/)
    rows.resolve()
    await waitFor(() => expect(current()).not.toMatch(/Open a result first/))
  })

  it('shows how each sync stands, and those of a typed day, whose words its entry does not hold', async () => {
    const { type } = renderPalette({ searchSyncs: async () => foundSyncs(SYNCS) })
    await type('11/20/2026')
    await waitFor(() => expect(inGroup('Syncs')).toHaveLength(2))
    const tones = inGroup('Syncs').map((option) => option.querySelector('svg')?.getAttribute('data-tone'))
    expect(tones.toSorted()).toEqual(['green', 'red'])
  })

  it('runs a command where a screen takes it', async () => {
    const onSave = vi.fn()
    function Saver() {
      useCommand('save-csv', onSave)
      return null
    }
    const { user, type } = renderPalette({}, <Saver />)
    await type('save csv')
    await user.keyboard('{Enter}')
    expect(onSave).toHaveBeenCalledOnce()
  })

  it('opens a part of Settings by what is set there', async () => {
    const { user, type } = renderPalette()
    await type('delete kept rows')
    expect(current()).toMatch(/^Delete kept rows after/)
    await user.keyboard('{Enter}')
    expect(currentRoute()).toEqual({ screen: 'settings', part: 'storage' })
  })

  it('keeps what the arrows chose when more is found meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly Definition[]>()
    const { user, type } = renderPalette({ listDefinitions: () => promise })
    await type('belgian')
    await waitFor(() => expect(inGroup('Syncs')).toHaveLength(1))
    await user.keyboard('{ArrowDown}{ArrowUp}')
    const before = current()
    resolve([{ ...belgianContacts, name: 'Belgian' }])
    await waitFor(() => expect(inGroup('Definitions')).toHaveLength(1))
    expect(current()).toBe(before)
    await user.keyboard('{ArrowUp}')
    expect(current()).toMatch(/^BelgianExport/)
  })

  it('tells how many were found, and when nothing was', async () => {
    const { type } = renderPalette()
    await type('long')
    await waitFor(() => expect(status().textContent).toBe('3 results'))
    await type('zzzz')
    await waitFor(() => expect(status().textContent).toMatch(/^No results for “zzzz”/))
    expect(screen.queryByRole('option')).toBeNull()
  })
})
