import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection, onePage } from '../../../testing/samples.ts'
import { anUpload, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { currentRoute, go, useRoute } from '../../../window/navigation.ts'
import { UploadScreen } from '../upload-screen.tsx'

const RECENT = [
  { recentId: 'r1', name: 'leads.xlsx', openedAt: '2026-01-01T09:00:00Z', isMissing: false },
  { recentId: 'r2', name: 'gone.csv', openedAt: '2026-01-01T08:00:00Z', isMissing: true },
]

function Shown() {
  const route = useRoute()
  return route.screen === 'upload' && !route.files ? <UploadScreen {...route} /> : <p>elsewhere</p>
}

function open(api: Partial<Api> = {}) {
  go({ screen: 'syncs' })
  go({ screen: 'upload' })
  return renderWithApi(<Shown />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    listRecentFiles: async () => RECENT,
    listUploads: async () =>
      onePage([
        anUpload({ connectionId: janesConnection.id }),
        anUpload({
          connectionId: 'other',
          definition: { ...eventRegistrations, uri: '/contacts/imports/9', name: 'Elsewhere' },
        }),
      ]),
    openRecentFile: async () => contactsFile,
    ...api,
  })
}

describe('the page where a file is chosen', () => {
  it('offers the destinations of this connection, and a recent file for the one that is chosen', async () => {
    const openRecentFile = vi.fn(async () => contactsFile)
    const { user } = open({ openRecentFile })
    await user.click(await screen.findByRole('button', { name: eventRegistrations.name }))
    await screen.findByText(`Drop or choose a file for ${eventRegistrations.name}`)
    expect(screen.queryByText('Elsewhere')).toBeNull()
    await user.click(screen.getByRole('button', { name: /^leads\.xlsx/ }))
    await waitFor(() =>
      expect(currentRoute()).toEqual({ screen: 'upload', files: [contactsFile], targetUri: eventRegistrations.uri }),
    )
    expect(openRecentFile).toHaveBeenCalledExactlyOnceWith({ recentId: 'r1' })
  })

  it('says of a file that it is gone, also when that is found out late', async () => {
    const listRecentFiles = vi.fn(async () => RECENT)
    const missing = new AppError({ code: 'file-missing', message: 'gone' })
    const { user } = open({ listRecentFiles, openRecentFile: () => Promise.reject(missing) })
    expect(await screen.findByRole('button', { name: 'gone.csv No longer there' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: /^leads\.xlsx/ }))
    await screen.findByText('The file is no longer there')
    await waitFor(() => expect(listRecentFiles).toHaveBeenCalledTimes(2))
  })
})
