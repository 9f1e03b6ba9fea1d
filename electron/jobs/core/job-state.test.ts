import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobRun, JobSchedule, SavedJob } from '../../../shared/jobs/job.ts'
import { nextRun } from '../../../shared/jobs/next-run.ts'
import { type JobEvent, step } from './job-state.ts'

const ZONE = 'Europe/Brussels'
const START = Date.parse('2026-03-20T10:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function jobAt(schedule: JobSchedule, now = START): SavedJob {
  const countsFrom = new Date(now).toISOString()
  return {
    ...{ jobId: 'job', connectionId: 'connection', name: 'Belgian contacts', folder: '/out', format: 'raw' },
    definition: { uri: '/contacts/exports/1', name: 'Belgian contacts' },
    ...{ fileName: '{date}', paused: false, schedule, countsFrom },
    dueAt: nextRun({ schedule, countsFrom }, new Date(now), ZONE).toISOString(),
  }
}

/** Plays events on a job and keeps what a process would: the log, and which run is at work. */
function play(job: SavedJob) {
  const world = { job, log: [] as JobRun[], begun: [] as string[], number: 0 }
  function tell(event: JobEvent) {
    const { job: after, logged, run } = step(world.job, event)
    world.job = after
    world.log.push(...logged)
    if (run && !world.begun.includes(run.runId)) world.begun.push(run.runId)
    return run
  }
  return {
    world,
    tell,
    look: (now: number, isFree = true) =>
      tell({ kind: 'looked', now, zone: ZONE, isFree, runId: `run-${++world.number}`, by: 'schedule' }),
    end: (runId: string, now: number) =>
      tell({ kind: 'ended', runId, end: { kind: 'done', rows: 1, path: '/f' }, now }),
  }
}

describe('step', () => {
  it('runs once for all times missed while Bulkdesk was closed, and counts them', () => {
    const { world, look } = play(jobAt({ every: 'day', at: '03:00' }))
    const run = look(START + 5 * 24 * HOUR)
    expect(run).toMatchObject({ dueAt: '2026-03-25T02:00:00.000Z', missed: 4 })
    expect(world.job.dueAt).toBe('2026-03-26T02:00:00.000Z')
    expect(look(START + 5 * 24 * HOUR)).toBeUndefined()
  })

  it('skips a run while the one before is still at work, and says so', () => {
    const { world, look } = play(jobAt({ every: 'hours', hours: 1 }))
    look(START + HOUR)
    expect(look(START + 2 * HOUR, false)).toBeUndefined()
    expect(world.log).toMatchObject([{ end: { kind: 'skipped', why: 'still-running' } }])
  })

  it('waits for a sign-in, skips meanwhile, and goes on', () => {
    const { world, look, tell } = play(jobAt({ every: 'hours', hours: 1 }))
    const runId = look(START + HOUR)?.runId ?? ''
    tell({ kind: 'refused', runId })
    expect(look(START + 2 * HOUR)).toBeUndefined()
    expect(world.log.at(-1)?.end).toEqual({ kind: 'skipped', why: 'waits-for-sign-in' })
    tell({ kind: 'went-on', runId })
    expect(world.job.current).toMatchObject({ runId })
    expect(world.job.current?.waits).toBeUndefined()
  })

  it('goes on with the sync that a process left, and ends a run of which no sync is known', () => {
    const left = play(jobAt({ every: 'day', at: '03:00' }))
    const runId = left.look(START + 24 * HOUR)?.runId ?? ''
    left.tell({ kind: 'sync-started', runId, syncId: 66 })
    expect(left.look(START + 25 * HOUR)).toMatchObject({ runId, syncId: 66 })
    const lost = play(jobAt({ every: 'day', at: '03:00' }))
    lost.look(START + 24 * HOUR)
    expect(lost.look(START + 25 * HOUR)).toBeUndefined()
    expect(lost.world.log).toMatchObject([{ end: { kind: 'interrupted' } }])
    expect(lost.world.job.current).toBeUndefined()
  })

  it('runs at its new times after it was changed or resumed, and makes up for nothing', () => {
    const { world, look, tell } = play(jobAt({ every: 'day', at: '03:00' }))
    tell({ kind: 'paused' })
    expect(look(START + 48 * HOUR)).toBeUndefined()
    tell({ kind: 'resumed', now: START + 48 * HOUR, zone: ZONE })
    expect(look(START + 48 * HOUR)).toBeUndefined()
    const to = {
      name: 'n',
      folder: '/o',
      fileName: 'f',
      format: 'xlsx',
      schedule: { every: 'day', at: '12:00' },
    } as const
    tell({ kind: 'changed', to, now: START + 48 * HOUR, zone: ZONE })
    expect(world.job).toMatchObject({ ...to, dueAt: '2026-03-22T11:00:00.000Z' })
  })

  it('starts over where the clock had been set far ahead', () => {
    const { world, look, end } = play(jobAt({ every: 'week', on: 1, at: '03:00' }))
    end(look(START + 400 * 24 * HOUR)?.runId ?? '', START + 400 * 24 * HOUR)
    look(START)
    expect(world.job.dueAt).toBe('2026-03-23T02:00:00.000Z')
  })
})

const schedules: fc.Arbitrary<JobSchedule> = fc.oneof(
  fc.record({ every: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ every: fc.constant('day' as const), at: fc.constantFrom('00:00', '02:30', '03:00', '23:59') }),
  fc.record({ every: fc.constant('week' as const), on: fc.integer({ min: 0, max: 6 }), at: fc.constantFrom('02:30') }),
)

/** Sleeps of minutes to days, clocks set back a little, runs that end or are killed, and processes that look at once. */
const happenings = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 5_000 }) }),
    fc.record({ kind: fc.constant('set back' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
    fc.record({ kind: fc.constantFrom('end', 'kill', 'sync', 'refuse', 'sign in', 'look' as const) }),
  ),
  { maxLength: 80 },
)

describe('a saved job, whatever happens', () => {
  it('has each due time run, skipped or counted as missed, and none of them twice', () => {
    fc.assert(
      fc.property(schedules, happenings, (schedule, moves) => {
        const { world, look, tell, end } = play(jobAt(schedule))
        let now = START
        let latest = START
        /** The run that a living process is at work on. */
        let atWork: string | undefined
        for (const move of moves) {
          const runId = world.job.current?.runId ?? ''
          if (move.kind === 'pass') now += move.minutes * MINUTE
          // A clock that goes back by more than a day starts the schedule over.
          if (move.kind === 'set back' && latest - now < 12 * HOUR) now -= move.minutes * MINUTE
          if (move.kind === 'end' && atWork) end(runId, now)
          if (move.kind === 'sync' && atWork) tell({ kind: 'sync-started', runId, syncId: 1 })
          if (move.kind === 'refuse' && atWork) tell({ kind: 'refused', runId })
          if (['end', 'kill', 'refuse'].includes(move.kind)) atWork = undefined
          if (move.kind === 'sign in' && world.job.current?.waits) {
            tell({ kind: 'went-on', runId })
            atWork = runId
          }
          latest = Math.max(latest, now)
          atWork = look(now, atWork === undefined)?.runId ?? atWork
        }
        const begun = [...world.log, ...(world.job.current ? [world.job.current] : [])]
        const taken = begun.flatMap(({ dueAt }) => dueAt ?? [])
        expect(new Set(taken).size).toBe(taken.length)
        const accounted = begun.reduce((sum, { missed }) => sum + 1 + missed, 0)
        expect(accounted).toBe(dueTimes(jobAt(schedule), latest))
      }),
      { numRuns: 200 },
    )
  })
})

function dueTimes(job: SavedJob, until: number): number {
  let count = 0
  for (let due = Date.parse(job.dueAt); due <= until; due = nextRun(job, new Date(due), ZONE).getTime()) count += 1
  return count
}
