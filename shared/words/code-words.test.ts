import { describe, expect, it } from 'vitest'
import { knownCodes } from '../eloqua/elq-codes.ts'
import { explainCode } from './code-words.ts'

/** The codes of Oracle's table and those recorded besides it, as ranges and singles. */
const DOCUMENTED = [
  ...[1, 2, 3, 4, 5, 7, 11, 12, 13, 14, 16, 17, 22, 23, 25, 26, 32, 33, 34, 35, 39, 40, 48, 49, 55, 59, 60, 61, 62],
  ...[67, 68, 69, 70, 71, 72, 77, 78, 79, 80, 81, 82, 84, 85, 101, 102, 103, 104, 105, 106, 107, 109, 110, 111, 112],
  ...[114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135],
  ...[136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146],
].map((number) => `ELQ-${String(number).padStart(5, '0')}`)

describe('explainCode', () => {
  it('has words for every code Oracle documents, and for no others', () => {
    expect([...knownCodes()].sort()).toEqual(DOCUMENTED)
  })

  it.each([
    ['ELQ-00026', 'warning', /^Duplicate identifier$/],
    ['ELQ-00004', 'information', /created/],
    ['ELQ-00122', 'error', /did not go on/],
  ])('says %s as a %s that reads %s', (code, severity, words) => {
    expect(explainCode(code)).toMatchObject({ severity, words: expect.stringMatching(words) })
  })

  it('makes nothing up for a code it does not know', () => {
    expect(explainCode('ELQ-99999')).toBeUndefined()
    expect(explainCode('constructor')).toBeUndefined()
  })
})
