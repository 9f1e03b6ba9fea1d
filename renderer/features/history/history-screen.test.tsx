import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { onePage } from '../../testing/samples.ts'
import { anUpload } from '../../testing/upload-samples.ts'
import { currentRoute } from '../../window/navigation.ts'
import { HistoryScreen } from './history-screen.tsx'

const UPLOADS: readonly Upload[] = [
  anUpload({ ledger: { inFile: 120, heldBack: 1, sent: 119, rejected: 7, duplicates: 2 } }),
  anUpload({ uploadId: 'u2', file: { name: 'ids.csv', size: 9, sha256: 'cd' } }),
]

const searching: Api['listUploads'] = async ({ search }) =>
  onePage(UPLOADS.filter((upload) => upload.file.name.includes(search)))

describe('HistoryScreen', () => {
  it('lists every upload with its state and what was rejected, and opens its receipt', async () => {
    const { user } = renderWithApi(<HistoryScreen />, { listUploads: searching })
    const row = await screen.findByRole('row', { name: /contacts\.csv Event registrations Done, 7 rejected 119 1 7 2/ })
    expect(screen.getByText(/2 uploads/)).toBeDefined()
    await user.click(row)
    expect(currentRoute()).toEqual({ screen: 'history', uploadId: 'u1' })
  })

  it('calls no upload plainly done whose result it does not know, or whose rows may have been imported twice', async () => {
    const ledger = { inFile: 12, heldBack: 0, sent: 12 }
    const taken = { kind: 'taken', syncUri: '/syncs/7', rows: 12 } as const
    const uploads = [
      anUpload({ uploadId: 't1', file: { name: 'strangers.csv', size: 9, sha256: 'a' }, ledger, outcome: taken }),
      anUpload({
        ...{ uploadId: 't2', file: { name: 'ours.csv', size: 9, sha256: 'b' }, ledger },
        outcome: { ...taken, starter: 'other.csv' },
      }),
      anUpload({
        ...{ uploadId: 't3', file: { name: 'unread.csv', size: 9, sha256: 'c' } },
        ledger: { ...ledger, othersUnread: true },
      }),
    ]
    renderWithApi(<HistoryScreen />, { listUploads: async () => onePage(uploads) })
    expect(await screen.findByRole('row', { name: /strangers\.csv .* Done, see results/ })).toBeDefined()
    expect(screen.getByRole('row', { name: /ours\.csv .* Done (?!, see)/ })).toBeDefined()
    expect(screen.getByRole('row', { name: /unread\.csv .* Done, see results/ })).toBeDefined()
  })

  it('names the connections where there are several', async () => {
    const other = anUpload({ uploadId: 'u3', connectionId: 'c2', connectionLabel: 'Sandbox' })
    const { unmount } = renderWithApi(<HistoryScreen />, { listUploads: async () => onePage([...UPLOADS, other]) })
    expect(await screen.findByRole('columnheader', { name: 'Connection' })).toBeDefined()
    unmount()
    renderWithApi(<HistoryScreen />, { listUploads: searching })
    await screen.findByText('ids.csv')
    expect(screen.queryByRole('columnheader', { name: 'Connection' })).toBeNull()
  })

  it('searches as the user types, and tells an empty search from an empty history', async () => {
    const { user } = renderWithApi(<HistoryScreen />, { listUploads: searching })
    const field = await screen.findByRole('textbox', { name: 'Search uploads' })
    await user.type(field, 'ids')
    await waitFor(() => expect(screen.queryByText('contacts.csv')).toBeNull())
    expect(screen.getByText('ids.csv')).toBeDefined()
    await user.type(field, 'zzz')
    expect(await screen.findByText('No uploads match “idszzz”')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show all uploads' }))
    expect(await screen.findByText('contacts.csv')).toBeDefined()
  })

  it('finds the search again after a look at a receipt, and the first page where the page of before is gone', async () => {
    const first = renderWithApi(<HistoryScreen />, { listUploads: searching })
    await first.user.type(await screen.findByRole('textbox', { name: 'Search uploads' }), 'ids')
    first.unmount()
    const again = renderWithApi(<HistoryScreen />, { listUploads: searching })
    await screen.findByText('ids.csv')
    expect(screen.getByRole('textbox', { name: 'Search uploads' })).toHaveProperty('value', 'ids')
    expect(screen.queryByText('contacts.csv')).toBeNull()
    again.unmount()
    const many = { totalResults: 101, hasMore: true }
    const paged = vi.fn<Api['listUploads']>(async ({ offset }) => ({ ...onePage(UPLOADS), ...many, offset }))
    const second = renderWithApi(<HistoryScreen />, { listUploads: paged })
    await second.user.click(await screen.findByRole('button', { name: 'Next page' }))
    await waitFor(() => expect(paged.mock.lastCall?.[0].offset).toBe(100))
    second.unmount()
    const shrunk: Api['listUploads'] = async ({ offset }) => ({ ...onePage(offset > 0 ? [] : UPLOADS), offset })
    renderWithApi(<HistoryScreen />, { listUploads: shrunk })
    expect(await screen.findByText('ids.csv')).toBeDefined()
    expect(screen.queryByText('No uploads yet')).toBeNull()
  })

  it('leads to the check page while nothing was ever sent, and has nothing to clear', async () => {
    const { user } = renderWithApi(<HistoryScreen />, { listUploads: async () => onePage([]) })
    await user.click(await screen.findByRole('button', { name: 'Choose a file' }))
    expect(currentRoute()).toEqual({ screen: 'upload' })
    expect(screen.queryByRole('button', { name: /Clear/ })).toBeNull()
  })

  it('is cleared only after being asked', async () => {
    let uploads = UPLOADS
    const clearHistory = vi.fn(async () => {
      uploads = []
    })
    const { user } = renderWithApi(<HistoryScreen />, { clearHistory, listUploads: async () => onePage(uploads) })
    await screen.findByText('ids.csv')
    await user.click(screen.getByRole('button', { name: 'Clear history…' }))
    expect(await screen.findByText(/Nothing changes in Eloqua/)).toBeDefined()
    expect(clearHistory).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Clear history' }))
    expect(await screen.findByText('No uploads yet')).toBeDefined()
  })

  it('follows an upload that goes on', async () => {
    let state: Upload['state'] = 'sending'
    const { emit } = renderWithApi(<HistoryScreen />, { listUploads: async () => onePage([anUpload({ state })]) })
    await screen.findByText('Sending')
    state = 'done'
    act(() => emit('upload-changed', { uploadId: 'u1' }))
    expect(await screen.findByText('Done')).toBeDefined()
  })

  it('pages through more than fits', async () => {
    const listUploads = vi.fn<Api['listUploads']>(async ({ offset, limit }) => ({
      items: [anUpload({ uploadId: `u${offset}` })],
      offset,
      limit,
      totalResults: 150,
      hasMore: offset === 0,
    }))
    const { user } = renderWithApi(<HistoryScreen />, { listUploads })
    await user.click(await screen.findByRole('button', { name: 'Next page' }))
    await waitFor(() => expect(listUploads).toHaveBeenLastCalledWith({ search: '', offset: 100, limit: 100 }))
  })
})
