import type { SavedJob } from './job.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Further than from one last day of a month to the next. */
const MOST_DAYS = 34

/**
 * The first time after `after` at which a job is due, by the clocks of `timeZone` (such as `Europe/Brussels`). A time that
 * the clocks skip in spring is due as much later as they skip; one that they show twice in autumn is due the first time.
 */
export function nextRun(
  { schedule, countsFrom }: Pick<SavedJob, 'schedule' | 'countsFrom'>,
  after: Date,
  timeZone: string,
): Date {
  if (schedule.every === 'hours') return nextStep(Date.parse(countsFrom), schedule.hours * HOUR_MS, after.getTime())
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number)
  const today = wallClock(after.getTime(), timeZone)
  for (let days = -1; days <= MOST_DAYS; days += 1) {
    const day = new Date(Math.floor(today / DAY_MS) * DAY_MS + days * DAY_MS)
    if (schedule.every === 'week' && day.getUTCDay() !== schedule.on) continue
    if (schedule.every === 'month' && day.getUTCDate() !== Math.min(schedule.on, lastDayOf(day))) continue
    const due = toInstant(day.getTime() + hour * HOUR_MS + minute * 60_000, timeZone)
    if (due > after.getTime()) return new Date(due)
  }
  throw new Error('A schedule has a due time in every month')
}

function nextStep(from: number, step: number, after: number): Date {
  return new Date(from + step * Math.max(1, Math.floor((after - from) / step) + 1))
}

function lastDayOf(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
}

/** When the clocks show `wall`, which is a wall clock's time written as if it were UTC. */
function toInstant(wall: number, timeZone: string): number {
  const [before, after] = [wall - DAY_MS, wall + DAY_MS].map((time) => wallClock(time, timeZone) - time)
  const earlier = Math.max(before ?? 0, after ?? 0)
  const later = Math.min(before ?? 0, after ?? 0)
  const shown = [wall - earlier, wall - later].find((time) => wallClock(time, timeZone) === wall)
  return shown ?? wall - (before ?? 0)
}

/** What the clocks show at an instant, written as if it were UTC. */
function wallClock(time: number, timeZone: string): number {
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) + (time - Math.floor(time / 1_000) * 1_000)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const numeric = 'numeric' as const
  const clock = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    hourCycle: 'h23',
  })
  clocks.set(timeZone, clock)
  return clock
}
