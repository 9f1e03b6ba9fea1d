import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check, findProblem, look } from '../testing/csv-files.ts'

/** What programs separate cells by beside the four that Bulkdesk reads. */
const ODD = [
  ...['|;|', '|,|', ';|;', '~|~', '^|^', '|~|', '*|*', '~|', '|^', ';~'],
  ...['||', '~~', '::', '##', '$$', '<>', '=>', '^', '~', '¦', '\u0001', '\u001f'],
]
const CELL = fc.stringMatching(/^[a-z0-9]{1,8}$/)
const TABLE = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([columns, rows]) =>
    fc.array(fc.array(CELL, { minLength: columns, maxLength: columns }), { minLength: rows + 1, maxLength: rows + 1 }),
  )
const written = (table: readonly (readonly string[])[], delimiter: string, end = '\n') =>
  table.map((row) => row.join(delimiter) + end).join('')

describe('a delimiter that Bulkdesk does not read', () => {
  it('is refused by its name, whatever the cells', () => {
    fc.assert(
      fc.property(TABLE, fc.constantFrom(...ODD), fc.constantFrom('\n', '\r\n'), (table, delimiter, end) => {
        const problem = findProblem(look(written(table, delimiter, end)), 'odd-delimiter')
        expect(problem).toMatchObject({ severity: 'blocks', title: expect.stringContaining('Cells are separated by') })
      }),
    )
  })

  it('that is a doubled comma or semicolon is read as blank columns without names between the others', () => {
    fc.assert(
      fc.property(TABLE, fc.constantFrom(',', ';'), (table, delimiter) => {
        const { headers, sample } = look(written(table, delimiter.repeat(2)))
        expect([headers, ...sample].map((row) => row.filter((_, at) => at % 2 === 0))).toEqual(table)
      }),
    )
  })

  it('is named as it stands in the file', () => {
    const table = [
      ['Email', 'Name'],
      ['ann@x.com', 'Ann Lee'],
      ['bob@x.com', 'Bob'],
    ]
    for (const delimiter of ['|;|', '~~', '::', '^', '~|', '|^'])
      expect(findProblem(look(written(table, delimiter)), 'odd-delimiter')?.title).toContain(delimiter)
  })

  it.each([
    ['Time (hh:mm)\n10:30\n11:45\n'],
    ['E-mail\nann-lee@x.com\nbob-ray@x.com\n'],
    ['Website\nhttps://a.example\nhttps://b.example\n'],
    ['A/B test\nx/1\ny/2\n'],
    ['C++\n1\n2\n'],
    ['Email,Rating*\nann@x.com,5\nbob@x.com,4\n'],
    ['Email;Name*;Score*\nann@x.com;Ann;5\nbob@x.com;Bob;4\n'],
    ['Email,#Orders,#Visits\nann@x.com,1,2\n'],
  ])('is not seen in signs that belong to names and values: %j', (content) => {
    expect(findProblem(look(content), 'odd-delimiter')).toBeUndefined()
  })
})

describe('more than one delimiter in a file', () => {
  it('holds back each row that is cut by another delimiter than the header, and changes no cell of the others', () => {
    const two = fc.uniqueArray(fc.constantFrom(',', ';', '\t', '|'), { minLength: 2, maxLength: 2 })
    fc.assert(
      fc.property(two, fc.array(fc.boolean(), { minLength: 4, maxLength: 12 }), ([main = ',', other = ';'], turns) => {
        // Most rows agree with the header: a file of which half does is asked about, and is the next test.
        const isOther = turns.map((turn, at) => turn && at % 4 === 3)
        const rows = isOther.map((turn, at) => [`a${at}@x.com`, `n${at}`, `c${at}`].join(turn ? other : main))
        const content = `${['Email', 'Name', 'City'].join(main)}\n${rows.join('\n')}\n`
        const strays = isOther.filter(Boolean).length
        expect(look(content)).toMatchObject({ reading: { delimiter: main }, headers: ['Email', 'Name', 'City'] })
        expect(check(content)).toMatchObject({ goodRows: rows.length - strays, heldBackRows: strays })
      }),
    )
  })

  it('is asked about, or sends nothing, where header and rows are cut by two at once', () => {
    const sides = fc.constantFrom([',', ';'], [';', ','], ['\t', ','], [';', '|'], ['|', '\t'])
    fc.assert(
      fc.property(sides, fc.integer({ min: 1, max: 8 }), ([first = ',', second = ';'], count) => {
        const row = (a: string, b: string, c: string) => `${a}${first}${b}${second}${c}\n`
        const rows = Array.from({ length: count }, (_, at) => row(`a${at}@x.com`, `n${at}`, `c${at}`))
        const { problems } = look(row('Email', 'Name', 'City') + rows.join(''))
        const asks = problems.filter(({ severity }) => severity === 'warning' || severity === 'blocks')
        expect(asks).not.toEqual([])
      }),
    )
  })

  it('sends no row of a file whose rows are all cut otherwise than its header', () => {
    for (const [header, rows] of [
      [';', ','],
      [',', ';'],
      ['\t', '|'],
    ] as const) {
      const content = `${['Email', 'Name', 'City'].join(header)}\n${['a@x.com', 'b', 'c'].join(rows)}\n${['d@x.com', 'e', 'f'].join(rows)}\n`
      const report = check(content)
      const stops = look(content).problems.some(({ severity }) => severity === 'blocks')
      expect(stops || report.goodRows === 0).toBe(true)
    }
  })
})
