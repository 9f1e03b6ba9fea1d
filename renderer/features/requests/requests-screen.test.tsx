import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { RequestChanges, RequestEntry } from '../../../shared/contract/request-log.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { RequestsScreen } from './requests-screen.tsx'

const entry = (id: number, more: Partial<RequestEntry> = {}): RequestEntry => ({
  id,
  startedAt: '2026-11-28T18:00:00.000Z',
  method: 'GET',
  origin: 'https://secure.p03.eloqua.com',
  path: `/api/bulk/2.0/syncs/${id}`,
  feature: 'syncs',
  attempt: 1,
  bytesOut: 0,
  bytesIn: 100,
  status: 200,
  milliseconds: 12,
  ...more,
})
const changes = (entries: readonly RequestEntry[], more: Partial<RequestChanges> = {}): RequestChanges => ({
  entries,
  revision: entries.length,
  oldestId: 1,
  dropped: 0,
  ...more,
})
const FEW = [
  entry(1),
  entry(2, { method: 'POST', path: '/api/bulk/2.0/syncs', status: 201, started: 'export' }),
  entry(3, { feature: 'uploads', status: undefined, failure: 'timeout', bytesIn: 0 }),
]
const QUIET = { export: 3, import: 0, syncAction: 0 }

function renderScreen(api: Partial<Api> = {}) {
  return renderWithApi(<RequestsScreen />, {
    listRequests: async () => changes(FEW),
    getHourlyCounts: async () => QUIET,
    ...api,
  })
}

const rows = async () => {
  const grid = await screen.findByRole('grid', { name: 'Requests' })
  return within(grid).getAllByRole('row').slice(1)
}

describe('the screen of requests', () => {
  it('has the newest first, and narrows by words, feature and failure', async () => {
    const { user } = renderScreen()
    expect((await rows()).map((row) => row.textContent)).toMatchObject([/Timed out/, /POST.*201/, /GET.*200/])
    await user.type(screen.getByRole('textbox', { name: 'Find requests' }), 'post 201')
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    await user.clear(screen.getByRole('textbox', { name: 'Find requests' }))
    await user.click(screen.getByRole('checkbox', { name: 'Failed only' }))
    await waitFor(async () => expect((await rows())[0]?.textContent).toContain('Timed out'))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Feature' }), 'Syncs')
    expect(await screen.findByText('No requests match')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show all requests' }))
    await waitFor(async () => expect(await rows()).toHaveLength(3))
  })

  it('asks only for what changed, and shows that', async () => {
    const listRequests = vi.fn(async ({ since }: { since: number }) =>
      since === 0 ? changes(FEW) : changes([entry(3, { feature: 'uploads' }), entry(4)], { revision: 5, oldestId: 2 }),
    )
    const { emit } = renderScreen({ listRequests })
    expect(await rows()).toHaveLength(3)
    act(() => emit('requests-changed', null))
    await waitFor(() => expect(listRequests).toHaveBeenLastCalledWith({ since: 3 }))
    await waitFor(async () => expect((await rows())[0]?.textContent).toContain('/syncs/4'))
    expect((await rows()).map((row) => /Timed out/.test(row.textContent ?? ''))).toEqual([false, false, false])
  })

  it('opens a request by Enter, and copies it as cURL from its menu', async () => {
    const copyRequestAsCurl = vi.fn(async () => undefined)
    const { user } = renderScreen({ copyRequestAsCurl })
    const [first] = await rows()
    first?.focus()
    await user.keyboard('{ArrowDown}{Enter}')
    const details = await screen.findByRole('region', { name: 'Request' })
    expect(details.textContent).toContain('POST https://secure.p03.eloqua.com/api/bulk/2.0/syncs')
    await user.pointer({ keys: '[MouseRight]', target: (await rows())[1] as HTMLElement })
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as cURL' }))
    expect(copyRequestAsCurl).toHaveBeenCalledWith({ id: 2 })
  })

  it('saves as HAR what is shown, the oldest first', async () => {
    const saveRequestsHar = vi.fn(async () => ({ saved: true }))
    const { user } = renderScreen({ saveRequestsHar })
    await rows()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Feature' }), 'Syncs')
    await waitFor(async () => expect(await rows()).toHaveLength(2))
    await user.click(screen.getByRole('button', { name: 'Save as HAR…' }))
    expect(saveRequestsHar).toHaveBeenCalledWith({ ids: [1, 2] })
    expect(await screen.findByText('2 requests saved. The file has no headers and no bodies.')).toBeDefined()
  })

  it('shows the hour beside the limits, and warns near one of them only', async () => {
    const { unmount } = renderScreen()
    const hour = await screen.findByRole('region', { name: /started in the last 60 minutes/ })
    expect(hour.textContent).toContain('3 of 2,000')
    expect(hour.textContent).toContain('other integrations')
    expect(screen.queryByRole('note')).toBeNull()
    unmount()
    renderScreen({ getHourlyCounts: async () => ({ export: 1_800, import: 0, syncAction: 0 }) })
    expect((await screen.findByRole('note')).textContent).toContain('1,800 exports')
  })

  it('keeps a few rows in the document of thousands', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => entry(at + 1))
    renderScreen({ listRequests: async () => changes(many, { dropped: 12 }) })
    expect((await rows()).length).toBeLessThan(60)
    expect(screen.getByText(/12 earlier ones are no longer listed/)).toBeDefined()
  })
})
