import { screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { Run } from '../../../shared/contract/run.ts'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import type { SyncAttention, SyncIndexState } from '../../../shared/eloqua/sync-index.ts'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { aSync, belgianContacts, janesConnection, webinarAttendees } from '../../testing/samples.ts'
import { useCommand } from '../../window/commands.ts'
import { currentRoute } from '../../window/navigation.ts'
import { HomeScreen } from './home-screen.tsx'

const HOUR = 3_600_000
const failed = aSync(66_104, webinarAttendees, { status: 'error' })
const INDEX: SyncIndexState = { connectionId: 'c1', count: 1, isWhole: true, reading: 'resting' }
const NOTHING: SyncAttention = { troubled: [], troubledTotal: 0, expiring: [], index: INDEX }
const asking: Transfer = {
  ...{ transferId: 't1', kind: 'upload', title: 'long.csv → Webinar attendees', state: 'needs-you', uploadId: 'u1' },
  progress: { unit: 'bytes', done: 1 },
  message: 'Bulkdesk saw no answer to part 1.',
  startedAt: new Date().toISOString(),
}
const job: SavedJob = {
  ...{ jobId: 'j1', connectionId: 'c1', name: 'Nightly', folder: '/exports', format: 'raw', paused: false },
  definition: { uri: belgianContacts.uri, name: belgianContacts.name },
  schedule: { every: 'day', at: '03:00' },
  countsFrom: '2026-11-01T00:00:00Z',
  fileName: 'Nightly',
  dueAt: '2026-11-30T03:00:00Z',
  lastRun: {
    ...{ runId: 'r1', by: 'schedule', missed: 0, startedAt: '2026-11-29T03:00:00Z', endedAt: '2026-11-29T03:01:00Z' },
    end: { kind: 'sync-failed', status: 'error' },
  },
}

function renderHome(api: Partial<Api> = {}, beside: ReactNode = null) {
  const screens = (
    <>
      {beside}
      <HomeScreen />
    </>
  )
  return renderWithApi(screens, {
    listConnections: async () => ({ connections: [janesConnection], activeId: 'c1' }),
    refreshSyncs: async () => INDEX,
    getSyncAttention: async () => NOTHING,
    listTransfers: async () => [],
    listJobs: async () => [],
    listKeptRuns: async () => [],
    listAllDefinitions: async () => ({ items: [], unread: [], syncsSeen: { count: 0, areAll: true } }),
    getSyncFigures: async () => ({ reasons: [{ code: 'ELQ-00136', severity: 'error' }] }),
    ...api,
  })
}

const group = (name: string) => screen.findByRole('region', { name })

describe('HomeScreen', () => {
  it('says why a sync failed, and opens its log in one click', async () => {
    const { user } = renderHome({ getSyncAttention: async () => ({ ...NOTHING, troubled: [failed] }) })
    const line = within(await group('Syncs that failed or warned in the last 24 hours')).getByRole('listitem')
    expect(await within(line).findByText('Eloqua’s storage for imports is full.')).toBeDefined()
    await user.click(within(line).getByRole('button', { name: 'See log: Webinar attendees' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: 66_104, tab: 'log' })
  })

  it('opens a warning of an import on its rejected rows', async () => {
    const { user } = renderHome({
      getSyncAttention: async () => ({ ...NOTHING, troubled: [{ ...failed, status: 'warning' }] }),
      getSyncFigures: async () => ({ rejected: 4, reasons: [{ code: 'ELQ-00002', severity: 'warning', count: 4 }] }),
    })
    expect(await screen.findByText('Invalid email address: 4 rows.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'See rejected rows: Webinar attendees' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: 66_104, tab: 'rejected' })
  })

  it('opens a warning that rejected no row on its log', async () => {
    const { user } = renderHome({
      getSyncAttention: async () => ({ ...NOTHING, troubled: [{ ...failed, status: 'warning' }] }),
      getSyncFigures: async () => ({ rejected: 0, reasons: [{ code: 'ELQ-00121', severity: 'warning', count: 61 }] }),
    })
    expect(await screen.findByText('Fields with no column in the file.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'See log: Webinar attendees' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: 66_104, tab: 'log' })
  })

  it('leads to an upload that asks, and to a job that saved no file', async () => {
    const { user } = renderHome({ listTransfers: async () => [asking], listJobs: async () => [job] })
    expect(await screen.findByText('Bulkdesk saw no answer to part 1.')).toBeDefined()
    expect(await screen.findByText(/^The sync ended with status Failed/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'See runs: Nightly' }))
    expect(currentRoute()).toEqual({ screen: 'jobs', jobId: 'j1' })
    await user.click(screen.getByRole('button', { name: 'Review: long.csv → Webinar attendees' }))
    expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'u1' })
  })

  it('names a result that Eloqua deletes within hours, unless it is kept here', async () => {
    const until = new Date(Date.now() + 1.5 * HOUR).toISOString()
    const expiring = [66_103, 66_102].map((id) => ({ sync: aSync(id, belgianContacts), until }))
    const kept: Run = {
      ...{ runId: 'k1', what: 'data', syncId: 66_102, connection: janesConnection, columns: [], extraColumns: [] },
      ...{ generation: 0, rows: 1, bytes: 1, fetchedAt: until, state: { kind: 'complete' } },
    }
    renderHome({
      getSyncAttention: async () => ({ ...NOTHING, expiring }),
      listKeptRuns: async () => [kept],
    })
    await screen.findByRole('region', { name: 'Results Eloqua deletes soon' })
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
    expect(screen.getByRole('listitem').textContent).toMatch(/#66103.*Eloqua deletes the rows in 1 h \d+ m\./)
  })

  it('says calmly that nothing needs attention, and offers what is done most', async () => {
    const onOpen = vi.fn()
    function Opener() {
      useCommand('open-csv', onOpen)
      return null
    }
    const { user } = renderHome({}, <Opener />)
    expect(await screen.findByRole('heading', { name: 'Nothing needs your attention' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Open files…' }))
    expect(onOpen).toHaveBeenCalledOnce()
    await user.click(screen.getByRole('button', { name: 'Open syncs' }))
    expect(currentRoute()).toEqual({ screen: 'syncs' })
  })

  it('leads to all failed syncs, also to those of long ago', async () => {
    const { user } = renderHome()
    await user.click(await screen.findByRole('button', { name: 'All failed syncs' }))
    expect(currentRoute()).toEqual({ screen: 'syncs', group: 'failed' })
  })

  it('asks Eloqua once where the sign-in is rejected: each request would count as a try', async () => {
    const listAllDefinitions = vi.fn<Api['listAllDefinitions']>(() => new Promise(() => {}))
    const refreshSyncs = vi.fn<Api['refreshSyncs']>(() =>
      Promise.reject(new AppError({ code: 'unauthorized', message: 'No.' })),
    )
    const { user } = renderHome({ refreshSyncs, listAllDefinitions })
    await screen.findByRole('button', { name: 'Sign in again…' })
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(refreshSyncs).toHaveBeenCalledTimes(2))
    expect(listAllDefinitions).not.toHaveBeenCalled()
    expect(screen.queryByRole('heading', { name: 'Nothing needs your attention' })).toBeNull()
  })

  it('never says so of what it could not read: one failure for a lost line, with the rest beside it', async () => {
    const lost = () => Promise.reject(new AppError({ code: 'offline', message: 'The network is down.' }))
    renderHome({ refreshSyncs: lost, listAllDefinitions: lost, listTransfers: async () => [asking] })
    expect(await screen.findByText('Bulkdesk saw no answer to part 1.')).toBeDefined()
    expect(await screen.findAllByRole('alert')).toHaveLength(2)
    expect(screen.queryByRole('heading', { name: 'Nothing needs your attention' })).toBeNull()
  })
})
