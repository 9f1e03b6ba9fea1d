import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { aSync, belgianContacts, onePage, webinarAttendees } from '../../testing/samples.ts'
import { currentRoute, useRoute } from '../../window/navigation.ts'
import { DefinitionsScreen } from './definitions-screen.tsx'

const definitions = [belgianContacts, webinarAttendees]
const api = {
  listDefinitions: vi.fn<Api['listDefinitions']>(async ({ kinds }) =>
    definitions.filter(({ kind }) => kinds.includes(kind)),
  ),
  getDefinition: async ({ uri }: { uri: string }) => definitions.find((each) => each.uri === uri) ?? belgianContacts,
  listSyncs: async () => onePage([aSync(66_104, belgianContacts), aSync(66_103, webinarAttendees)]),
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
    await user.click(screen.getByRole('radio', { name: 'Exports' }))
    expect(api.listDefinitions).toHaveBeenLastCalledWith({ kinds: ['export'], search: '', limit: 200 })
  })
})
