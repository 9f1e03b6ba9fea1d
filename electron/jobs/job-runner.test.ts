import { rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { createSignInGate } from '../eloqua/http/sign-in-gate.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'
import { EXPORT_OF_ROWS, openJobWorld } from './testing/job-world.ts'

const HOUR = 3_600_000

describe('createJobRunner', () => {
  it('starts the sync once, saves its rows under a name that is free, and logs the run', async () => {
    const { simulator, store, job, world, runnerWith, files, text, runs } = await openJobWorld()
    const runner = runnerWith()
    expect(await runner.look(job.jobId)).toBeUndefined()
    world.now += HOUR
    expect(await runner.look(job.jobId)).toMatchObject({ by: 'schedule', end: { kind: 'done', rows: 40 } })
    expect(await runner.look(job.jobId)).toBeUndefined()
    expect(await runner.press(job.jobId)).toMatchObject({ by: 'user', end: { kind: 'done', rows: 40 } })
    expect(files()).toEqual(['Rows (2).csv', 'Rows.csv'])
    expect(text('Rows.csv').trim().split('\n')).toHaveLength(41)
    expect(text('Rows (2).csv')).toBe(text('Rows.csv'))
    expect(store.runs(job.jobId)).toHaveLength(2)
    expect(simulator.control.requests.list().filter(({ method }) => method === 'POST')).toHaveLength(2)
    // Nobody asked to keep the rows anywhere else.
    expect(runs.shelf.all()).toEqual([])
  })

  it('goes on with the sync that an ended process had started, and starts no other', async () => {
    const { simulator, store, job, world, runnerWith, files } = await openJobWorld()
    simulator.control.faults.add({
      method: 'POST',
      path: '*/syncs',
      count: 1,
      effect: { kind: 'sync', outcome: 'stuck-pending' },
    })
    world.now += HOUR
    const first = runnerWith()
    const left = first.look(job.jobId)
    await vi.waitFor(() => expect(store.find(job.jobId)?.current?.syncId).toBeDefined())
    await first.stop()
    expect(await left).toBeUndefined()
    const syncId = store.find(job.jobId)?.current?.syncId
    simulator.control.faults.clear()
    const second = runnerWith()
    const going = second.look(job.jobId)
    await vi.waitFor(() => expect(simulator.control.requests.list().at(-1)?.path).toContain(`/syncs/${syncId}`))
    second.cancel(job.jobId)
    expect(await going).toMatchObject({ syncId, end: { kind: 'canceled' } })
    expect(simulator.control.requests.list().filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(files()).toEqual([])
  })

  it('waits where Eloqua refuses the sign-in, and goes on after the user has signed in', async () => {
    const gate = createSignInGate()
    const secret = { company: 'APITest', user: 'API.User', password: 'expired' }
    const { job, store, runnerWith, files } = await openJobWorld({
      client: ({ origin }) => createTestClient(origin, { signIn: gate, credentials: async () => ({ ...secret }) }),
    })
    const runner = runnerWith()
    expect(await runner.press(job.jobId)).toBeUndefined()
    expect(store.find(job.jobId)?.current?.waits).toBe('sign-in')
    secret.password = 'practice'
    gate.open()
    expect(await runner.goOn(job.jobId)).toMatchObject({ end: { kind: 'done', rows: 40 } })
    expect(files()).toEqual(['Rows.csv'])
  })

  it('lets one of two processes run a job that is due, and the other skip it', async () => {
    const { job, world, runnerWith, files, simulator, log } = await openJobWorld()
    world.now += HOUR
    const ends = await Promise.all([runnerWith().look(job.jobId), runnerWith().look(job.jobId)])
    expect(ends.map((run) => run?.end.kind)).toEqual(['done', undefined])
    expect(files()).toEqual(['Rows.csv'])
    expect(log()).toEqual(['done'])
    expect(simulator.control.requests.list().filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('refuses to run a job twice at once', async () => {
    const { job, runnerWith } = await openJobWorld()
    const runner = runnerWith()
    const first = runner.press(job.jobId)
    await expect(runnerWith().press(job.jobId)).rejects.toMatchObject({ code: 'not-allowed-now' })
    expect((await first)?.end.kind).toBe('done')
  })

  it('says why nothing was saved', async () => {
    const { job, runnerWith, out, simulator, files } = await openJobWorld()
    const runner = runnerWith()
    simulator.control.faults.add({
      method: 'POST',
      path: '*/syncs',
      count: 1,
      effect: { kind: 'sync', outcome: 'error' },
    })
    expect(await runner.press(job.jobId)).toMatchObject({ end: { kind: 'sync-failed', status: 'error' } })
    expect(files()).toEqual([])
    rmSync(out, { recursive: true })
    expect(await runner.press(job.jobId)).toMatchObject({ end: { kind: 'failed', error: { code: 'disk-failed' } } })
  })

  it.skipIf(process.platform !== 'linux')('spends no sync for a folder that cannot be written', async () => {
    const { job, runnerWith, store, simulator } = await openJobWorld()
    store.change(job.jobId, (now) => ({ job: { ...now, folder: '/sys' }, logged: [] }))
    expect(await runnerWith().press(job.jobId)).toMatchObject({
      end: { kind: 'failed', error: { code: 'disk-denied' } },
    })
    expect(simulator.control.requests.list({ method: 'POST' })).toEqual([])
  })

  it('starts no sync for a run that was canceled while it got ready', async () => {
    const { job, runnerWith, simulator } = await openJobWorld({
      client: ({ origin }) => {
        const client = createTestClient(origin)
        return {
          ...client,
          readJson: (request) => {
            if (request.path === EXPORT_OF_ROWS) runner.cancel('job-1')
            return client.readJson(request)
          },
        }
      },
    })
    const runner = runnerWith()
    expect(await runner.press(job.jobId)).toMatchObject({ end: { kind: 'canceled' } })
    expect(simulator.control.requests.list({ method: 'POST' })).toEqual([])
  })

  it('refuses an export that changes anything in Eloqua', async () => {
    const { job, runnerWith, store, simulator } = await openJobWorld({
      client: ({ origin }) => {
        const client = createTestClient(origin)
        const actions = [{ action: 'add', destination: '{{ContactList[1]}}' }]
        return {
          ...client,
          readJson: async (request) => {
            const answer = await client.readJson(request)
            return request.path === EXPORT_OF_ROWS ? { ...(answer as object), syncActions: actions } : answer
          },
        }
      },
    })
    expect(await runnerWith().press(job.jobId)).toMatchObject({
      end: { kind: 'failed', error: { code: 'not-allowed-now' } },
    })
    expect(store.find(job.jobId)?.current).toBeUndefined()
    expect(simulator.control.requests.list().filter(({ method }) => method === 'POST')).toHaveLength(0)
  })
})
