import { describe, expect, it } from 'vitest'
import { type ColumnFix, duplicateKey, fixCell, fixRow } from './fixes.ts'

const of = (fix: ColumnFix) => (text: string) => fixCell(fix, text)
const column = 0

describe('a date', () => {
  const dayFirst = of({ kind: 'date', column, order: 'day-first' })
  const monthFirst = of({ kind: 'date', column, order: 'month-first' })
  const yearFirst = of({ kind: 'date', column, order: 'year-first' })

  it('is read by the order that the user named, never by another', () => {
    expect(dayFirst('03/02/2026')).toBe('2026-02-03')
    expect(monthFirst('03/02/2026')).toBe('2026-03-02')
    expect(dayFirst('3.2.2026')).toBe('2026-02-03')
    expect(yearFirst('2026/3/2')).toBe('2026-03-02')
    expect(monthFirst('31/12/2026')).toBeUndefined()
    expect(dayFirst('12/31/2026')).toBeUndefined()
    expect(dayFirst('2026/3/2')).toBeUndefined()
  })

  it('keeps its time, in 24 hours', () => {
    expect(monthFirst('3/2/2026 2:05 PM')).toBe('2026-03-02 14:05:00')
    expect(monthFirst('3/2/2026 12:00:09 a.m.')).toBe('2026-03-02 00:00:09')
    expect(dayFirst('02.03.2026 14:05')).toBe('2026-03-02 14:05:00')
    expect(monthFirst('3/2/2026 13:05 PM')).toBeUndefined()
  })

  it('stays where Eloqua reads it already, and where its cell is blank', () => {
    for (const text of ['2026-03-02', '2026-03-02T10:30', '', '  ']) expect(dayFirst(text)).toBe(text)
  })

  it('gets whole seconds, as Eloqua may ignore a time with parts of one', () => {
    expect(dayFirst('1/2/2026 10:00:00.123')).toBe('2026-02-01 10:00:00')
    expect(dayFirst('2026-02-01T10:00:59,9')).toBe('2026-02-01 10:00:59')
    expect(monthFirst('1/2/2026 9:00:00.5 PM')).toBe('2026-01-02 21:00:00')
    expect(dayFirst('1/2/2026 10:00.5')).toBeUndefined()
  })

  it('with the name of its month is read in the only way there is, whatever the order', () => {
    const texts = ['31 March 2026', '31-Mar-2026', 'Mar 31, 2026', '31. march 2026', 'March 31st 2026', '31 mar. 2026']
    for (const read of [dayFirst, monthFirst, yearFirst])
      for (const text of texts) expect(read(text)).toBe('2026-03-31')
    for (const text of ['31 Febr 2026', '30 Feb 2026', '3 Marchy 2026', 'Mar 2026', '31 März 2026', '1 Mar 26'])
      expect(dayFirst(text)).toBeUndefined()
  })

  it('is left alone where it is no day, or has a short year', () => {
    for (const text of ['31/02/2026', '00/01/2026', '1/2/24', 'soon', '1/2-2026', '29/02/2025'])
      expect(dayFirst(text)).toBeUndefined()
    expect(dayFirst('29/02/2028')).toBe('2028-02-29')
  })
})

describe('a number', () => {
  it('loses its thousands marks and gets a point, by the decimal mark that the user named', () => {
    const comma = of({ kind: 'number', column, decimal: 'comma' })
    const point = of({ kind: 'number', column, decimal: 'point' })
    expect(comma('1.234,56')).toBe('1234.56')
    expect(comma('-1 234 567,5')).toBe('-1234567.5')
    expect(comma('1.234')).toBe('1234')
    expect(point('1,234.56')).toBe('1234.56')
    expect(point('1234.50')).toBe('1234.50')
    expect(comma('0012')).toBe('0012')
    for (const text of ['1.5', '1234.56', '12.34,5', '1.234.56', '€ 5', '1,2,3', '0.123', '00.123.456']) {
      expect(comma(text)).toBeUndefined()
    }
    for (const text of ['0,123', '-0,500', '012,345.6']) expect(point(text)).toBeUndefined()
  })
})

describe('yes and no', () => {
  it('are written in the form that was chosen', () => {
    const words = of({ kind: 'boolean', column, form: 'yes-no' })
    expect(['TRUE', 'y', '1', 'ja', 'Yes'].map(words)).toEqual(['Yes', 'Yes', 'Yes', 'Yes', 'Yes'])
    expect(['False', 'n', '0', 'non', ''].map(words)).toEqual(['No', 'No', 'No', 'No', ''])
    expect(words('maybe')).toBeUndefined()
  })
})

describe('a row', () => {
  it('takes its fixes one after the other', () => {
    const fixes = [
      { kind: 'trim', column: 1 },
      { kind: 'replace', column: 1, values: ['N/A', 'NULL'], by: '' },
      { kind: 'row', row: 2, cells: ['b', ' typed '] },
      { kind: 'trim', column: 0 },
    ] as const
    expect(fixRow(fixes, { row: 1, cells: [' a', ' N/A '], columns: 2 })).toEqual(['a', ''])
    expect(fixRow(fixes, { row: 2, cells: [' a', ' N/A '], columns: 2 })).toEqual(['b', ' typed '])
  })

  it('is left alone by fixes of a column where it has more or fewer cells', () => {
    expect(fixRow([{ kind: 'trim', column: 0 }], { row: 1, cells: [' a'], columns: 2 })).toEqual([' a'])
  })
})

it('blank cells repeat nothing; case counts unless it is ignored', () => {
  const fix = { kind: 'duplicates', column: 0, keep: 'first', ignoreCase: false } as const
  expect(duplicateKey(fix, '  ')).toBeUndefined()
  expect(duplicateKey(fix, ' Ann@X ')).toBe('Ann@X')
  expect(duplicateKey({ ...fix, ignoreCase: true }, 'Ann@X')).toBe('ann@x')
})
