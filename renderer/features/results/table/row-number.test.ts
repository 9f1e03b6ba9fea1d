import { describe, expect, it } from 'vitest'
import { readRowNumber } from './row-number.ts'

describe('readRowNumber', () => {
  it.each([
    ['1', 0],
    ['1,204', 1_203],
    [" 12'000 ", 11_999],
    ['4.321.999', 4_321_998],
  ])('reads %s', (text, row) => {
    expect(readRowNumber(text, 5_000_000)).toBe(row)
  })

  it.each([['0'], ['-1'], ['5000001'], ['12a'], ['']])('refuses %j', (text) => {
    expect(readRowNumber(text, 5_000_000)).toBeUndefined()
  })
})
