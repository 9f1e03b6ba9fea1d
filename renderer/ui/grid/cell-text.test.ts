import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showCell } from './cell-text.ts'

describe('showCell', () => {
  it('marks every kind of line break and tab', () => {
    expect(showCell('one\ntwo\r\nthree\rfour\tfive')).toBe('one ⏎ two ⏎ three ⏎ four ⇥ five')
  })

  it('leaves text without breaks as it is, leading zeros and all', () => {
    expect(showCell('00123 =SUM(A1)  ')).toBe('00123 =SUM(A1)  ')
  })

  it('never cuts a character in two and never grows without bound', () => {
    const long = fc.string({ unit: 'grapheme', minLength: 200, maxLength: 600 })
    fc.assert(
      fc.property(long, (text) => {
        const shown = showCell(text)
        expect(shown.isWellFormed()).toBe(text.isWellFormed())
        expect(shown.length).toBeLessThanOrEqual(301 * 3)
      }),
    )
  })
})
