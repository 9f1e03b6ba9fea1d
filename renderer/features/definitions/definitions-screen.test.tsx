import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { DefinitionSummary } from '../../../shared/eloqua/definition-index.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { aSync, belgianContacts, onePage, webinarAttendees } from '../../testing/samples.ts'
import { currentRoute, useRoute } from '../../window/navigation.ts'
import { DefinitionsScreen } from './definitions-screen.tsx'

const definitions = [belgianContacts, webinarAttendees]
const api = {
  listAllDefinitions: async () => indexOf(definitions.map(summaryOf)),
  listFields: async () => [],
  listDrafts: async () => [],
  getDefinition: async ({ uri }: { uri: string }) => definitions.find((each) => each.uri === uri) ?? belgianContacts,
  listSyncs: async () => onePage([aSync(66_104, belgianContacts), aSync(66_103, webinarAttendees)]),
}

function summaryOf({ uri, kind, family, id, parentId, parentName, name, fields }: Definition): DefinitionSummary {
  const count = Object.keys(fields).length
  return { uri, kind, family, id, name, fieldCount: count, health: [], parentId, parentName }
}

function indexOf(items: readonly DefinitionSummary[]) {
  return { items, unread: [], syncsSeen: { count: 2, areAll: true } }
}

/** The screen as the window shows it: picking a definition changes the route. */
function Routed() {
  const route = useRoute()
  return <DefinitionsScreen uri={route.screen === 'definitions' ? route.uri : undefined} />
}

describe('DefinitionsScreen', () => {
  it('shows a definition: its rules in words, its fields, its recent syncs and its JSON', async () => {
    const { user } = renderWithApi(<Routed />, api)
    await user.click(await screen.findByText('Webinar attendees'))
    expect(await screen.findByText(/Creates and updates records of custom object “Webinars”/)).toBeTruthy()
    const fields = within(screen.getByRole('grid', { name: 'Fields' }))
    expect(fields.getByText('{{CustomObject[9].Field[2]}}')).toBeTruthy()
    expect(fields.getByText('identifier')).toBeTruthy()
    expect(within(screen.getByRole('grid', { name: 'Recent syncs' })).getByText('66103')).toBeTruthy()
    expect(screen.getByText('1 of the latest 2 syncs')).toBeTruthy()
    const json = screen.getByLabelText('Definition JSON').textContent ?? ''
    expect(JSON.parse(json)).toMatchObject({ name: 'Webinar attendees', updateRule: 'ifNewIsNotNull' })
    expect(json).not.toContain('parentName')
  })

  it('leads to a sync or an upload of it', async () => {
    const { user } = renderWithApi(<DefinitionsScreen uri={webinarAttendees.uri} />, api)
    await user.click(await screen.findByRole('button', { name: 'Upload a CSV…' }))
    expect(currentRoute()).toEqual({ screen: 'upload', targetUri: webinarAttendees.uri })
    await user.click(screen.getByRole('button', { name: 'New sync…' }))
    expect(currentRoute()).toEqual({ screen: 'new-sync', uri: webinarAttendees.uri })
  })

  it('offers no upload to an export', async () => {
    renderWithApi(<DefinitionsScreen uri={belgianContacts.uri} />, api)
    expect(await screen.findByRole('button', { name: 'New sync…' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Upload a CSV…' })).toBeNull()
  })

  it('shows one kind at a time when asked', async () => {
    const { user } = renderWithApi(<Routed />, api)
    await screen.findByText('Webinar attendees')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Exports')
    await waitFor(() => expect(screen.queryByText('Webinar attendees')).toBeNull())
    expect(screen.getByText('1 of 2 definitions')).toBeTruthy()
  })

  it('says which object may not be read, beside all others', async () => {
    const error = { code: 'forbidden', message: 'Forbidden' } as const
    const unread = [{ path: '/accounts/imports', family: 'accounts', error } as const]
    const listAllDefinitions = async () => ({ ...indexOf(definitions.map(summaryOf)), unread })
    renderWithApi(<Routed />, { ...api, listAllDefinitions })
    expect(await screen.findByText(/\/accounts\/imports couldn’t be read/)).toBeTruthy()
    expect(screen.getByText('Webinar attendees')).toBeTruthy()
  })

  it('holds the rows in sight of 5,000 definitions, and finds the last one', async () => {
    const many = Array.from({ length: 5_000 }, (_one, id) => ({
      ...summaryOf(belgianContacts),
      id,
      uri: `/contacts/exports/${id + 1}`,
      name: `Export ${String(id).padStart(4, '0')}`,
    }))
    const { user } = renderWithApi(<Routed />, { ...api, listAllDefinitions: async () => indexOf(many) })
    const grid = await screen.findByRole('grid', { name: 'Definitions' })
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
    await user.type(screen.getByLabelText('Search definitions'), '4999')
    expect(await within(grid).findByText('Export 4999')).toBeTruthy()
  })

  it('deletes several after showing what depends on them', async () => {
    const deleteDefinitions = vi.fn<Api['deleteDefinitions']>(async ({ uris }) => uris.map((uri) => ({ uri })))
    const { uri, name } = belgianContacts
    const findDependants = async () => [
      { uri, name, runningSyncs: [12], stagedKilobytes: 0, uploads: [], keptResults: 0 },
    ]
    const { user } = renderWithApi(<Routed />, { ...api, deleteDefinitions, findDependants })
    await user.click(await screen.findByRole('checkbox', { name: `Select ${name}` }))
    await user.click(screen.getByRole('button', { name: 'Delete…' }))
    expect(await screen.findByText('Sync 12 of “Belgian contacts” is running and may fail.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Delete definition' }))
    expect(deleteDefinitions).toHaveBeenCalledExactlyOnceWith({ uris: [uri] })
  })
})
