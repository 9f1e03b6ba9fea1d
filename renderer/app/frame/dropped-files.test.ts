import { describe, expect, it } from 'vitest'
import { refuseName, refuseTypes } from './dropped-files.ts'

describe('refuseTypes', () => {
  it('takes what may be a CSV file: by its type, Excel’s type for it, or no type at all', () => {
    for (const type of ['text/csv', 'text/plain', 'application/vnd.ms-excel', '']) {
      expect(refuseTypes([type])).toBeUndefined()
    }
  })

  it('says why a workbook, an archive or a picture is not taken', () => {
    expect(refuseTypes(['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])).toContain(
      'Excel workbook',
    )
    expect(refuseTypes(['application/zip'])).toContain('Unpack')
    expect(refuseTypes(['image/png', 'image/jpeg'])).toContain('CSV')
  })

  it('takes a drag as long as one of its files may be a CSV file', () => {
    expect(refuseTypes(['image/png', 'text/csv'])).toBeUndefined()
  })
})

describe('refuseName', () => {
  it('goes by the ending, whatever its case', () => {
    for (const name of ['a.csv', 'A.CSV', 'b.tsv', 'c.txt']) expect(refuseName(name)).toBeUndefined()
    expect(refuseName('book.xlsx')).toContain('Excel workbook')
    expect(refuseName('all.csv.zip')).toContain('Unpack')
    expect(refuseName('README')).toContain('.csv')
  })
})
