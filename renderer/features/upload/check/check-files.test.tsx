import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Check, StartedFile } from '../../../../shared/uploads/upload.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import {
  aCheck,
  aLook,
  anUpload,
  aPlan,
  aReport,
  checkApi,
  contactsFile,
  eventRegistrations,
} from '../../../testing/upload-samples.ts'
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

function renderQueue(files = FILES, api: Partial<Api> = {}, aim: object = { targetUri: eventRegistrations.uri }) {
  go({ screen: 'upload', files, ...aim })
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
  const READY = aCheck({ report: aReport({ goodRows: 120, heldBackRows: 0 }), plans: [aPlan({ rows: 120 })] })
  const ready = (facts: Partial<Check> = {}) => ({ getCheck: async () => ({ ...READY, ...facts }) })
  const box = (name: string) => screen.findByRole('checkbox', { name: `Send ${name}` })
  const open = async (name: string) => screen.findByRole('button', { name: `Open ${name}` })

  it('are listed with what was found, and those that are sure go by one order', async () => {
    const startUploads = vi.fn<Api['startUploads']>(async ({ files }) =>
      files.map(({ checkId }) => ({ checkId, uploadId: `upload of ${checkId}` })),
    )
    const getCheck = async ({ checkId }: { checkId: string }) => ({ ...(checkId === 'f1' ? aCheck() : READY), checkId })
    const { user } = renderQueue(FILES, { getCheck, startUploads, listUploadGroup: async () => [anUpload()] })
    expect(await screen.findByText('1 row won’t be sent.')).toBeDefined()
    expect(await screen.findByRole('row', { name: /contacts\.csv Event registrations 120 1 Look first/ })).toBeDefined()
    expect(await screen.findByRole('row', { name: /more\.csv Event registrations 120 0 Ready/ })).toBeDefined()
    expect(screen.getByText(/^120 rows to 1 definition\..* 1 file stays here\.$/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Send and import 1 file' }))
    expect(await screen.findByRole('heading', { name: '1 file sent together' })).toBeDefined()
    const groupId = startUploads.mock.calls[0]?.[0].groupId
    expect(currentRoute()).toEqual({ screen: 'upload', groupId })
    const file = { checkId: 'f2', way: 'straight', scope: 'all-good-rows', importsAtOnce: true }
    expect(startUploads).toHaveBeenCalledExactlyOnceWith({ groupId, files: [file] })
    await user.click(screen.getByRole('button', { name: 'Continue with 1 file' }))
    expect(await open('contacts.csv')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Open more.csv' })).toBeNull()
  })

  it('are sent with the others where the user ticks them all the same, and stay where main refuses them', async () => {
    const startUploads = vi.fn<Api['startUploads']>(async ({ files }) =>
      files.map(({ checkId }) => ({ checkId, error: { code: 'definition-changed', message: 'The rules changed.' } })),
    )
    const { user } = renderQueue(FILES, { startUploads })
    await waitFor(() => expect(screen.getAllByText('1 row won’t be sent.')).toHaveLength(2))
    await user.click(await box('contacts.csv'))
    await user.click(await box('more.csv'))
    await user.click(await screen.findByRole('button', { name: 'Send and import 2 files' }))
    expect(await screen.findAllByText('The rules changed.')).toHaveLength(2)
    expect(startUploads.mock.calls[0]?.[0].files).toHaveLength(2)
    expect(screen.getByRole('heading', { name: 'Check 2 files before sending' })).toBeDefined()
  })

  it('are ordered once by two quick clicks, and are no longer the user’s to change until main has answered', async () => {
    const answer = Promise.withResolvers<StartedFile[]>()
    const startUploads = vi.fn<Api['startUploads']>(() => answer.promise)
    renderQueue(FILES, { getCheck: async ({ checkId }) => ({ ...READY, checkId }), startUploads })
    const button = await screen.findByRole('button', { name: 'Send and import 2 files' })
    fireEvent.click(button)
    // The next event, before any timer.
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve(port1.close())
      port2.postMessage('click')
    })
    fireEvent.click(button)
    await waitFor(() => expect(screen.getByRole('grid', { name: 'Files to send' }).closest('[inert]')).not.toBeNull())
    expect(screen.getByRole('button', { name: 'Cancel' }).hasAttribute('disabled')).toBe(true)
    expect(startUploads).toHaveBeenCalledOnce()
    const error = { code: 'definition-changed', message: 'The rules changed.' } as const
    answer.resolve(['f1', 'f2'].map((checkId) => ({ checkId, error })))
    expect(await screen.findAllByText('The rules changed.')).toHaveLength(2)
    expect(screen.getByRole('grid', { name: 'Files to send' }).closest('[inert]')).toBeNull()
  })

  it('are refused in words where they are more than one order takes', async () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ ...contactsFile, fileId: `n${at}`, name: `n${at}.csv` }))
    const look = () => new Promise<never>(() => {})
    renderQueue(many, { takeFirstLook: look })
    expect(await screen.findByText('Leave some files out: at most 100 files are sent at a time.')).toBeDefined()
  })

  it('are asked about once more on production, with every file and its rows', async () => {
    const production = { ...janesConnection, environment: 'production' as const }
    const startUploads = vi.fn<Api['startUploads']>(async () => [])
    const { user } = renderQueue(FILES, {
      ...ready({ shown: 'token' }),
      listConnections: async () => ({ connections: [production], activeId: production.id }),
      startUploads,
    })
    await user.click(await screen.findByRole('button', { name: 'Send and import 2 files' }))
    const dialog = within(await screen.findByRole('dialog', { name: /^Import 240 rows of 2 files in production/ }))
    expect(dialog.getAllByText('120 rows → Event registrations')).toHaveLength(2)
    expect(dialog.getByText('A sync also imports rows that colleagues staged in its definition.')).toBeDefined()
    expect(startUploads).not.toHaveBeenCalled()
    await user.click(dialog.getByRole('button', { name: 'Import 2 files in production' }))
    await waitFor(() => expect(startUploads).toHaveBeenCalledOnce())
  })

  it('get one destination where they have none', async () => {
    const { user } = renderQueue(FILES, ready(), {})
    await waitFor(() => expect(screen.getAllByText('Choose a destination')).toHaveLength(2))
    expect(await screen.findByRole('heading', { name: 'Destination of the 2 files without one' })).toBeDefined()
    await user.click(await screen.findByText('Event registrations'))
    expect(await screen.findByRole('button', { name: 'Send and import 2 files' })).toBeDefined()
    expect(screen.queryByText('Choose a destination')).toBeNull()
  })

  it('cannot be sent straight while rows of an earlier upload are staged there', async () => {
    const waiting = {
      uploadId: 'u9',
      fileName: 'old.csv',
      state: 'staged',
      rows: 7,
      doubtfulRows: 0,
      since: '',
    } as const
    renderQueue(FILES, { ...ready(), listWaitingRows: async () => [waiting] })
    await waitFor(() =>
      expect(screen.getAllByText(/^Rows are already staged in Event registrations\./)).toHaveLength(2),
    )
    expect((await box('more.csv')).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('button', { name: 'Send and import files' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('stay out of the order where their definition syncs by itself, and say so', async () => {
    const auto = aPlan({ rows: 120, way: 'straight', startsSyncAtOnce: true })
    const { user } = renderQueue(FILES, {
      getCheck: async ({ checkId }) => ({ ...READY, checkId, ...(checkId === 'f1' ? { plans: [auto] } : {}) }),
    })
    const why = /^Event registrations syncs automatically: each part changes data in Eloqua as soon as it arrives\./
    expect(await screen.findByText(why)).toBeDefined()
    expect(await screen.findByRole('row', { name: /contacts\.csv Event registrations 120 0 Look first/ })).toBeDefined()
    expect((await box('contacts.csv')).hasAttribute('disabled')).toBe(true)
    expect(await screen.findByRole('button', { name: 'Send and import 1 file' })).toBeDefined()
    await user.click(await open('contacts.csv'))
    expect(await screen.findByText('This definition syncs automatically.')).toBeDefined()
  })

  it('say which of their columns are not imported, and are sure all the same', async () => {
    renderQueue(FILES, ready())
    const row = within(await screen.findByRole('row', { name: /^.*more\.csv.* Ready/ }))
    expect(row.getByText(/^1 column won’t be imported: Notes\./)).toBeDefined()
  })

  it('say that the sync also imports rows of colleagues, where a file goes straight', async () => {
    const copy = aPlan({ rows: 120, way: 'private-copy' })
    renderQueue(FILES, {
      takeFirstLook: async ({ fileId }) =>
        aLook({ file: FILES.find((file) => file.fileId === fileId), headers: ['activityId', 'E-mail'] }),
      getCheck: async ({ checkId }) => ({ ...READY, checkId, ...(checkId === 'f1' ? { plans: [copy] } : {}) }),
    })
    const note = 'The sync also imports rows that colleagues staged in Event registrations.'
    const straight = within(await screen.findByRole('row', { name: /^.*more\.csv.* Ready/ }))
    expect(straight.getByText(note)).toBeDefined()
    const row = within(await screen.findByRole('row', { name: /^.*contacts\.csv.* Ready/ }))
    expect(row.queryByText(note)).toBeNull()
    expect(await screen.findByText(/that sync also imports rows that colleagues staged there\./)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Send and import 2 files' })).toBeDefined()
  })

  it('keep what was chosen for one of them on its own page, and lead back to the list by Esc', async () => {
    const { user } = renderQueue()
    await user.click(await open('contacts.csv'))
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await user.click(await open('more.csv'))
    expect(await screen.findByRole('radio', { name: /^Use a temporary copy/, checked: false })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'All files' }))
    await user.click(await open('contacts.csv'))
    expect(await screen.findByRole('radio', { name: /^Use a temporary copy/, checked: true })).toBeDefined()
  })

  it('may be sent one by one, tied together all the same; the last one leads to what became of all', async () => {
    const startUpload = vi.fn<Api['startUpload']>(async ({ checkId }) => ({ uploadId: `upload of ${checkId}` }))
    const { user } = renderQueue(FILES, {
      startUpload,
      listUploadGroup: async () => [anUpload(), anUpload({ uploadId: 'u2' })],
    })
    for (const name of ['contacts.csv', 'more.csv']) {
      await user.click(await open(name))
      await user.click(await screen.findByRole('button', { name: 'Send 119 rows' }))
    }
    expect(await screen.findByRole('heading', { name: '2 files sent together' })).toBeDefined()
    const groups = startUpload.mock.calls.map(([{ groupId }]) => groupId)
    expect(groups).toEqual([expect.any(String), groups[0]])
  })

  it('need no list once all others are left out', async () => {
    const { user } = renderQueue()
    await user.click(await screen.findByRole('button', { name: 'Leave out more.csv' }))
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
