import { expect, test } from 'vitest'
import { fileRowsWords, partsWords, spanWords, syncsWords } from './upload-rows.ts'

test('files are named in a sentence, with their rows', () => {
  const files = [
    { fileName: 'a.csv', rows: 1 },
    { fileName: 'b.csv', rows: 1200 },
  ]
  expect(fileRowsWords(files)).toBe('1 row of a.csv and 1,200 of b.csv')
})

test('rows of the file are named by their runs', () => {
  expect(spanWords([])).toBeUndefined()
  expect(spanWords([{ first: 7, last: 7 }])).toBe('row 7 of the file')
  const runs = [
    { first: 1, last: 412_000 },
    { first: 500_001, last: 500_001 },
  ]
  expect(spanWords(runs)).toBe('rows 1 to 412,000 and 500,001 of the file')
})

test('parts are counted from 1, and syncs named by their numbers', () => {
  expect(partsWords([0])).toBe('part 1')
  expect(partsWords([0, 2])).toBe('parts 1 and 3')
  expect(syncsWords(['/syncs/12', '/syncs/13'])).toBe('syncs 12 and 13')
})
