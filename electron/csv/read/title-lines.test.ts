import { describe, expect, it } from 'vitest'
import { check, cutTexts, findProblem, kindsOf, look } from '../testing/csv-files.ts'

const TABLE = 'Email,Name,City\nann@x.com,Ann,Rome\nbob@x.com,Bob,Oslo\n'

describe('lines above the header', () => {
  it.each([
    ['a title', `Webinar attendees\n${TABLE}`, 2],
    ['a title that a spreadsheet filled up', `Webinar attendees,,\n${TABLE}`, 2],
    ['a title and a date', `Report\nCreated 2026-01-02 10:00\n${TABLE}`, 3],
    ['a title and a blank line', `Report\n\n${TABLE}`, 3],
    ['comments', `# exported by a program, 2026\n# three columns, no more\n${TABLE}`, 3],
    ['a sentence with a comma', `All attendees, newest first\n${TABLE}`, 2],
    ['a title between semicolons', `Webinar attendees\n${TABLE.replaceAll(',', ';')}`, 2],
    ['a title between tabs', `Webinar attendees\n${TABLE.replaceAll(',', '\t')}`, 2],
    [
      'names and values',
      `Owner,Ann\nDate,2026-01-02\nEmail,Name,City,Zip\nann@x.com,Ann,Rome,1\nbob@x.com,Bob,Oslo,2\n`,
      3,
    ],
    ['a title before CRLF', `Webinar attendees\r\n${TABLE.replaceAll('\n', '\r\n')}`, 2],
    ['a title above a byte order mark', `\ufeffWebinar attendees\n${TABLE}`, 2],
    ['a title and two columns', 'Webinar attendees\nEmail,Name\nann@x.com,Ann\nbob@x.com,Bob\n', 2],
  ])('are named, with an offer to begin at the right line: %s', (_, content, line) => {
    const first = look(content)
    expect(first.problems.map(({ kind, severity }) => [kind, severity])).toEqual([['lines-above-header', 'blocks']])
    expect(first.problems[0]).toMatchObject({ proposal: { headerLine: line } })
    const again = look(content, { headerLine: line })
    expect(again.headers.slice(0, 2)).toEqual(['Email', 'Name'])
    expect(again.problems.filter(({ severity }) => severity === 'blocks')).toEqual([])
    expect(kindsOf(again)).toContain('lines-skipped')
    expect(check(content, { reading: again.reading })).toMatchObject({ rows: 2, goodRows: 2 })
    expect(cutTexts(content, { reading: again.reading }).join('')).toMatch(/^Email,Name/)
  })

  it.each([
    [true, `Webinar attendees\n${TABLE}`],
    [true, `Webinar attendees,,\nCreated 2026-01-02\n\n${TABLE}`],
    [true, `# exported, by a program\n${TABLE}`],
    [false, `All attendees, newest first\n${TABLE}`],
    [false, 'Webinar attendees\nEmail,Name\nann@x.com,Ann\nbob@x.com,Bob\n'],
    [false, `Title\n${TABLE}${'ann@x.com,Ann,Rome\n'.repeat(9)}bob@x.com,Bob,Oslo,1\n`],
    [false, `Owner,Ann\nEmail,Name,City,Zip\nann@x.com,Ann,Rome,1\nbob@x.com,Bob,Oslo,2\n`],
  ])('are skipped without a question (%s) only where every line says so: %j', (isSure, content) => {
    expect(findProblem(look(content), 'lines-above-header')?.isSure ?? false).toBe(isSure)
  })

  it('are counted with the lines of what is found below them', () => {
    const content = `Title\n\n${TABLE}bad,x,y\n`
    const { reading } = look(content, { headerLine: 3 })
    expect(findProblem(check(content, { reading }), 'malformed-identifier')?.examples[0]).toMatchObject({
      row: 3,
      line: 6,
    })
  })

  it.each([
    ['a header and rows', TABLE],
    ['rows with commas that have no quotes', 'Name,City\nAnn,Rome, Italy\nBob,Oslo, Norway\nCid,Bern, Switzerland\n'],
    ['rows that are too long', 'Email,Name\nann@x.com,Ann,1\nbob@x.com,Bob,2\n'],
    ['one column', 'Email\nann@x.com\nbob@x.com\n'],
    ['one column of texts with commas', 'Notes\nhello, Ann\nbye, Bob\n'],
    ['a header of one name, and delimiters', 'Email,,\nann@x.com,,\nbob@x.com,,\n'],
    ['names that are there twice', 'Email,Type,Type\nann@x.com,a,b\nbob@x.com,c,d\n'],
    ['cells of several lines', 'Email,Notes\nann@x.com,"a\nb,c\nd,e"\nbob@x.com,"f\ng,h"\n'],
    ['no header at all', 'ann@x.com,Ann\nbob@x.com,Bob\n'],
    ['a header alone', 'Email,Name\n'],
  ])('are not seen in a file that begins with its table: %s', (_, content) => {
    expect(kindsOf(look(content))).not.toContain('lines-above-header')
    expect(look(content).reading.headerLine).toBeUndefined()
  })

  it('are not spoken of again when the first line was chosen', () => {
    expect(kindsOf(look(`Webinar attendees\n${TABLE}`, { headerLine: 1 }))).not.toContain('lines-above-header')
  })
})

describe('blank lines above the header', () => {
  it.each([
    ['of spaces', `   \n${TABLE}`, 2],
    ['of tabs', `\t\t\n${TABLE}`, 2],
    ['of delimiters', `,,\n${TABLE}`, 2],
    ['of quotes around nothing', `"","",""\n${TABLE}`, 2],
    ['of several kinds', ` \n\n;;\n${TABLE}`, 4],
    ['behind a byte order mark', `\ufeff  \n${TABLE}`, 2],
  ])('are skipped without a question: %s', (_, content, line) => {
    const first = look(content)
    expect(first.reading.headerLine).toBe(line)
    expect(first.headers).toEqual(['Email', 'Name', 'City'])
    expect(check(content)).toMatchObject({ rows: 2, goodRows: 2 })
  })
})

describe('a sep= line', () => {
  it.each(['sep=;', 'sep=;;', 'sep=;;;;', '"sep=;"', 'SEP=;', '"sep=;";;'])(
    'is no header, however it was saved: %s',
    (line) => {
      const content = `${line}\nEmail;Name\nann@x.com;Ann\n`
      const first = look(content)
      expect(first.reading).toMatchObject({ delimiter: ';', hasSepLine: true })
      expect(first.headers).toEqual(['Email', 'Name'])
      expect(check(content)).toMatchObject({ rows: 1, goodRows: 1 })
    },
  )
})

describe('rows that end with carriage returns below a header that does not', () => {
  it.each([
    ['after LF', 'Email,Name\nann@x.com,Ann\rbob@x.com,Bob\rcat@x.com,Cat\r'],
    ['after CRLF', 'Email,Name\r\nann@x.com,Ann\rbob@x.com,Bob\rcat@x.com,Cat\r'],
    ['without a last one', 'Email,Name\nann@x.com,Ann\rbob@x.com,Bob\rcat@x.com,Cat'],
    ['with a last LF', 'Email,Name\nann@x.com,Ann\rbob@x.com,Bob\rcat@x.com,Cat\n'],
    ['between semicolons', 'Email;Name\nann@x.com;Ann\rbob@x.com;Bob\rcat@x.com;Cat\r'],
  ])('are rows: %s', (_, content) => {
    expect(look(content).reading.crRows).toBe(true)
    expect(check(content)).toMatchObject({ rows: 3, goodRows: 3 })
    expect(cutTexts(content, { body: 'json' }).flatMap((body) => JSON.parse(body) as unknown[])).toHaveLength(3)
  })

  it('are not seen where a cell holds one', () => {
    expect(look('Email,Name\nann@x.com,"An\rn"\nbob@x.com,Bob\n').reading.crRows).toBeUndefined()
    expect(look('Email,Name\nann@x.com,An\rn\n').reading.crRows).toBeUndefined()
  })
})
