import { describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { ACTIVITY_IMPORT, check, checkFile, findProblem, kindsOf, look, mapAll } from '../testing/csv-files.ts'
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

  it('are too many from 101 on, and all are counted', () => {
    for (const count of [101, 400, 20_000]) {
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
    for (const of of sayOf('Email,F,F \na@b.cd,1,2\n')) {
      expect(findProblem(of, 'duplicate-header')).toMatchObject({
        severity: 'blocks',
        examples: [{ column: '“F” (column 2) and “F” (column 3)' }],
      })
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

describe('a header that ends with a delimiter', () => {
  it.each([
    ['and every row too', 'a@b.cd,x,\nb@c.de,y,\n', 'Every line ends with a delimiter'],
    ['and no row', 'a@b.cd,x\nb@c.de,y\n', 'Only the header ends with a delimiter'],
    ['and few rows', 'a@b.cd,x\nb@c.de,y\nc@d.ef,z,\n', 'The header ends with a delimiter, but most rows don’t'],
    ['and most rows', 'a@b.cd,x,\nb@c.de,y,\nc@d.ef,z\n', 'Most lines end with a delimiter'],
  ])('%s', (_, rows, title) => {
    for (const of of sayOf(`Email,F,\n${rows}`)) expect(findProblem(of, 'empty-last-column')?.title).toBe(title)
  })
})
