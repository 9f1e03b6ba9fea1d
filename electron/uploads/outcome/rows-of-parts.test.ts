import { describe, expect, test } from 'vitest'
import { spansOfParts } from './rows-of-parts.ts'

const part = (index: number, firstRow?: number, lastRow?: number) => ({ index, firstRow, lastRow })

describe('spansOfParts', () => {
  test('joins parts that follow each other, whatever was held back between them', () => {
    expect(spansOfParts([part(0, 1, 400), part(1, 402, 1_200)])).toEqual([{ first: 1, last: 1_200 }])
  })

  test('names what lies apart, and single rows as such', () => {
    expect(spansOfParts([part(0, 1, 4), part(2, 9, 9)])).toEqual([
      { first: 1, last: 4 },
      { first: 9, last: 9 },
    ])
    expect(spansOfParts([part(3, 7, 7)])).toEqual([{ first: 7, last: 7 }])
  })

  test('says nothing of parts whose rows were not noted, and of none', () => {
    expect(spansOfParts([part(0, 1, 4), part(1)])).toEqual([])
    expect(spansOfParts([])).toEqual([])
  })
})
