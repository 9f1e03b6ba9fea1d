import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { SyncWithResult } from '../../app/sync-with-result.tsx'
import { giveEverythingASize } from '../../testing/layout.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { aRunningSync, aSync, belgianContacts, onePage, webinarAttendees } from '../../testing/samples.ts'
import { anUpload, contactsFile } from '../../testing/upload-samples.ts'
import { currentRoute } from '../../window/navigation.ts'
import { aRun, STORAGE } from '../results/testing/fake-run.ts'

function syncApi(sync: Sync) {
  return {
    getSync: vi.fn<Api['getSync']>(async () => sync),
    getSyncFigures: async () => ({ rows: 1_203, rejected: 37 }),
    getDefinition: vi.fn<Api['getDefinition']>(async () => belgianContacts),
    listSyncLogs: vi.fn<Api['listSyncLogs']>(async () => [
      {
        syncUri: sync.uri,
        statusCode: 'ELQ-00101',
        severity: 'information',
        createdAt: '2025-11-03T14:00:09Z',
        message: 'Sync processed.',
      },
      {
        syncUri: sync.uri,
        statusCode: 'ELQ-00002',
        severity: 'warning',
        count: 31,
        createdAt: '2025-11-03T14:00:05Z',
        message: 'Invalid email addresses.',
      },
    ]),
    listSyncRejects: vi.fn<Api['listSyncRejects']>(async () =>
      onePage([
        {
          recordIndex: 34,
          statusCode: 'ELQ-00002',
          message: 'Invalid email address.',
          invalidFields: ['email'],
          fieldValues: { email: 'ana@', notes: 'one\ntwo', city: '' },
        },
      ]),
    ),
    openRun: vi.fn<Api['openRun']>(async () => ({ ...aRun(), columns: ['email'], rows: 1, total: 1 })),
    closeRun: async () => {},
    readRunRows: async () => ({ rows: [['ana@example.com']], numbers: [0] }),
    profileRunColumn: async () => {
      throw new AppError({ code: 'cancelled', message: 'Not asked here.' })
    },
    getRunStorage: async () => STORAGE,
  } satisfies Partial<Api>
}

const tabs = () => screen.getAllByRole('tab').map((tab) => tab.textContent)

beforeEach(() => giveEverythingASize({ width: 900, height: 600 }))

describe('SyncScreen', () => {
  it('shows an export: its data first, and beside the log how it went, its figures and until when it is kept', async () => {
    const api = syncApi(aSync(66_104, belgianContacts))
    const { unmount } = renderWithApi(<SyncWithResult id={66_104} />, api)
    expect(await screen.findByRole('heading', { name: 'Belgian contacts' })).toBeTruthy()
    expect(await screen.findByText('ana@example.com')).toBeTruthy()
    expect(tabs()).toEqual(['Data', 'Log', 'Request'])
    expect(screen.queryByText('Rejected')).toBeNull()
    unmount()
    renderWithApi(<SyncWithResult id={66_104} tab="log" />, api)
    expect(await screen.findByText('1,203')).toBeTruthy()
    expect(screen.getByText('Expires in').nextElementSibling?.textContent).toBe('11 h 0 m')
    const timeline = within(screen.getByRole('list', { name: 'Timeline' }))
    expect(timeline.getAllByRole('listitem')).toHaveLength(3)
    expect(timeline.getByText('9 s')).toBeTruthy()
  })

  it('says why a sync warned, and what to do, and begins with the rejected rows', async () => {
    const api = {
      ...syncApi(aSync(66_103, webinarAttendees, { status: 'warning' })),
      listUploads: async () => onePage([]),
    }
    const reasons = [{ code: 'ELQ-00002', severity: 'warning', count: 31 }] as const
    renderWithApi(<SyncWithResult id={66_103} />, { ...api, getSyncFigures: async () => ({ rejected: 37, reasons }) })
    const why = within(await screen.findByRole('region', { name: 'Why, and what to do' }))
    expect(await why.findByText(/Invalid email address · 31 rows/)).toBeTruthy()
    expect(why.getByText(/^Fix the rejected rows/)).toBeTruthy()
    expect(await screen.findByRole('grid', { name: 'Rejected rows' })).toBeTruthy()
  })

  it('begins with the log where no row was rejected, and says that the log gives no reason', async () => {
    const api = syncApi(aSync(66_103, webinarAttendees, { status: 'error' }))
    renderWithApi(<SyncWithResult id={66_103} />, { ...api, getSyncFigures: async () => ({ rejected: 0 }) })
    expect(await screen.findByText('Eloqua’s log gives no reason.')).toBeTruthy()
    expect(await screen.findByRole('grid', { name: 'Log' })).toBeTruthy()
  })

  it('says nothing of why above a sync that went well', async () => {
    renderWithApi(<SyncWithResult id={66_103} tab="log" />, syncApi(aSync(66_103, webinarAttendees)))
    expect(await screen.findByRole('grid', { name: 'Log' })).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Why, and what to do' })).toBeNull()
  })

  it('has no data tab for an import, and shows its log in order and in words', async () => {
    const api = syncApi(aSync(66_103, webinarAttendees, { status: 'warning' }))
    renderWithApi(<SyncWithResult id={66_103} tab="log" />, api)
    expect(await screen.findByText('Invalid email address')).toBeTruthy()
    expect(tabs()).toEqual(['Log', 'Rejected (37)', 'Request'])
    const rows = within(screen.getByRole('grid', { name: 'Log' }))
      .getAllByRole('row')
      .slice(1)
    expect(rows.map((row) => row.textContent?.includes('ELQ-00002'))).toEqual([true, false])
    expect(rows[0]?.textContent).toContain('Invalid email addresses.')
  })

  it('counts duplicates apart from rejected rows, as the page of the upload does', async () => {
    const api = {
      ...syncApi(aSync(66_103, webinarAttendees, { status: 'warning' })),
      listUploads: async () => onePage([]),
      getSyncFigures: async () => ({ rows: 60, rejected: 3, duplicates: 14 }),
    }
    renderWithApi(<SyncWithResult id={66_103} />, api)
    expect(await screen.findByRole('tab', { name: 'Rejected and duplicates (17)' })).toBeDefined()
    const figure = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent
    expect([figure('Rejected'), figure('Duplicates')]).toEqual(['3', '14'])
  })

  describe('rejected rows', () => {
    const rejectsApi = (more: Partial<Api> = {}) => ({
      ...syncApi(aSync(66_103, webinarAttendees, { status: 'warning' })),
      listUploads: async () => onePage([]),
      ...more,
    })

    it('stand in the table that uploads have, field by field, and are saved', async () => {
      const saveRejects = vi.fn<Api['saveRejects']>(async () => null)
      const { user } = renderWithApi(<SyncWithResult id={66_103} tab="rejected" />, rejectsApi({ saveRejects }))
      const table = await screen.findByRole('grid', { name: 'Rejected rows' })
      const row = within(table).getByText('Invalid email address').closest('tr') as HTMLElement
      expect(row.firstElementChild?.textContent).toBe('34')
      expect(within(row).getByText('ana@').getAttribute('title')).toBe('ana@')
      await user.click(screen.getByRole('button', { name: 'Save rejected rows with reasons' }))
      await user.click(await screen.findByRole('menuitem', { name: /Raw CSV/ }))
      expect(saveRejects).toHaveBeenCalledWith({ syncId: 66_103, flavour: 'exact' })
    })

    it('are put right and sent again, whoever started the sync', async () => {
      const fixSyncRejects = vi.fn<Api['fixSyncRejects']>(async () => contactsFile)
      const { user } = renderWithApi(<SyncWithResult id={66_103} tab="rejected" />, rejectsApi({ fixSyncRejects }))
      await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
      await user.click(await screen.findByRole('button', { name: /^Review \d+ rows?$/ }))
      expect(fixSyncRejects.mock.calls[0]?.[0]).toMatchObject({ syncId: 66_103 })
      expect(fixSyncRejects.mock.calls[0]?.[0].rows[0]).toContain('one\ntwo')
      await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'upload', targetUri: webinarAttendees.uri }))
    })

    it('lead to the upload that they are of, and go to its definition', async () => {
      const upload = anUpload({ syncUris: ['/syncs/66103'] })
      const fixSyncRejects = async () => contactsFile
      const api = rejectsApi({ fixSyncRejects, listUploads: async () => onePage([upload]) })
      const { user } = renderWithApi(<SyncWithResult id={66_103} tab="rejected" />, api)
      await screen.findByRole('button', { name: 'Open upload of contacts.csv' })
      await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
      await user.click(await screen.findByRole('button', { name: /^Review \d+ rows?$/ }))
      await waitFor(() => expect(currentRoute()).toMatchObject({ targetUri: upload.definition.uri }))
    })
  })

  it('does not read the data of a sync that still runs, and reads it when it has ended', async () => {
    const running = aRunningSync(66_104, belgianContacts)
    const api = syncApi(running)
    const { emit } = renderWithApi(<SyncWithResult id={66_104} />, api)
    expect(await screen.findByText('Export running')).toBeTruthy()
    expect(api.openRun).not.toHaveBeenCalled()
    emit('sync-changed', aSync(66_104, belgianContacts))
    expect(await screen.findByText('ana@example.com')).toBeTruthy()
  })

  it('looks again by itself while the sync runs', async () => {
    const api = syncApi(aRunningSync(66_104, belgianContacts))
    renderWithApi(<SyncWithResult id={66_104} />, api)
    await screen.findByText('Active')
    await waitFor(() => expect(api.getSync.mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 })
  })

  it('leads from a failed run to its log', async () => {
    const { user } = renderWithApi(
      <SyncWithResult id={66_104} />,
      syncApi(aSync(66_104, belgianContacts, { status: 'error' })),
    )
    expect(screen.queryByText('Expires in')).toBeNull()
    await user.click(await screen.findByRole('button', { name: 'Show log' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: 66_104, tab: 'log' })
  })

  it('says that the expiry is not known when the definition is gone', async () => {
    const api = syncApi(aSync(66_104, belgianContacts))
    api.getDefinition.mockRejectedValue(new AppError({ code: 'not-found', message: 'Gone.' }))
    renderWithApi(<SyncWithResult id={66_104} tab="log" />, api)
    expect(await screen.findByText('Not set in the definition')).toBeTruthy()
  })

  it('copies the request that would start it again, and runs it again only by way of the form', async () => {
    const copyAsCurl = vi.fn<Api['copyAsCurl']>(async () => {})
    const sync = aSync(66_104, belgianContacts, { callbackUrl: 'https://example.com/done' })
    const { user } = renderWithApi(<SyncWithResult id={66_104} />, { ...syncApi(sync), copyAsCurl })
    await user.click(await screen.findByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as cURL' }))
    expect(copyAsCurl).toHaveBeenCalledWith({
      method: 'POST',
      path: '/api/bulk/2.0/syncs',
      body: '{"syncedInstanceUri":"/contacts/exports/7","callbackUrl":"https://example.com/done"}',
    })
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Run again…' }))
    expect(currentRoute()).toEqual({ screen: 'new-sync', uri: '/contacts/exports/7' })
  })

  it('says so when there is no such sync', async () => {
    const getSync: Api['getSync'] = async () => {
      throw new AppError({ code: 'not-found', message: 'No such sync.', status: 404 })
    }
    renderWithApi(<SyncWithResult id={5} />, { getSync })
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Sync 5' })).toBeTruthy()
  })
})
