import type { CurrentRun, JobEnd, JobRun, JobStarter, SavedJob } from '../../../shared/jobs/job.ts'
import { nextRun } from '../../../shared/jobs/next-run.ts'

/** What happens to a saved job. `now` in milliseconds since 1970; `zone` is the time zone of this computer. */
export type JobEvent =
  /** The clock was looked at. `isFree`: no process is at work on a run of this job. */
  | (Moment & { readonly kind: 'looked'; readonly isFree: boolean; readonly runId: string; readonly by: JobStarter })
  | (Moment & { readonly kind: 'pressed'; readonly isFree: boolean; readonly runId: string; readonly by: JobStarter })
  | { readonly kind: 'sync-started'; readonly runId: string; readonly syncId: number }
  | { readonly kind: 'refused'; readonly runId: string }
  | { readonly kind: 'went-on'; readonly runId: string }
  | { readonly kind: 'ended'; readonly runId: string; readonly end: JobEnd; readonly now: number }
  | { readonly kind: 'paused' }
  | (Moment & { readonly kind: 'resumed' })
  | (Moment & { readonly kind: 'changed'; readonly to: JobSettings })

type JobSettings = Pick<SavedJob, 'name' | 'schedule' | 'folder' | 'fileName' | 'format'>

interface Moment {
  readonly now: number
  readonly zone: string
}

/** The job after an event, what its log gets, and the run to begin or to go on with. */
export interface JobStep {
  readonly job: SavedJob
  readonly logged: readonly JobRun[]
  readonly run?: CurrentRun
}

/** A clock that was set back by more than this was wrong before. */
const CLOCK_FAULT_MS = 24 * 3_600_000
/** More due times than this are not counted. */
const MOST_MISSED = 1_000

/** What an event makes of a job. Each due time is run, skipped, or counted as missed by a later run: once, and one of these. */
export function step(job: SavedJob, event: JobEvent): JobStep {
  switch (event.kind) {
    case 'looked':
      return look(job, event)
    case 'pressed':
      return press(job, event)
    case 'sync-started':
      return changeCurrent(job, event.runId, { syncId: event.syncId })
    case 'refused':
      return changeCurrent(job, event.runId, { waits: 'sign-in' })
    case 'went-on':
      return changeCurrent(job, event.runId, { waits: undefined })
    case 'ended':
      return job.current?.runId === event.runId ? end(job, event.end, event.now) : unchanged(job)
    case 'paused':
      return unchanged({ ...job, paused: true })
    case 'resumed':
      return unchanged({ ...job, paused: false, dueAt: dueAfter(job, event.now, event.zone) })
    case 'changed': {
      const countsFrom = isSame(job.schedule, event.to.schedule) ? job.countsFrom : iso(event.now)
      const changed = { ...job, ...event.to, countsFrom }
      return unchanged({ ...changed, dueAt: dueAfter(changed, event.now, event.zone) })
    }
  }
}

type Looked = Extract<JobEvent, { kind: 'looked' }>

function look(job: SavedJob, { now, zone, isFree, runId, by }: Looked): JobStep {
  const at = Date.parse(job.dueAt)
  if (job.paused) return goOnWith(job, isFree, now)
  if (at > now) return goOnWith(afterClockFault(job, now, zone), isFree, now)
  const { due, missed } = latestDue(job, now, zone)
  const ahead = { ...job, dueAt: dueAfter(job, now, zone) }
  const claim = { runId, by, startedAt: iso(now), dueAt: iso(due), missed }
  const isBusy = !isFree || job.current?.waits !== undefined
  if (isBusy) {
    const why = job.current?.waits ? 'waits-for-sign-in' : 'still-running'
    const skipped: JobRun = { ...claim, endedAt: iso(now), end: { kind: 'skipped', why } }
    return { job: { ...ahead, lastRun: skipped }, logged: [skipped] }
  }
  const ended = job.current ? end(ahead, { kind: 'interrupted' }, now) : unchanged(ahead)
  return { job: { ...ended.job, current: claim }, logged: ended.logged, run: claim }
}

/** A run whose process ended goes on with the sync it had started. Without one, nothing says how far it came. */
function goOnWith(job: SavedJob, isFree: boolean, now: number): JobStep {
  if (!isFree || !job.current || job.current.waits) return unchanged(job)
  if (job.current.syncId !== undefined) return { ...unchanged(job), run: job.current }
  return end(job, { kind: 'interrupted' }, now)
}

function press(job: SavedJob, { now, isFree, runId, by }: Extract<JobEvent, { kind: 'pressed' }>): JobStep {
  if (!isFree) return unchanged(job)
  const before = job.current ? end(job, { kind: job.current.waits ? 'canceled' : 'interrupted' }, now) : unchanged(job)
  const run = { runId, by, startedAt: iso(now), missed: 0 }
  return { job: { ...before.job, current: run }, logged: before.logged, run }
}

function end({ current, ...job }: SavedJob, how: JobEnd, now: number): JobStep {
  if (!current) return unchanged(job)
  const { waits: _waits, ...facts } = current
  const run: JobRun = { ...facts, endedAt: iso(now), end: how }
  return { job: { ...job, lastRun: run }, logged: [run] }
}

type CurrentChange = { readonly syncId?: number; readonly waits?: 'sign-in' | undefined }

function changeCurrent(job: SavedJob, runId: string, { waits, ...change }: CurrentChange): JobStep {
  if (job.current?.runId !== runId) return unchanged(job)
  const { waits: _before, ...current } = job.current
  return unchanged({ ...job, current: { ...current, ...change, ...(waits ? { waits } : {}) } })
}

/** The newest of the due times that have passed, and how many there were before it. */
function latestDue(job: SavedJob, now: number, zone: string): { readonly due: number; readonly missed: number } {
  let due = Date.parse(job.dueAt)
  let missed = 0
  for (let next = due; missed < MOST_MISSED; missed += 1) {
    next = nextRun(job, new Date(due), zone).getTime()
    if (next > now) break
    due = next
  }
  return { due, missed }
}

/** What was noted more than a day from now was noted by a clock that ran ahead: the schedule starts over. */
function afterClockFault(job: SavedJob, now: number, zone: string): SavedJob {
  const noted = [job.countsFrom, job.lastRun?.startedAt, job.current?.startedAt].flatMap((time) => time ?? [])
  if (!noted.some((time) => Date.parse(time) - now > CLOCK_FAULT_MS)) return job
  const counted = { ...job, countsFrom: iso(now) }
  return { ...counted, dueAt: dueAfter(counted, now, zone) }
}

function dueAfter(job: SavedJob, now: number, zone: string): string {
  return nextRun(job, new Date(now), zone).toISOString()
}

function unchanged(job: SavedJob): JobStep {
  return { job, logged: [] }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
