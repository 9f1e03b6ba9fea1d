import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldRules } from '../../../shared/eloqua/field-rule.ts'
import { takeFirstLook } from '../read/first-look.ts'
import { CONTACT_IMPORT, checkFile, mapAll, writeCsv } from '../testing/csv-files.ts'
import { listDoubtful } from '../worker/row-jobs.ts'

const HEADERS = ['Email', 'Born', 'Score', 'Wants', 'Note']
const RULES: FieldRules = {
  Born: { type: 'date' },
  Score: { type: 'number', mayBeWhole: true },
  Wants: { type: 'boolean' },
  Note: { type: 'text', smallLimit: 5 },
}
const TARGET = { ...CONTACT_IMPORT, fields: { ...CONTACT_IMPORT.fields, Born: '', Score: '', Wants: '', Note: '' } }

function facts(rows: readonly (readonly string[])[]) {
  const { path } = writeCsv([HEADERS, ...rows].map((cells) => `${cells.join(',')}\n`).join(''))
  const { stamp, reading } = takeFirstLook({ path })
  return { stamp, reading, mapping: mapAll(HEADERS), target: TARGET, rules: RULES }
}

const DATE = fc.constantFrom('2026-03-02', '31/12/2026', '3/4/2026', '1/2/24', 'soon', '3 Mar 2026', '', '3015-01-01')
const NUMBER = fc.constantFrom('1', '1.5', '007', '"1.234,5"', 'x', '1.23456', '1234567890123456', '')
const WANTS = fc.constantFrom('true', 'ja', 'fa', 'Yes', '')
const NOTE = fc.constantFrom('a', 'longer text', '')

describe('the rows in doubt', () => {
  it('are as many as the check counted, for every way a value may not fit, however often values repeat', () => {
    const property = fc.property(
      fc.array(fc.tuple(DATE, NUMBER, WANTS, NOTE), { minLength: 1, maxLength: 40 }),
      (cells) => {
        const request = facts(cells.map((row, at) => [`a${at}@b.example`, ...row]))
        const { values = [] } = checkFile(request)
        const doubts = values.map(({ field, kind }) => ({ field, kind }))
        const rows = [...listDoubtful({ ...request, doubts, also: [] })].flat()
        expect(values.map((_, place) => rows.filter((row) => row.doubts.includes(place)).length)).toEqual(
          values.map(({ count }) => count),
        )
      },
    )
    fc.assert(property, { numRuns: 60 })
  })

  it('are those that were named as well, and none that is held back', () => {
    const request = facts([
      ['a@b.example', '2026-01-01', '1', 'true', 'a'],
      ['bad', 'soon', '1', 'true', 'a'],
      ['c@b.example', 'soon', '1', 'true', 'a'],
    ])
    const rows = [...listDoubtful({ ...request, doubts: [{ field: 'Born', kind: 'not-a-date' }], also: [1, 2] })].flat()
    expect(rows.map(({ row, doubts }) => [row, doubts])).toEqual([
      [1, []],
      [3, [0]],
    ])
    expect(rows[1]?.cells).toEqual(['c@b.example', 'soon', '1', 'true', 'a'])
  })
})
