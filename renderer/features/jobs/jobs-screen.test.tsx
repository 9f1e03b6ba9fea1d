import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { JobRun, SavedJob } from '../../../shared/jobs/job.ts'
import { useRunAgain } from '../../entities/job/use-run-again.tsx'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { currentRoute } from '../../window/navigation.ts'
import { JobsScreen } from './jobs-screen.tsx'

const DONE: JobRun = {
  ...{ runId: 'r1', by: 'schedule', missed: 2, syncId: 66105 },
  startedAt: '2026-11-29T03:00:00.000Z',
  endedAt: '2026-11-29T03:00:42.000Z',
  end: { kind: 'done', rows: 1204, path: '/exports/Belgian contacts 2026-11-29 0300.csv' },
}
const JOB: SavedJob = {
  ...{ jobId: 'j1', connectionId: 'c1', name: 'Belgian contacts', folder: '/exports', format: 'raw', paused: false },
  definition: { uri: '/contacts/exports/1', name: 'Belgian contacts' },
  schedule: { every: 'day', at: '03:00' },
  countsFrom: '2026-11-01T00:00:00.000Z',
  fileName: 'Belgian contacts {date} {time}',
  dueAt: '2026-11-30T03:00:00.000Z',
  lastRun: DONE,
}

const connections: Partial<Api> = { listConnections: async () => ({ connections: [] }) }

function jobsApi(jobs: readonly SavedJob[], more: Partial<Api> = {}): Partial<Api> {
  return { ...connections, listJobs: async () => jobs, listJobRuns: async () => [DONE], ...more }
}

describe('JobsScreen', () => {
  it('lists each job with its schedule and outcome, and the runs of the first', async () => {
    const showJobFile = vi.fn<Api['showJobFile']>(async () => {})
    const { user } = renderWithApi(<JobsScreen />, jobsApi([JOB], { showJobFile }))
    expect(
      await screen.findByRole('row', { name: /Belgian contacts Daily at 03:00 .* 1,204 rows saved/ }),
    ).toBeDefined()
    const runs = await screen.findByRole('list', { name: 'Runs of Belgian contacts' })
    expect(await within(runs).findByText(/2 earlier runs missed/)).toBeDefined()
    await user.click(within(runs).getByRole('button', { name: 'Show in folder' }))
    expect(showJobFile).toHaveBeenCalledWith({ jobId: 'j1', runId: 'r1' })
    await user.click(within(runs).getByRole('button', { name: 'Open sync' }))
    expect(currentRoute()).toEqual({ screen: 'sync', id: 66105 })
  })

  it('says what a job waits for, and that a run was skipped', async () => {
    const waits: SavedJob = {
      ...JOB,
      current: { runId: 'r2', by: 'schedule', startedAt: DONE.startedAt, missed: 0, waits: 'sign-in' },
    }
    const skipped: JobRun = { ...DONE, runId: 'r3', end: { kind: 'skipped', why: 'waits-for-sign-in' } }
    renderWithApi(<JobsScreen />, jobsApi([waits], { listJobRuns: async () => [skipped] }))
    expect(await screen.findByText('Waiting for you to sign in again')).toBeDefined()
    expect(await screen.findByText(/Skipped: the run before was waiting for a sign-in/)).toBeDefined()
  })

  it('runs a job now, pauses it, and brings back one that was deleted', async () => {
    let jobs: readonly SavedJob[] = [JOB]
    const runJob = vi.fn<Api['runJob']>(async () => {})
    const pauseJob = vi.fn<Api['pauseJob']>(async () => JOB)
    const api = jobsApi([], {
      listJobs: async () => jobs,
      ...{ runJob, pauseJob },
      removeJob: async () => {
        jobs = []
      },
      restoreJob: async () => {
        jobs = [JOB]
      },
    })
    const { user } = renderWithApi(<JobsScreen />, api)
    const choose = async (item: string) => {
      await user.click(await screen.findByRole('button', { name: 'Actions for Belgian contacts' }))
      await user.click(await screen.findByRole('menuitem', { name: item }))
    }
    await choose('Run now')
    expect(runJob).toHaveBeenCalledWith({ jobId: 'j1' })
    await choose('Pause job')
    expect(pauseJob).toHaveBeenCalledWith({ jobId: 'j1', paused: true })
    await choose('Delete job')
    expect(await screen.findByText('No saved jobs')).toBeDefined()
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('row', { name: /Belgian contacts/ })).toBeDefined()
  })

  it('changes a job, and keeps its folder where no other one was chosen', async () => {
    const changeJob = vi.fn<Api['changeJob']>(async () => JOB)
    const { user } = renderWithApi(<JobsScreen />, jobsApi([JOB], { changeJob }))
    await user.click(await screen.findByRole('button', { name: 'Actions for Belgian contacts' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit job…' }))
    const form = await screen.findByRole('dialog', { name: 'Edit job' })
    const name = within(form).getByRole('textbox', { name: 'Job name' })
    await user.clear(name)
    await user.click(within(form).getByRole('button', { name: 'Save job' }))
    expect(within(form).getByText('Enter a name for this job.')).toBeDefined()
    await user.type(name, 'Belgium')
    await user.click(within(form).getByRole('button', { name: 'Save job' }))
    await waitFor(() => expect(changeJob).toHaveBeenCalledOnce())
    const { name: sent, schedule, fileName, format } = changeJob.mock.calls[0]?.[0] ?? {}
    expect({ sent, schedule, fileName, format }).toEqual({
      ...{ sent: 'Belgium', schedule: JOB.schedule, fileName: JOB.fileName, format: 'raw' },
    })
  })
})

function RunAgain() {
  const { open, form } = useRunAgain({ uri: '/contacts/exports/1', name: 'Belgian contacts' })
  return (
    <>
      <button type="button" onClick={open}>
        Again
      </button>
      {form}
    </>
  )
}

describe('useRunAgain', () => {
  it('makes a job of an export once the user has chosen a folder, and leads to the list', async () => {
    const addJob = vi.fn<Api['addJob']>(async () => JOB)
    const { user } = renderWithApi(<RunAgain />, {
      ...connections,
      addJob,
      chooseJobFolder: async () => ({ folderId: 'f1', path: '/exports' }),
    })
    await user.click(screen.getByRole('button', { name: 'Again' }))
    await user.click(await screen.findByRole('button', { name: 'Save job' }))
    expect(screen.getByText('Choose a folder.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Choose folder…' }))
    expect(await screen.findByDisplayValue('/exports')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Save job' }))
    await waitFor(() =>
      expect(addJob).toHaveBeenCalledWith({
        ...{ definitionUri: '/contacts/exports/1', name: 'Belgian contacts', folderId: 'f1', format: 'raw' },
        ...{ schedule: { every: 'day', at: '06:00' }, fileName: 'Belgian contacts {date} {time}' },
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'See saved jobs' }))
    expect(currentRoute()).toEqual({ screen: 'jobs' })
  })
})
