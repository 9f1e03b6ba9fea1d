import { describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import {
  ACTIVITY_IMPORT,
  CONTACT_IMPORT,
  check,
  checkFile,
  cutTexts,
  findProblem,
  kindsOf,
  look,
  mapAll,
} from '../testing/csv-files.ts'
import { createCsvEngine } from '../worker/csv-engine.ts'

const names = (count: number) => Array.from({ length: count }, (_, i) => `h${i}`)
/** A header, and one row with as many cells. */
const file = (header: readonly string[]) => `${header.join(',')}\n${header.map(() => 'x').join(',')}\n`
/** The problems of the first look and of the check, which must agree about headers. */
function sayOf(content: string) {
  const first = look(content)
  return [first, check(content, { target: ACTIVITY_IMPORT, mapping: mapAll(first.headers) })]
}

describe('the columns of a header', () => {
  it.each([
    ['100 and our own', [...names(100), 'bulkdesk_reason', 'bulkdesk_code', 'bulkdesk_row', 'bulkdesk_extra_cells']],
    ['100 and a delimiter', [...names(100), '']],
  ])('are not too many: %s', (_, header) => {
    const content = `${header.join(',')}\n${header.map((name) => (name ? 'x' : '')).join(',')}\n`
    for (const of of sayOf(content)) expect(kindsOf(of)).not.toContain('too-many-columns')
  })

  it('are not too many while only those that are mapped are sent', () => {
    for (const count of [130, 300, 1000]) {
      const content = file(['Email', 'Name', ...names(count - 2)])
      expect(kindsOf(look(content))).not.toContain('too-many-columns')
      const report = check(content.replace('\nx', '\na@b.cd'), { mapping: mapAll(['Email', 'Name']) })
      expect(report).toMatchObject({ goodRows: 1, heldBackRows: 0 })
      expect(report.problems.filter(({ severity }) => severity === 'blocks')).toEqual([])
    }
  })

  it('are too many from 1,001 on, and all are counted', () => {
    for (const count of [1001, 20_000]) {
      for (const of of sayOf(file(names(count)))) expect(findProblem(of, 'too-many-columns')).toMatchObject({ count })
    }
  })

  it('make no answer big, however many and long they are', () => {
    const same = (count: number) => `${Array.from({ length: count }, () => 'same name').join(',')}\n`
    const long = `${'n'.repeat(300_000)},${'n'.repeat(300_000)}\n=1,=2\n`
    const commas = `${','.repeat(900_000)}\n${','.repeat(900_000)}\n`
    for (const content of [same(250), same(60_000), long, commas]) {
      for (const of of sayOf(content)) expect(JSON.stringify(of).length).toBeLessThan(50_000)
    }
    expect(findProblem(look(same(250)), 'duplicate-header')?.examples[0]?.column).toMatch(/\(column 5\) and 245 more$/)
    expect(kindsOf(look(same(60_000)))).toEqual(['too-many-columns', 'no-rows'])
  })

  it.each([
    ['of more than 4 MB', `${','.repeat(8_100_000)}\na,b\n`],
    ['of less', `${','.repeat(3_900_000)}\na,b\n${'a,b\n'.repeat(1_100_000)}`],
  ])('may be millions, and are refused in a few words: %s', async (_, content) => {
    const { stamp, reading } = look(content)
    const { signal } = new AbortController()
    const request = { stamp, reading, mapping: mapAll([]), target: ACTIVITY_IMPORT, signal, onProgress: () => {} }
    const report = await createCsvEngine({ log: SILENT_LOG }).check(request)
    expect(report.problems.some(({ severity }) => severity === 'blocks')).toBe(true)
    expect(report).toEqual(checkFile(request))
    expect(JSON.stringify(report).length).toBeLessThan(100_000)
  })
})

describe('the names of a header', () => {
  it('are refused when only spaces around them differ, both places named', () => {
    const [first, sent] = sayOf('Email,F,F \na@b.cd,1,2\n')
    for (const [of, severity] of [
      [first, 'note'],
      [sent, 'blocks'],
    ] as const) {
      const examples = [{ column: '“F” (column 2) and “F” (column 3)' }]
      expect(findProblem(of ?? { problems: [] }, 'duplicate-header')).toMatchObject({ severity, examples })
    }
  })

  it.each([
    ['twice', 'Email,F,Type,Type\na@b.cd,x,1,2\n', 'duplicate-header'],
    ['nowhere', 'Email,F,,Type\na@b.cd,x,1,2\n', 'empty-header'],
    ['at the end nowhere', 'Email,F,,\na@b.cd,x,,2\n', 'empty-header'],
    ['too long', `Email,F,${'n'.repeat(200)}\na@b.cd,x,1\n`, undefined],
    ['three times', 'Email,F,T,T,T\na@b.cd,x,1,2,3\n', 'duplicate-header'],
    ['nowhere but for spaces', 'Email,F, ,G\na@b.cd,x,1,2\n', 'empty-header'],
  ] as const)('matter to nobody where their column is not sent: %s', (_, content, kind) => {
    const report = check(content, { mapping: mapAll(['Email', 'F']) })
    expect(report).toMatchObject({ goodRows: 1 })
    for (const said of [look(content), report]) {
      expect(said.problems.filter(({ severity }) => severity === 'blocks' || severity === 'warning')).toEqual([])
      if (kind) expect(kindsOf(said).filter((found) => found === kind)).toHaveLength(1)
    }
  })

  it('may have a second byte order mark beside them, which is no space', () => {
    for (const of of sayOf('\ufeff\ufeffEmail,F\na@b.cd,x\n')) {
      expect(kindsOf(of)).not.toContain('header-trimmed')
      expect(of.problems.filter(({ kind }) => kind === 'bom').map(({ severity }) => severity)).toContain('warning')
    }
  })
})

describe('a header that is not written as CSV', () => {
  it.each([
    ['"Email"x,F\na@b.cd,x\n', 'text-after-quote', 1],
    ['\n\nEmail,F "x"\na@b.cd,x\n', 'stray-quote', 3],
    ['Em\u0001ail,F\na@b.cd,x\n', 'control-character', 1],
    ['\nEm\rail,F\na@b.cd,x\n', 'control-character', 2],
  ] as const)('blocks: %j', (content, kind, line) => {
    for (const of of sayOf(content)) {
      expect(findProblem(of, kind)).toMatchObject({ severity: 'blocks', examples: [{ line }] })
    }
  })

  it('may have quotes as text when rows may', () => {
    expect(findProblem(look('Email,F "x"\na@b.cd,x\n'), 'stray-quote')?.proposal).toEqual({ looseQuotes: true })
    const again = look('Email,F "x"\na@b.cd,x\n', { looseQuotes: true })
    expect(again.headers).toEqual(['Email', 'F "x"'])
    expect(again.problems).toEqual([])
  })
})

describe('a header whose quote never closes', () => {
  it.each([
    ['a few rows', 2],
    ['more than the first look reads', 220_000],
    ['more than a row may have', 600_000],
  ])('is named by the line where it opens, before %s', (_, rows) => {
    const content = `\nName,"Email\n${'a@b.cd,x\n'.repeat(rows)}`
    for (const of of sayOf(content)) {
      expect(of.problems.filter(({ severity }) => severity === 'blocks')).toMatchObject([
        { kind: 'unclosed-quote', title: 'A quote in the header is never closed', examples: [{ line: 2 }] },
      ])
    }
  })

  it('does not matter to whom a mapping was made for', () => {
    const report = check('"Email,F\na@b.cd,x\n', { mapping: mapAll(['Email', 'F']) })
    expect(report).toMatchObject({ rows: 0, goodRows: 0, columns: [] })
  })
})

describe('a header that ends with delimiters', () => {
  it.each([
    ['and every row too', 'Email,F,\na@b.cd,x,\nb@c.de,y,\n'],
    ['and no row', 'Email,F,\na@b.cd,x\nb@c.de,y\n'],
    ['and few rows', 'Email,F,\na@b.cd,x\nb@c.de,y,\n'],
    ['several, as spreadsheets write them', 'Email,F,,,\na@b.cd,x,,,\nb@c.de,y,,,\n'],
    ['several, in rows of any length', 'Email,F,,,\na@b.cd,x\nb@c.de,y,,\n'],
    ['in quotes', 'Email,F,"",""\na@b.cd,x,"",""\nb@c.de,y,"",""\n'],
  ])('is sent without the columns these make: %s', (_, content) => {
    const mapping = mapAll(['Email', 'F'])
    for (const said of [look(content), check(content, { mapping })])
      expect(kindsOf(said)).toContain('empty-last-column')
    expect(check(content, { mapping })).toMatchObject({ rows: 2, goodRows: 2, blanks: { F: 0 } })
    expect(cutTexts(content, { mapping, target: CONTACT_IMPORT })).toEqual(['Email,F\na@b.cd,x\nb@c.de,y\n'])
  })

  it('still holds back rows that are shorter than the columns with names', () => {
    expect(check('Email,F,,\na@b.cd\nb@c.de,y\n', { mapping: mapAll(['Email', 'F']) })).toMatchObject({ goodRows: 1 })
  })
})

describe('rows that end with delimiters that the header does not have', () => {
  it.each([
    ['one', 'Email,F\na@b.cd,x,\nb@c.de,y,\n'],
    ['several', 'Email,F\na@b.cd,x,,,\nb@c.de,y,,,\n'],
    ['in most rows', `Email,F\n${'a@b.cd,x,\n'.repeat(5)}b@c.de,y\n`],
    ['after quotes', 'Email,F\n"a@b.cd","x",\n"b@c.de","y,",\n'],
    ['before CRLF', 'Email,F\r\na@b.cd,x,\r\nb@c.de,y,\r\n'],
    ['beside commas in cells', 'Email;F\na@b.cd;x, y, z;\nb@c.de;u, v, w;\n'],
  ])('are sent without them: %s', (_, content) => {
    const first = look(content)
    expect(first.reading.endBlank).toBe(true)
    const report = check(content)
    expect(report.goodRows).toBe(report.rows)
    expect(kindsOf(report)).toContain('rows-end-blank')
    for (const text of cutTexts(content)) expect(text).not.toMatch(/,\r?\n/)
  })

  it('are held back where they are the exception, or hold text', () => {
    expect(check(`Email,F\n${'a@b.cd,x\n'.repeat(9)}b@c.de,,y,\n`)).toMatchObject({ rows: 10, goodRows: 9 })
    expect(check('Email,F\na@b.cd,x,1\nb@c.de,y,2\n')).toMatchObject({ rows: 2, goodRows: 0 })
  })
})
