import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { giveEverythingASize } from '../../testing/layout.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { aRunningSync, aSync, belgianContacts, onePage, webinarAttendees } from '../../testing/samples.ts'
import { runCommand } from '../../window/commands.ts'
import { currentRoute, go } from '../../window/navigation.ts'
import { NewSyncScreen } from './new-sync-screen.tsx'

const definitions = [belgianContacts, webinarAttendees]

function formApi() {
  return {
    listDefinitions: vi.fn<Api['listDefinitions']>(async ({ search }) =>
      definitions.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())),
    ),
    getDefinition: vi.fn<Api['getDefinition']>(async ({ uri }) => {
      const found = definitions.find((definition) => definition.uri === uri)
      if (!found) throw new AppError({ code: 'not-found', message: 'No such definition.', status: 404 })
      return found
    }),
    listSyncs: async () => onePage([aSync(1, belgianContacts)]),
    startSync: vi.fn<Api['startSync']>(async () => aRunningSync(66_200, belgianContacts)),
  }
}

const startExport = () => screen.getByRole('button', { name: 'Start export' })

beforeEach(() => giveEverythingASize({ width: 1000, height: 700 }))

describe('NewSyncScreen', () => {
  it('says what the definition will do and the request, and sends nothing before the button', async () => {
    const api = formApi()
    const { user } = renderWithApi(<NewSyncScreen />, api)
    await user.click(await screen.findByText('Belgian contacts'))
    expect(await screen.findByText('Exports contacts with 2 fields')).toBeTruthy()
    expect(screen.getByText(/^Filter: /)).toBeTruthy()
    expect(screen.getByLabelText('Request to be sent').textContent).toContain(
      '"syncedInstanceUri": "/contacts/exports/7"',
    )
    expect(api.startSync).not.toHaveBeenCalled()
    await user.click(startExport())
    expect(api.startSync).toHaveBeenCalledExactlyOnceWith({ definitionUri: '/contacts/exports/7' })
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'sync', id: 66_200 }))
  })

  it('stays where the user went while Eloqua answered, and tells there that the sync has started', async () => {
    const { promise, resolve } = Promise.withResolvers<Sync>()
    const { user } = renderWithApi(<NewSyncScreen />, { ...formApi(), startSync: () => promise })
    await user.click(await screen.findByText('Belgian contacts'))
    await user.click(startExport())
    act(() => go({ screen: 'settings' }))
    resolve(aRunningSync(66_200, belgianContacts))
    expect(await screen.findByText('Sync 66200 has started.')).toBeTruthy()
    expect(currentRoute()).toEqual({ screen: 'settings' })
  })

  it('names the button for what will happen, and says why it is off', async () => {
    const { user } = renderWithApi(<NewSyncScreen />, formApi())
    const off = await screen.findByRole('button', { name: 'Start' })
    expect(off.getAttribute('aria-disabled')).toBe('true')
    await user.click(await screen.findByText('Webinar attendees'))
    expect(await screen.findByRole('button', { name: 'Import staged rows' })).toBeTruthy()
  })

  it('takes a pasted uri, with the host before it', async () => {
    const { user } = renderWithApi(<NewSyncScreen />, formApi())
    await user.click(screen.getByLabelText('Search definitions'))
    await user.paste('https://secure.p03.eloqua.com/api/bulk/2.0/contacts/exports/7')
    expect(await screen.findByText('Exports contacts with 2 fields')).toBeTruthy()
  })

  it('shows the callback in the request, and refuses one that is no address', async () => {
    const api = formApi()
    const { user } = renderWithApi(<NewSyncScreen uri="/contacts/exports/7" />, api)
    const field = await screen.findByLabelText(/Callback URL/)
    await user.type(field, 'nonsense')
    expect(screen.getByText(/Enter a web address that starts with/)).toBeTruthy()
    runCommand('primary')
    expect(api.startSync).not.toHaveBeenCalled()
    await user.clear(field)
    await user.type(field, 'https://example.com/done')
    expect(screen.getByLabelText('Request to be sent').textContent).toContain(
      '"callbackUrl": "https://example.com/done"',
    )
    runCommand('primary')
    await waitFor(() =>
      expect(api.startSync).toHaveBeenCalledWith({
        definitionUri: '/contacts/exports/7',
        callbackUrl: 'https://example.com/done',
      }),
    )
  })

  it.each([
    ['syncedInstanceUri', 'Search definitions'],
    ['callbackURL', /Callback URL/],
  ])('puts what Eloqua finds wrong with %s on its field', async (field, label) => {
    const api = formApi()
    const failures = [{ field, constraint: 'Must reference something else.' }]
    api.startSync.mockRejectedValue(
      new AppError({ code: 'validation', message: 'There was a validation error.', status: 400, failures }),
    )
    const { user } = renderWithApi(<NewSyncScreen uri="/contacts/exports/7" />, api)
    await screen.findByText('Exports contacts with 2 fields')
    await user.click(startExport())
    expect(await screen.findByText('Must reference something else.')).toBeTruthy()
    expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true')
    expect(screen.queryByText('Details')).toBeNull()
  })

  it('does not start a second sync while the first is in doubt, unless the user says so', async () => {
    const api = formApi()
    api.startSync.mockRejectedValueOnce(
      new AppError({ code: 'in-doubt', message: 'No answer.', fate: 'may-have-arrived' }),
    )
    const { user } = renderWithApi(<NewSyncScreen uri="/contacts/exports/7" />, api)
    await screen.findByText('Exports contacts with 2 fields')
    await user.click(startExport())
    expect(await screen.findByText(/sync may have started\. /)).toBeTruthy()
    await user.click(startExport())
    runCommand('primary')
    expect(api.startSync).toHaveBeenCalledTimes(1)
    await user.click(screen.getByRole('button', { name: 'The sync didn’t start: try again' }))
    await user.click(startExport())
    await waitFor(() => expect(api.startSync).toHaveBeenCalledTimes(2))
  })

  it('says so when the definition is gone', async () => {
    renderWithApi(<NewSyncScreen uri="/contacts/exports/99" />, formApi())
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Start' }).getAttribute('aria-disabled')).toBe('true')
  })
})
