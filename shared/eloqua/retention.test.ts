import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptUntil, parseDuration } from './retention.ts'

describe('parseDuration', () => {
  it('adds up whatever units are given', () => {
    const amount = fc.option(fc.nat(500), { nil: undefined })
    fc.assert(
      fc.property(amount, amount, amount, (days, hours, minutes) => {
        fc.pre([days, hours, minutes].some((part) => part !== undefined))
        const time = [hours === undefined ? '' : `${hours}H`, minutes === undefined ? '' : `${minutes}M`].join('')
        const text = `P${days === undefined ? '' : `${days}D`}${time ? `T${time}` : ''}`
        expect(parseDuration(text)).toBe(((days ?? 0) * 24 * 60 + (hours ?? 0) * 60 + (minutes ?? 0)) * 60_000)
      }),
    )
  })

  it.each(['', 'P', 'PT', '12', 'P1M', 'P1Y', 'PT12H ', 'soon', '-PT1H'])('knows nothing of %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('keptUntil', () => {
  it('counts from the end of the sync, with the seven digits Eloqua gives', () => {
    expect(keptUntil('2025-11-03T08:02:11.9471264Z', 'PT12H')?.toISOString()).toBe('2025-11-03T20:02:11.947Z')
  })

  it('does not guess when the sync has not ended or the definition is gone', () => {
    expect(keptUntil(undefined, 'PT12H')).toBeUndefined()
    expect(keptUntil('2025-11-03T08:02:11Z', undefined)).toBeUndefined()
    expect(keptUntil('2025-11-03T08:02:11Z', 'P1M')).toBeUndefined()
  })
})
