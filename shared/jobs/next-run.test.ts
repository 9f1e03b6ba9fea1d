import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobSchedule } from './job.ts'
import { nextRun } from './next-run.ts'

const ZONES = ['Europe/Brussels', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'UTC']
const at = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const schedules: fc.Arbitrary<JobSchedule> = fc.oneof(
  fc.record({ every: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 168 }) }),
  fc.record({ every: fc.constant('day' as const), at }),
  fc.record({ every: fc.constant('week' as const), on: fc.integer({ min: 0, max: 6 }), at }),
  fc.record({ every: fc.constant('month' as const), on: fc.integer({ min: 1, max: 31 }), at }),
)
const times = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2030, 0) })
const FROM = '2026-01-01T00:00:00.000Z'

function due(schedule: JobSchedule, after: string, zone: string): string {
  return nextRun({ schedule, countsFrom: FROM }, new Date(after), zone).toISOString()
}

describe('nextRun', () => {
  it('is daily at the same time of the clocks in summer and in winter', () => {
    const daily = { every: 'day', at: '03:00' } as const
    expect(due(daily, '2026-07-01T12:00:00Z', 'Europe/Brussels')).toBe('2026-07-02T01:00:00.000Z')
    expect(due(daily, '2026-12-01T12:00:00Z', 'Europe/Brussels')).toBe('2026-12-02T02:00:00.000Z')
  })

  it('runs once on the day that has no such time, as much later as the clocks skip', () => {
    const daily = { every: 'day', at: '02:30' } as const
    expect(due(daily, '2026-03-28T12:00:00Z', 'Europe/Brussels')).toBe('2026-03-29T01:30:00.000Z')
    expect(due(daily, '2026-03-29T01:30:00Z', 'Europe/Brussels')).toBe('2026-03-30T00:30:00.000Z')
  })

  it('runs once on the day that has the time twice', () => {
    const daily = { every: 'day', at: '02:30' } as const
    expect(due(daily, '2026-10-24T12:00:00Z', 'Europe/Brussels')).toBe('2026-10-25T00:30:00.000Z')
    expect(due(daily, '2026-10-25T00:30:00Z', 'Europe/Brussels')).toBe('2026-10-26T01:30:00.000Z')
  })

  it('takes the last day of a month that is shorter', () => {
    const monthly = { every: 'month', on: 31, at: '06:15' } as const
    expect(due(monthly, '2027-02-01T00:00:00Z', 'UTC')).toBe('2027-02-28T06:15:00.000Z')
    expect(due(monthly, '2028-02-01T00:00:00Z', 'UTC')).toBe('2028-02-29T06:15:00.000Z')
    expect(due(monthly, '2027-02-28T06:15:00Z', 'UTC')).toBe('2027-03-31T06:15:00.000Z')
  })

  it('counts hours from when the schedule was set, whatever the clocks do', () => {
    const hourly = { every: 'hours', hours: 6 } as const
    expect(due(hourly, '2026-03-29T00:10:00Z', 'Europe/Brussels')).toBe('2026-03-29T06:00:00.000Z')
    expect(due(hourly, '2025-12-31T00:10:00Z', 'Europe/Brussels')).toBe('2026-01-01T06:00:00.000Z')
  })

  it('is later than asked for, soon enough, and the same for every moment before it', () => {
    fc.assert(
      fc.property(
        schedules,
        times,
        fc.constantFrom(...ZONES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (...given) => {
          const [schedule, after, zone, share] = given
          const job = { schedule, countsFrom: new Date(Date.UTC(2011, 0)).toISOString() }
          const next = nextRun(job, new Date(after), zone).getTime()
          expect(next).toBeGreaterThan(after)
          expect(next - after).toBeLessThanOrEqual((schedule.every === 'month' ? 32.2 : 8.2) * 24 * 3_600_000)
          const between = Math.min(next - 1, Math.floor(after + (next - after) * share))
          expect(nextRun(job, new Date(between), zone).getTime()).toBe(next)
        },
      ),
      { numRuns: 300 },
    )
  })
})
