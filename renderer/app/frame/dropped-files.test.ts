import { describe, expect, it } from 'vitest'
import { findNameObstacle, findTypeObstacle } from './dropped-files.ts'

describe('findTypeObstacle', () => {
  it('takes what may be a CSV file: by its type, Excel’s type for it, or no type at all', () => {
    const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    for (const type of ['text/csv', 'text/plain', 'application/vnd.ms-excel', workbook, 'application/json', '']) {
      expect(findTypeObstacle([type])).toBeUndefined()
    }
  })

  it('says why another workbook, an archive or a picture is not taken', () => {
    expect(findTypeObstacle(['application/vnd.oasis.opendocument.spreadsheet'])).toContain('.xlsx')
    expect(findTypeObstacle(['application/vnd.ms-excel.sheet.binary.macroEnabled.12'])).toContain('.xlsx')
    expect(findTypeObstacle(['application/zip'])).toContain('Unzip')
    expect(findTypeObstacle(['image/png', 'image/jpeg'])).toContain('CSV')
  })

  it('takes a drag as long as one of its files may be a CSV file', () => {
    expect(findTypeObstacle(['image/png', 'text/csv'])).toBeUndefined()
  })
})

describe('findNameObstacle', () => {
  it('goes by the ending, whatever its case', () => {
    for (const name of ['a.csv', 'A.CSV', 'b.tsv', 'c.txt', 'd.xlsx', 'e.json', 'f.ndjson'])
      expect(findNameObstacle(name)).toBeUndefined()
    expect(findNameObstacle('book.xls')).toContain('.xlsx')
    expect(findNameObstacle('all.csv.zip')).toContain('Unzip')
    expect(findNameObstacle('README')).toContain('.csv')
  })
})
