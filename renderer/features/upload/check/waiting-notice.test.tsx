import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { WaitingRows } from '../../../../shared/uploads/upload.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { aCheck, aPlan, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { UploadScreen } from '../upload-screen.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

const WAITING: WaitingRows = {
  uploadId: 'u9',
  fileName: 'contacts-a.csv',
  state: 'stopped',
  rows: 61,
  doubtfulRows: 12,
  since: '2025-11-20T14:00:00Z',
  keptUntil: '2025-11-27T14:00:00Z',
}

function renderCheck(waiting: readonly WaitingRows[], api: Partial<Api> = {}) {
  const startUpload = vi.fn<Api['startUpload']>(async () => ({ uploadId: 'u1' }))
  const listWaitingRows = vi.fn(async () => waiting)
  const view = renderWithApi(<UploadScreen files={[contactsFile]} targetUri={eventRegistrations.uri} />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    listWaitingRows,
    startUpload,
    ...api,
  })
  return { ...view, startUpload, listWaitingRows }
}

const notice = () => screen.findByRole('region', { name: 'Rows already staged' })
const sendButton = () => screen.findByRole('button', { name: /^Send( 119 rows)?$/ })

describe('rows that wait at the definition already', () => {
  it('are named with their file, and nothing is sent straight before it is chosen what becomes of them', async () => {
    const { user, startUpload } = renderCheck([WAITING])
    const found = await notice()
    expect(found.textContent).toContain('61 rows, and perhaps 12 more of contacts-a.csv')
    expect(found.textContent).toContain('the sync of this file imports those rows too')
    const send = await sendButton()
    expect(send.getAttribute('aria-disabled')).toBe('true')
    await user.click(send)
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(within(found).getByRole('checkbox', { name: /^Add to them/ }))
    await user.click(await sendButton())
    await waitFor(() =>
      expect(startUpload).toHaveBeenCalledExactlyOnceWith({
        checkId: 'k1',
        way: 'straight',
        scope: 'all-good-rows',
        onTopOf: ['u9'],
      }),
    )
  })

  it('ask again when others came to wait after the choice', async () => {
    const { user, emit, listWaitingRows } = renderCheck([WAITING])
    await user.click(within(await notice()).getByRole('checkbox', { name: /^Add to them/ }))
    expect((await sendButton()).getAttribute('aria-disabled')).toBeNull()
    listWaitingRows.mockResolvedValue([WAITING, { ...WAITING, uploadId: 'u10', fileName: 'contacts-b.csv' }])
    emit('upload-changed', { uploadId: 'u10' })
    await screen.findByText(/contacts-b\.csv/)
    expect((await sendButton()).getAttribute('aria-disabled')).toBe('true')
  })

  it('are no concern of a private copy, which says so', async () => {
    const { user, startUpload } = renderCheck([WAITING])
    await user.click(within(await notice()).getByRole('button', { name: 'Use a temporary copy instead' }))
    expect((await notice()).textContent).toContain('The temporary copy isn’t affected')
    await user.click(await sendButton())
    await waitFor(() =>
      expect(startUpload).toHaveBeenCalledExactlyOnceWith({
        checkId: 'k1',
        way: 'private-copy',
        scope: 'all-good-rows',
      }),
    )
  })

  it('can be discarded, after being asked, and their upload opened', async () => {
    const discardStaged = vi.fn(async () => {})
    const { user } = renderCheck([WAITING], { discardStaged })
    await user.click(within(await notice()).getByRole('button', { name: 'Delete staged rows…' }))
    expect(discardStaged).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: 'Delete staged rows' }))
    await waitFor(() => expect(discardStaged).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u9' }))
    await user.click(within(await notice()).getByRole('button', { name: 'Open upload' }))
    expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'u9' })
  })

  it('of an upload that goes on cannot be discarded from here', async () => {
    renderCheck([{ ...WAITING, state: 'paused' }])
    const found = await notice()
    expect(found.textContent).toContain('upload paused')
    expect(within(found).queryByRole('button', { name: 'Delete staged rows…' })).toBeNull()
  })

  it('are applied at once where sending starts a sync', async () => {
    const plans = [aPlan({ startsSyncAtOnce: true })]
    renderCheck([WAITING], { getCheck: async () => aCheck({ plans }) })
    expect((await notice()).textContent).toContain('sending this file imports those rows too')
  })

  it('are not spoken of when there are none', async () => {
    renderCheck([])
    await sendButton()
    expect(screen.queryByRole('region', { name: 'Rows already staged' })).toBeNull()
  })
})
