import { describe, expect, test } from 'vitest'
import { rowsOfParts } from './rows-of-parts.ts'

const part = (index: number, firstRow?: number, lastRow?: number) => ({ index, firstRow, lastRow })

describe('rowsOfParts', () => {
  test('joins parts that follow each other, whatever was held back between them', () => {
    expect(rowsOfParts([part(0, 1, 400), part(1, 402, 1_200)])).toBe('rows 1 to 1,200')
  })

  test('names what lies apart, and single rows as such', () => {
    expect(rowsOfParts([part(0, 1, 4), part(2, 9, 9)])).toBe('rows 1 to 4 and 9')
    expect(rowsOfParts([part(3, 7, 7)])).toBe('row 7')
  })

  test('says nothing of parts whose rows nobody noted, and of none', () => {
    expect(rowsOfParts([part(0, 1, 4), part(1)])).toBeUndefined()
    expect(rowsOfParts([])).toBeUndefined()
  })
})
