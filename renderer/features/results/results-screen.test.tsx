import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import { giveEverythingASize } from '../../testing/layout.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import {
  aRunningSync,
  aSync,
  belgianContacts,
  janesConnection,
  onePage,
  webinarAttendees,
} from '../../testing/samples.ts'
import { currentRoute } from '../../window/navigation.ts'
import { ResultsScreen } from './results-screen.tsx'

const old = { syncEndedAt: '2025-01-01T00:00:00Z', createdBy: 'api.user' }
const api: Partial<Api> = {
  listSyncs: async () =>
    onePage([
      aSync(66_104, belgianContacts),
      aSync(66_103, webinarAttendees),
      aRunningSync(66_102, belgianContacts),
      aSync(66_101, belgianContacts, { status: 'error' }),
      aSync(66_100, belgianContacts, old),
    ]),
  getSyncFigures: async () => ({ rows: 12_480 }),
  getDefinition: async () => belgianContacts,
  listConnections: async () => ({ connections: [janesConnection], activeId: 'c1' }),
}
const rows = () =>
  within(screen.getByRole('grid', { name: 'Results' }))
    .getAllByRole('row')
    .slice(1)

beforeEach(() => giveEverythingASize({ width: 1000, height: 700 }))

describe('ResultsScreen', () => {
  it('lists exports that have a result, and no others', async () => {
    renderWithApi(<ResultsScreen />, api)
    await screen.findByText('66104')
    expect(rows().map((row) => row.textContent?.slice(0, 5))).toEqual(['66104', '66100'])
  })

  it('says what has expired, and what only another user can read', async () => {
    renderWithApi(<ResultsScreen />, api)
    expect(await screen.findByText('Expired')).toBeTruthy()
    expect(screen.getByLabelText('Only api.user can open this')).toBeTruthy()
  })

  it('opens one by its number, and says when it is none', async () => {
    const { user } = renderWithApi(<ResultsScreen />, api)
    const field = screen.getByLabelText('Open by sync number')
    await user.type(field, 'abc{Enter}')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    await user.clear(field)
    await user.type(field, '65001{Enter}')
    expect(currentRoute()).toEqual({ screen: 'sync', id: 65_001, tab: 'data' })
  })

  it('names the way on where there is nothing to read', async () => {
    renderWithApi(<ResultsScreen />, { ...api, listSyncs: async () => onePage([aSync(1, webinarAttendees)]) })
    expect(await screen.findByText('No finished exports in the latest syncs')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'New sync' })).toBeTruthy()
  })
})
