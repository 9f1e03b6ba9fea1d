import { describe, expect, it } from 'vitest'
import { looksLikeNumbers } from './number-look.ts'

describe('looksLikeNumbers', () => {
  it.each([['12'], ['-4.5'], ['1,204,332'], ['1.204,50'], ['0.75'], ['12 %'], ['+3']])(
    'takes %s for a number',
    (cell) => {
      expect(looksLikeNumbers([cell, '', '7'])).toBe(true)
    },
  )

  it.each([['00123'], ['2025-11-03'], ['12a'], ['+32 499 12 34 56'], ['1,2,3'], ['1e5'], [' ']])(
    'takes %j for text',
    (cell) => {
      expect(looksLikeNumbers([cell, '7'])).toBe(false)
    },
  )

  it('says nothing of a column without a value', () => {
    expect(looksLikeNumbers(['', ''])).toBe(false)
  })
})
