import { describe, expect, it } from 'vitest'
import type { CheckTarget } from '../engine.ts'
import { CONTACT_IMPORT, check, cutTexts, findProblem, kindsOf, look, mapAll } from '../testing/csv-files.ts'
import { listHeldBack } from '../worker/row-jobs.ts'

const BY_ID: CheckTarget = { ...CONTACT_IMPORT, identifierFieldName: 'Id', fields: { Id: '{{Contact.Id}}' } }

describe('a cell that swallowed rows', () => {
  it.each([
    [
      'in the last column',
      'Email,Name,Notes\nann@x.com,Ann,"starts here\nbob@x.com,Bob,fine\ncat@x.com,Cat,ends here"\ndan@x.com,Dan,ok\n',
    ],
    ['in the middle', 'Email,Name,Notes\nann@x.com,"An\nbob@x.com,Bob,fine\ncat@x.com,C",x\n'],
    ['one row', 'Email,Notes\nann@x.com,"5\nbob@x.com,6"\n'],
    ['with CRLF', 'Email,Name,Notes\r\nann@x.com,Ann,"a\r\nbob@x.com,Bob,b\r\ncat@x.com,Cat,c"\r\n'],
    ['between semicolons', 'Name;Email;Notes\nAnn;ann@x.com;"a\nBob;bob@x.com;b\nCat;cat@x.com;c"\n'],
    ['between tabs', 'Email\tName\tNotes\nann@x.com\tAnn\t"a\nbob@x.com\tBob\tb\ncat@x.com\tCat\tc"\n'],
    ['in the last row of the file', 'Email,Name,Notes\ndan@x.com,Dan,ok\nann@x.com,Ann,"a\nbob@x.com,Bob,b"'],
    ['over many lines', `Email,Name,Notes\nann@x.com,Ann,"a\n${'bob@x.com,Bob,b\n'.repeat(5000)}cat@x.com,Cat,c"\n`],
  ])('is warned of: %s', (_, content) => {
    const target = { ...CONTACT_IMPORT, fields: { Email: 'EmailAddress' } }
    const problem = findProblem(check(content, { target }), 'swallowed-rows')
    expect(problem).toMatchObject({ severity: 'warning', count: 1 })
    expect(problem?.examples[0]?.value).toMatch(/bob@x.com/)
  })

  it('is warned of where rows are known by their numbers', () => {
    const content = 'Id,Name,Notes\nC-17,Ann,"a\nC-18,Bob,b\nC-19,Cat,c"\n'
    expect(findProblem(check(content, { target: BY_ID }), 'swallowed-rows')).toMatchObject({ count: 1 })
  })

  it.each([
    ['a postal address', '12 Main St, Apt 4\nSpringfield, IL, 62701'],
    ['a list', '- apples, pears\n- plums'],
    ['a signature', 'Best,\nAnn Lee, Sales\nann@example.com, +1 555 0100'],
    ['addresses alone', 'ann@example.com\nbob@example.com'],
    ['addresses one behind the other', 'ann@x.com,bob@x.com,\ncat@x.com,dan@x.com,'],
    ['a mail that was quoted', 'On Monday bob@example.com wrote:\n> hello, Ann\n> bye'],
    ['log lines', '2026-01-02,called,no answer\n2026-01-03,called,ok'],
    ['another table', 'a,b\n1,2\n3,4'],
    ['a sentence', 'Write to bob@example.com, please,\nor to cat@example.com, or call.'],
    ['code', 'if (a,b)\n  f(a,b,c)'],
  ])('is not seen in honest text of several lines: %s', (_, text) => {
    for (const columns of [2, 3, 4]) {
      const more = ['Name', 'City'].slice(0, columns - 2)
      const content = `Email,${[...more, 'Notes'].join(',')}\nann@x.com,${more.map(() => 'x,').join('')}"${text}"\n`
      const target = { ...CONTACT_IMPORT, fields: { Email: 'EmailAddress' } }
      expect(kindsOf(check(content, { target }))).not.toContain('swallowed-rows')
    }
  })
})

describe('a header that comes again', () => {
  it.each([
    ['as it is', 'Id,Name\n17,Ann\nId,Name\n18,Bob\n'],
    ['in quotes', 'Id,Name\n17,Ann\n"Id","Name"\n18,Bob\n'],
    ['in capitals', 'Id,Name\n17,Ann\nID,NAME\n18,Bob\n'],
    ['behind a byte order mark', 'Id,Name\n17,Ann\n\ufeffId,Name\n18,Bob\n'],
    ['with spaces', 'Id,Name\n17,Ann\nId,Name \n18,Bob\n'],
    ['between blank lines', 'Id,Name\n17,Ann\n\nId,Name\n\n18,Bob\n'],
    ['as the first row', 'Id,Name\nId,Name\n17,Ann\n18,Bob\n'],
    ['as the last row', 'Id,Name\n17,Ann\n18,Bob\nId,Name'],
  ])('stays behind as no record: %s', (_, content) => {
    const report = check(content, { target: BY_ID })
    expect(report).toMatchObject({ rows: 3, goodRows: 2 })
    expect(findProblem(report, 'repeated-header')).toMatchObject({ severity: 'row', count: 1 })
    expect(cutTexts(content, { target: BY_ID, body: 'json' })[0]).not.toMatch(/"(Id|ID)":"(id|ID)"/i)
  })

  it('is no other row that shares a word with it', () => {
    expect(check('Id,Name\n17,Name\nId,Ann\nName,Id\n', { target: BY_ID })).toMatchObject({ goodRows: 3 })
  })
})

describe('a file of held-back rows that is dropped again', () => {
  const HEADER = 'bulkdesk_row,bulkdesk_reason,Email,Name'
  const reason = 'A cell continues after its closing quote. Quotes inside a quoted cell must be doubled.'

  it.each([
    ['quotes with backslashes', `1,${reason},a@b.cd,"""say \\""hi\\"""""`],
    ['text behind a quote', `1,${reason},a@b.cd,"""he""llo"`],
    ['a space before quotes', '1,An unquoted cell has a quote inside.,a@b.cd," ""Bob"""'],
    ['inches', '1,An unquoted cell has a quote inside.,a@b.cd,"5"" pipe"'],
    ['a carriage return', '1,The row has a carriage return that doesn’t end a line.,a@b.cd,"Hal\rHol"'],
    ['in the words of earlier versions', '1,A cell without quotes around it has a quote inside.,a@b.cd,"5"" pipe"'],
  ])('keeps rows back that are as they were: %s', (_, row) => {
    const report = check(`${HEADER}\n${row}\n2,why,b@c.de,y\n`, { mapping: mapOwn() })
    expect(report).toMatchObject({ rows: 2, goodRows: 1 })
    expect(findProblem(report, 'unmended-row')).toMatchObject({ severity: 'row', count: 1 })
  })

  it.each([
    ['its cell put right', `1,${reason},a@b.cd,hello`],
    ['its reason taken out', '1,,a@b.cd,"5"" pipe"'],
    ['another reason', '1,The identifier is blank.,a@b.cd,"5"" pipe"'],
  ])('sends a row with %s', (_, row) => {
    expect(check(`${HEADER}\n${row}\n`, { mapping: mapOwn() })).toMatchObject({ goodRows: 1 })
  })

  it('is held back row by row by the same words that it is saved with', () => {
    const content = 'Email,Name\na@b.cd,"he"llo\nb@c.de,5" pipe\nc@d.ef," x\ry"\nd@e.fg,ok\n'
    const { stamp, reading } = look(content)
    const held = [
      ...listHeldBack({ stamp, reading, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT }),
    ].flat()
    const saved = held.map(({ row, reason: why, cells }) =>
      [row, why, ...cells].map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','),
    )
    const again = check(`${HEADER}\n${saved.join('\n')}\n`, { mapping: mapOwn() })
    expect(again).toMatchObject({ rows: held.length, goodRows: 0 })
  })

  function mapOwn() {
    const from = (field: string, column: number) => ({ field, source: { from: 'column' as const, column } })
    return { fields: [from('Email', 2), from('Name', 3)] }
  }
})

describe('text that was damaged before', () => {
  it.each([
    ['lost letters', 'M\ufffdnchen'],
    ['UTF-8 read as Windows-1252', 'MÃ¼nchen'],
    ['quotes read so', 'donâ€™t'],
    ['a capital read so', 'Ã‰cole'],
    ['a degree sign read so', '20Â°C'],
    ['Russian read so', 'ÐœÐ¾ÑÐºÐ²Ð°'],
    ['read twice', 'MÃƒÂ¼nchen'],
    ['a byte order mark read so', 'ï»¿Ann'],
    ['a lost letter read so', 'Mï¿½nchen'],
    ['UTF-8 read as Mac Roman', 'M√ºnchen'],
    ['Windows-1252 read as Latin-1', 'don\u0092t'],
  ])('is warned of with its column: %s', (_, text) => {
    const report = check(`Email,Name\na@b.cd,${text}\nb@c.de,Bob\n`)
    expect(report).toMatchObject({ goodRows: 2 })
    expect(findProblem(report, 'damaged-text')).toMatchObject({
      severity: 'warning',
      count: 1,
      examples: [{ column: 'Name' }],
    })
  })

  it.each([
    'SÃO PAULO',
    'IRMÃ',
    '“IRMÔ',
    'Â',
    'château',
    'Ärger',
    'Ñandú',
    '½ m²',
    'naïve',
    '10 €',
    '東京',
    '√2',
    '‚x‘',
    'Ð',
    'ÃO',
  ])('is not seen in %s', (text) => {
    expect(findProblem(check(`Email,Name\na@b.cd,${text}\n`), 'damaged-text')).toBeUndefined()
  })

  it.each([
    'N/A',
    'n/a',
    'NULL',
    'null',
    '(null)',
    '[NULL]',
    '\\N',
    '-',
    '--',
    '?',
    '#N/A',
    '#REF!',
    '#DIV/0!',
    '#NAME?',
    '#VALUE!',
    '#BEZUG!',
    'nil',
    'NaN',
    'undefined',
  ])('has %s for a placeholder, counted by column', (text) => {
    const report = check(`Email,Name,City\na@b.cd,${text},Rome\nb@c.de,${text},Oslo\nc@d.ef,Cid,${text}\n`, {
      target: { ...CONTACT_IMPORT, updateRule: 'ifNewIsNotNull' },
    })
    expect(report.goodRows).toBe(3)
    expect(report.columns.map(({ findings }) => findings.map(({ kind, count }) => [kind, count]))).toEqual([
      [],
      [['placeholders', 2]],
      [['placeholders', 1]],
    ])
    expect(findProblem(report, 'placeholders')).toMatchObject({ severity: 'warning', count: 3 })
  })

  it.each(['NA', 'None', 'Nan', 'Nil Company', 'x-y', '-5', '#1', '#hashtag!x', 'null and void', '#', '!'])(
    'has %s for no placeholder',
    (text) => {
      expect(findProblem(check(`Email,Name\na@b.cd,${text}\n`), 'placeholders')).toBeUndefined()
    },
  )
})
