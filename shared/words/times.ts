import { parseDuration } from '../eloqua/retention.ts'
import { formatCounted } from './numbers.ts'

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const LONG_DAY = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'long', year: 'numeric' })
const LONG_MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric' })
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY_LONG = 24 * HOUR

/** Local time, as short as it can be without being doubtful: `14:02`, `Yesterday 14:02`, `3 Nov, 14:02`. */
export function formatLocal(time: Date, now: Date): string {
  const clock = CLOCK.format(time)
  const days = dayNumber(now) - dayNumber(time)
  if (days === 0) return clock
  if (days === 1) return `Yesterday ${clock}`
  if (days === -1) return `Tomorrow ${clock}`
  const date = time.getFullYear() === now.getFullYear() ? DAY.format(time) : DAY_AND_YEAR.format(time)
  return `${date}, ${clock}`
}

/** `28 Nov 2026`. */
export function formatDay(time: Date): string {
  return DAY_AND_YEAR.format(time)
}

/** `November 28, 2026`: says beyond doubt which number is the month. */
export function formatLongDay(time: Date): string {
  return LONG_DAY.format(time)
}

/** `November 2026`. */
export function formatLongMonth(time: Date): string {
  return LONG_MONTH.format(time)
}

/** The heading of a day (`2026-11-28`): `Today`, `Yesterday`, `Saturday, 28 Nov 2026`. Empty text: a time that nobody can read. */
export function formatDayHeading(day: string, now: Date): string {
  const time = new Date(`${day}T00:00`)
  if (Number.isNaN(time.getTime())) return 'Day unknown'
  const days = dayNumber(now) - dayNumber(time)
  if (days === 0) return 'Today'
  return days === 1 ? 'Yesterday' : `${WEEKDAY.format(time)}, ${DAY_AND_YEAR.format(time)}`
}

/** The time of day alone: `14:02`. */
export function formatClock(time: Date): string {
  return CLOCK.format(time)
}

/** A day as people type one: `28 Nov 2026 Saturday`. */
export function formatSearchedDay(time: Date): string {
  return `${DAY_AND_YEAR.format(time)} ${WEEKDAY.format(time)}`
}

/** `just now`, `2 min ago`, `in 5 h`; within a day only, else as formatLocal. */
export function formatRelative(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime()
  const distance = Math.abs(passed)
  if (distance < MINUTE) return passed >= 0 ? 'just now' : 'in a moment'
  if (distance >= 12 * HOUR) return formatLocal(time, now)
  const words = distance < HOUR ? `${Math.floor(distance / MINUTE)} min` : `${Math.floor(distance / HOUR)} h`
  return passed >= 0 ? `${words} ago` : `in ${words}`
}

/** The exact moment, in UTC: `2025-11-03 14:02:09 UTC`. */
export function formatUtc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** Milliseconds in words: `0.4 s`, `9 s`, `1 m 4 s`, `2 h 3 m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`
}

function dayNumber(time: Date): number {
  return Math.round(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / DAY_LONG)
}

/** An ISO 8601 duration in words: `PT12H` -> `12 hours`, `P1DT6H` -> `1 day 6 hours`. Any other text is returned as it is. */
export function describeDuration(duration: string): string {
  const total = parseDuration(duration)
  if (total === undefined) return duration
  const units = [
    [Math.floor(total / DAY_LONG), 'day'],
    [Math.floor((total % DAY_LONG) / HOUR), 'hour'],
    [Math.floor((total % HOUR) / MINUTE), 'minute'],
    [Math.floor((total % MINUTE) / 1000), 'second'],
  ] as const
  const parts = units.filter(([count]) => count > 0).map(([count, unit]) => formatCounted(count, unit))
  return parts.join(' ') || 'no time'
}
