import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Api } from '../../../../shared/ipc.ts'
import { currentRoute, go, useRoute } from '../../../navigation.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { aCheck, aLook, anUpload, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { UploadScreen } from '../upload-screen.tsx'

const SECOND = { ...contactsFile, fileId: 'f2', name: 'more.csv' }
const FILES = [contactsFile, SECOND]

function Shown() {
  const route = useRoute()
  return route.screen === 'upload' ? <UploadScreen {...route} /> : <p>elsewhere</p>
}

function renderQueue(files = FILES, api: Partial<Api> = {}) {
  go({ screen: 'upload', files, targetUri: eventRegistrations.uri })
  return renderWithApi(<Shown />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    takeFirstLook: async ({ fileId }) => aLook({ file: FILES.find((file) => file.fileId === fileId) }),
    startCheck: async ({ fileId }) => ({ checkId: fileId }),
    getCheck: async ({ checkId }) => aCheck({ checkId }),
    startUpload: async ({ checkId }) => ({ uploadId: `upload of ${checkId}` }),
    getUpload: async ({ uploadId }) => anUpload({ uploadId }),
    ...api,
  })
}

describe('several files of one drop', () => {
  it('goes on to the next file after sending one, and says what became of the first', async () => {
    const { user } = renderQueue()
    await screen.findByText('0 of 2 files sent')
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    await screen.findByText('1 of 2 files sent')
    expect(await screen.findByText('Done')).toBeDefined()
    expect(screen.getByText(/^more\.csv · /)).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'upload of f2' }))
  })

  it('keeps what was chosen for a file while another one is looked at', async () => {
    const { user } = renderQueue()
    await user.click(await screen.findByRole('radio', { name: /^Through a private copy/ }))
    await user.click(screen.getByRole('button', { name: /more\.csv/ }))
    await screen.findByText(/^more\.csv · /)
    expect(await screen.findByRole('radio', { name: /^Through a private copy/, checked: false })).toBeDefined()
    await user.click(screen.getByRole('button', { name: /contacts\.csv/ }))
    expect(await screen.findByRole('radio', { name: /^Through a private copy/, checked: true })).toBeDefined()
  })
})

describe('leaving the check page', () => {
  it('goes back by Cancel and by Esc, and sends nothing', async () => {
    const { user } = renderQueue([contactsFile])
    await user.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('elsewhere')).toBeDefined()
  })

  it('leaves Esc to the field that has the focus', async () => {
    renderQueue([contactsFile])
    const field = await screen.findByRole('combobox', { name: 'Field that Notes feeds' })
    field.focus()
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(currentRoute().screen).toBe('upload')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(await screen.findByText('elsewhere')).toBeDefined()
  })
})
