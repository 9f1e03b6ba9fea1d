import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ResultPage } from '../../../../shared/contract/result-page.ts'
import { resultStatusWords } from '../../../../shared/words/results.ts'
import { lastOffset, nextOffset, PAGE_SIZES, placeOfRow, readRowNumber } from './page-place.ts'

const page = (facts: Partial<ResultPage>): ResultPage => ({
  pageId: 'p',
  syncId: 1,
  offset: 0,
  limit: 1_000,
  rows: 1_000,
  columns: [],
  hasMore: true,
  fetchedAt: '2025-11-03T14:02:00Z',
  notes: [],
  ...facts,
})

describe('placeOfRow', () => {
  it('finds the page that holds any row, and the row on it', () => {
    fc.assert(
      fc.property(fc.nat(20_000_000), fc.constantFrom(...PAGE_SIZES), (row, limit) => {
        const place = placeOfRow(row, limit)
        expect(place.offset + place.row).toBe(row)
        expect(place.offset % limit).toBe(0)
        expect(place.row).toBeLessThan(limit)
      }),
    )
  })
})

describe('lastOffset', () => {
  it('starts the last page before the last row, never after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000_000 }), fc.constantFrom(...PAGE_SIZES), (total, limit) => {
        expect(lastOffset(total, limit)).toBe(placeOfRow(total - 1, limit).offset)
      }),
    )
  })

  it('is the first page of an empty result, and unknown without a total', () => {
    expect(lastOffset(0, 1_000)).toBe(0)
    expect(lastOffset(undefined, 1_000)).toBeUndefined()
  })
})

describe('nextOffset', () => {
  it('does not believe that rows follow an empty page, nor the last one', () => {
    expect(nextOffset(page({ rows: 0, hasMore: true }))).toBeUndefined()
    expect(nextOffset(page({ rows: 10, hasMore: false }))).toBeUndefined()
  })

  it('goes on behind the rows that came, however many were asked for, so that none is passed over', () => {
    expect(nextOffset(page({ offset: 2_000, rows: 1_000 }))).toBe(3_000)
    expect(nextOffset(page({ offset: 2_000, rows: 400 }))).toBe(2_400)
  })
})

describe('the rows of a page in words', () => {
  it.each([
    [{ offset: 50_000, rows: 50_000, totalResults: 1_204_332 }, 'Rows 50,001 to 100,000 of 1,204,332'],
    [{ rows: 12 }, 'Rows 1 to 12'],
    [{ rows: 0, totalResults: 0 }, 'No rows'],
    [{ rows: 0, offset: 2_000 }, 'No rows from 2,001 on'],
  ])('says %o as %s', (facts, words) => {
    expect(resultStatusWords.rows(page(facts))).toBe(words)
  })
})

describe('readRowNumber', () => {
  it.each([
    ['1', 0],
    ['1,204,332', 1_204_331],
    [' 12 ', 11],
    ['0', undefined],
    ['1204333', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['row 5', undefined],
    ['', undefined],
  ])('takes %j as %s', (text, row) => {
    expect(readRowNumber(text, 1_204_332)).toBe(row)
  })
})
