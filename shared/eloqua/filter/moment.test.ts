import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDateField, isMoment, toDateField } from './moment.ts'

describe('a moment of a filter', () => {
  it.each([
    ['2026-03-02 13:00:00', '2026-03-02T13:00'],
    ['2026-03-02 13:00:07', '2026-03-02T13:00:07'],
    ['2026-03-02', '2026-03-02T00:00'],
    ['2019-02-10 13:00:00.000', '2019-02-10T13:00'],
    ['', ''],
  ])('is shown in a date field: %j', (text, shown) => {
    expect(toDateField(text)).toBe(shown)
  })

  it.each(['yesterday', '02/03/2026', '2026-03-02 13:00:00.5', '2026-03-02T13:00:00', ' 2026-03-02'])(
    'stays a text where a date field cannot show it: %j',
    (text) => {
      expect(toDateField(text)).toBeUndefined()
      expect(isMoment(text)).toBe(false)
    },
  )

  it('is the same moment after it was shown and taken back', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_799 })
    fc.assert(
      fc.property(seconds, (at) => {
        const text = new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ')
        expect(fromDateField(toDateField(text) ?? '')).toBe(text)
      }),
    )
  })

  it('is blank where the field was cleared', () => {
    expect(fromDateField('')).toBe('')
  })
})
