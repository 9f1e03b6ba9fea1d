import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { aCheck, aLook, anUpload, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { currentRoute, go, goBack, useRoute } from '../../../window/navigation.ts'
import { UploadScreen } from '../upload-screen.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

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
    expect(screen.getByTitle(/^more\.csv · /)).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'upload of f2' }))
  })

  it('keeps what was chosen for a file while another one is looked at', async () => {
    const { user } = renderQueue()
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
    await user.click(screen.getByRole('button', { name: /^more\.csv/ }))
    await screen.findByTitle(/^more\.csv · /)
    expect(await screen.findByRole('radio', { name: /^Use a temporary copy/, checked: false })).toBeDefined()
    await user.click(screen.getByRole('button', { name: /^contacts\.csv/ }))
    expect(await screen.findByRole('radio', { name: /^Use a temporary copy/, checked: true })).toBeDefined()
  })

  it('leaves a file out, and goes on with the others', async () => {
    const { user } = renderQueue()
    await user.click(await screen.findByRole('button', { name: 'Skip more.csv' }))
    expect(screen.queryByRole('button', { name: /^more\.csv/ })).toBeNull()
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'upload of f1' }))
  })
})

describe('an unfinished check', () => {
  const chosen = (isChosen: boolean) => screen.findByRole('radio', { name: /^Use a temporary copy/, checked: isChosen })

  it('is found in the upload section as it was left, and is not made again', async () => {
    const startCheck = vi.fn(async ({ fileId }: { fileId: string }) => ({ checkId: fileId }))
    const { user } = renderQueue([contactsFile], { startCheck })
    await user.click(await chosen(false))
    act(() => go({ screen: 'syncs' }))
    act(() => go({ screen: 'upload' }))
    await screen.findByRole('heading', { name: '1 draft' })
    expect(await screen.findByRole('row', { name: /contacts\.csv Event registrations/ })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Continue with contacts.csv' }))
    await chosen(true)
    expect(await screen.findByRole('button', { name: 'Send 119 rows' })).toBeDefined()
    expect(startCheck).toHaveBeenCalledOnce()
  })

  it('is gone once it was cancelled, and its check is called off', async () => {
    const cancelCheck = vi.fn(async () => {})
    const { user } = renderQueue([contactsFile], { cancelCheck })
    await screen.findByRole('button', { name: 'Send 119 rows' })
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    act(() => go({ screen: 'upload' }))
    await screen.findByText('Drop CSV, Excel or JSON files anywhere in this window')
    expect(screen.queryByText(/draft/)).toBeNull()
    expect(cancelCheck).toHaveBeenCalledWith({ checkId: 'f1' })
  })

  it('is gone once it was discarded in the list', async () => {
    const { user } = renderQueue([contactsFile])
    await screen.findByRole('button', { name: 'Send 119 rows' })
    act(() => go({ screen: 'upload' }))
    await user.click(await screen.findByRole('button', { name: 'Discard the draft of contacts.csv' }))
    expect(screen.queryByText(/draft/)).toBeNull()
  })

  it('is never offered again after its file was sent, neither in the list nor by going back', async () => {
    const { user } = renderQueue([contactsFile])
    await screen.findByRole('button', { name: 'Send 119 rows' })
    act(() => go({ screen: 'syncs' }))
    act(() => go({ screen: 'upload', files: [contactsFile] }))
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'upload of f1' }))
    act(goBack)
    act(goBack)
    expect(currentRoute()).toMatchObject({ files: [contactsFile] })
    expect(await screen.findByRole('heading', { name: 'contacts.csv → Event registrations' })).toBeDefined()
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull()
    act(() => go({ screen: 'upload' }))
    await screen.findByText('Drop CSV, Excel or JSON files anywhere in this window')
    expect(screen.queryByText(/draft/)).toBeNull()
  })

  it('belongs to its connection: another one is not offered it', async () => {
    const { client } = renderQueue([contactsFile])
    await screen.findByRole('button', { name: 'Send 119 rows' })
    const other = { ...janesConnection, id: 'c9' }
    act(() => {
      client.setQueryData(['connections'], { connections: [janesConnection, other], activeId: 'c9' })
      go({ screen: 'upload' })
    })
    await screen.findByText('Drop CSV, Excel or JSON files anywhere in this window')
    expect(screen.queryByText(/draft/)).toBeNull()
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
    const field = await screen.findByRole('combobox', { name: 'Field for Notes' })
    field.focus()
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(currentRoute().screen).toBe('upload')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(await screen.findByText('elsewhere')).toBeDefined()
  })
})
