import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../shared/csv/csv.ts'
import type { CheckTarget } from '../engine.ts'
import { CELL } from '../testing/csv-arbitraries.ts'
import { ACTIVITY_IMPORT, CONTACT_IMPORT, check, findProblem, kindsOf, mapAll } from '../testing/csv-files.ts'

/** One column of cells beside a number that keeps lines from being blank. */
function checkColumn(cells: readonly string[], target = ACTIVITY_IMPORT) {
  const rows = cells.map((cell, i) => `${i},"${cell.replaceAll('"', '""')}"`)
  const report = check(`n,v\n${rows.join('\n')}\n`, { target })
  const [, column] = report.columns
  if (!column) throw new Error('no such column')
  return { ...column, report }
}

describe('the profile of a column', () => {
  it.each([
    ['email', ['a@b.cd', 'x.y+z@sub.example.com', 'ü@exämple.de', `${'l'.repeat(60)}@example.com`, 'no address']],
    ['number', ['1', '-2', '+3.5', '0,75', '00123', '12345678901234567890', '1.23E+11', '0', 'n/a', '']],
    ['date', ['2026-03-02', '2026-3-2', '31/12/2026', '12.31.26', '03/04/2026']],
    ['date-time', ['2026-03-02T10:30:00Z', '2026-03-02 10:30', '3/2/2026 4:05 PM', '2026-03-02T10:30:00.000+01:00']],
    ['boolean', ['true', 'FALSE', 'yes', 'No', 'y', 'n']],
    ['text', ['Ann', '2026-13-40', '1-2-3-4', '1.2.3', '+49 30 1', 'a@b', 'tru', '1E5', '10:30']],
    ['empty', ['', '', '']],
  ])('says that cells look like %s', (looksLike, cells) => {
    expect(checkColumn(cells).looksLike).toBe(looksLike)
  })

  it('counts filled, different and longest cells of any column as a slow count does', () => {
    fc.assert(
      fc.property(fc.array(CELL, { minLength: 1, maxLength: 60 }), (cells) => {
        const filled = cells.filter((cell) => cell !== '')
        const longest = Math.max(0, ...filled.map((cell) => [...cell].length))
        expect(checkColumn(cells)).toMatchObject({
          filled: filled.length,
          distinct: { count: new Set(filled).size, exact: true },
          longest,
        })
      }),
      { numRuns: 150 },
    )
  })

  it('estimates how many cells differ, and says so, when there are too many to know', () => {
    const { distinct } = checkColumn(Array.from({ length: 20_000 }, (_, i) => `value ${i % 15_000}`))
    expect(distinct.exact).toBe(false)
    expect(Math.abs(distinct.count - 15_000)).toBeLessThan(1000)
  })

  it('counts and shows the first cells that spreadsheets have damaged, with their rows', () => {
    const { findings, report } = checkColumn(['1', '4.93E+11', '2', '1,5E-3', '0049', '007'])
    expect(findings.map(({ kind, count }) => [kind, count])).toEqual([
      ['number-mangled', 2],
      ['leading-zeros', 2],
    ])
    expect(findings[0]?.examples).toEqual([
      { row: 2, line: 3, column: 'v', value: '4.93E+11' },
      { row: 4, line: 5, column: 'v', value: '1,5E-3' },
    ])
    expect(kindsOf(report)).toEqual(['number-mangled', 'leading-zeros'])
  })

  it.each([
    ['nothing when all agree', ['2026-01-02', '2026-02-03'], undefined],
    ['nothing when the only certain form is the day first', ['31/12/2026', '01/02/2026'], undefined],
    ['the fewer, when forms are mixed', ['2026-01-02', '2026-01-03', '31/12/2026'], { count: 1, severity: 'warning' }],
    ['both orders of day and month', ['31/12/2026', '12/31/2026', '12/30/2026'], { count: 1, severity: 'warning' }],
    ['that nobody can tell day from month', ['01/02/2026', '03/04/2026'], { count: 2, severity: 'note' }],
  ])('says of dates: %s', (_, cells, expected) => {
    const found = checkColumn(cells).findings.find(({ kind }) => kind === 'mixed-dates')
    if (expected) expect(found).toMatchObject(expected)
    else expect(found).toBeUndefined()
  })

  it('says of several columns that day and month cannot be told apart, beside dates in another form', () => {
    const file = 'n,a,b,c\n1,01/02/2026,03/04/2026,2026-01-02\n2,05/06/2026,,2026-01-03\n3,,,31/12/2026\n'
    const found = check(file, { target: ACTIVITY_IMPORT }).problems.map(({ severity, title, count }) => [
      severity,
      title,
      count,
    ])
    expect(found).toEqual([
      ['warning', '1 date uses a different format', 1],
      ['note', 'Day and month can’t be told apart in 3 dates', 3],
    ])
  })

  it('notes invisible characters, and warns of them only in identifiers', () => {
    const { findings, report } = checkColumn(['a\u200bb', 'c\u00a0d', 'plain é 東', ' edge '])
    expect(findings).toMatchObject([{ kind: 'invisible-characters', count: 2, severity: 'note' }])
    expect(report.problems).toEqual([])
  })
})

describe('the check of identifiers', () => {
  it('counts repeats of an e-mail address whatever its case, and of other identifiers exactly', () => {
    const file = 'Email,Name\nA@b.cd,1\na@B.cd,2\na@b.cd,3\nb@c.de,4\n'
    const report = check(file)
    expect(report).toMatchObject({ duplicateIdentifierRows: 2, goodRows: 4 })
    expect(findProblem(report, 'duplicate-identifier')).toMatchObject({ count: 2, examples: [{ row: 2 }, { row: 3 }] })
    const target: CheckTarget = { ...CONTACT_IMPORT, fields: { Email: '{{Contact.Id}}' } }
    expect(check('Email\nA1\na1\nA1\n', { target }).duplicateIdentifierRows).toBe(1)
  })

  it('takes the only field of a sync action for its identifier, and none for activities', () => {
    const target: CheckTarget = { kind: 'syncAction', family: 'contacts', fields: { id: '{{Contact.Id}}' } }
    expect(check('id\n1\n""\n1\n', { target })).toMatchObject({ goodRows: 2, duplicateIdentifierRows: 1 })
    const activities: CheckTarget = { ...ACTIVITY_IMPORT, identifierFieldName: 'E', fields: { E: 'EmailAddress' } }
    expect(check('E,T\na@b.cd,x\na@b.cd,x\n,y\n', { target: activities })).toMatchObject({ goodRows: 3, problems: [] })
  })

  it('blocks when nothing feeds the identifier', () => {
    const report = check('Name,City\nAnn,Rome\n')
    expect(findProblem(report, 'unmapped-identifier')).toMatchObject({
      severity: 'blocks',
      examples: [{ column: 'Email' }],
    })
  })

  it.each([
    ['x', 'The identifier is the same in every row'],
    [' ', 'The identifier is blank in every row'],
  ])('blocks when the same text %j feeds it, but in activities', (value, title) => {
    const mapping: Mapping = { fields: [{ field: 'Email', source: { from: 'constant', value } }] }
    const action: CheckTarget = { kind: 'syncAction', family: 'contacts', fields: { Email: 'EmailAddress' } }
    for (const target of [CONTACT_IMPORT, action]) {
      const problem = findProblem(check('Name\nAnn\n', { target, mapping }), 'unmapped-identifier')
      expect(problem).toMatchObject({ severity: 'blocks', title, examples: [{ column: 'Email' }] })
    }
    expect(check('Name\nAnn\n', { target: ACTIVITY_IMPORT, mapping }).problems).toHaveLength(1)
  })

  it('holds one with a hidden character back, and warns of spaces around others', () => {
    for (const email of ['" a\u200b@b.cd"', `"\u00a0${'x'.repeat(70)}@b.cd "`, '"\u202fa@b.cd"', 'a@b.cd\ufe0f']) {
      expect(kindsOf(check(`Email,Name\n${email},x\n`))).toEqual(['hidden-identifier'])
    }
    const byId: CheckTarget = { ...CONTACT_IMPORT, fields: { Email: '{{Contact.Id}}' } }
    const report = check('Email,Name\n a\u200b ,x\n b ,y\n', { target: byId })
    expect(report).toMatchObject({ goodRows: 1 })
    expect(findProblem(report, 'invisible-characters')).toMatchObject({ count: 1 })
  })

  it('counts those that differ only by spaces around them as repeats', () => {
    expect(check('Email,Name\na@b.cd,1\n a@b.cd,2\n"A@b.cd  ",3\n').duplicateIdentifierRows).toBe(2)
  })

  it('agrees with a plain reading of what an e-mail address is, at every length', () => {
    const piece = fc.constantFrom(
      ...['a', '.', '@', '..', ' ', 'é', ',', 'x'.repeat(20), '\u007f', '-', '1', '<', '['],
      ...["'", '|', '/', '_', '+', '=', '.com', '@example', '`', '~', '?', '{', '!', '^', '&'],
    )
    const isEmail = (cell: string) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these bytes are refused
      const parts = /[\u0000- "(),:;<>[\]\u007f]/.test(cell) ? [] : cell.split('@')
      const [local, domain] = parts
      if (parts.length !== 2 || local === '' || /^['`|/\\]/.test(local ?? '')) return false
      const labels = (domain ?? '').split('.')
      const last = labels.at(-1) ?? ''
      const isName = labels.length > 1 && labels.every((label) => /^[\w\u0080-\uffff-]+$/.test(label))
      return isName && Buffer.byteLength(last) > 1 && !/^[\d_-]|[_-]$/.test(last)
    }
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const cell = pieces.join('').trim()
        fc.pre(cell !== '')
        expect(check(`Email,Name\n"${cell}",x\n`).goodRows).toBe(isEmail(cell) ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the check of blanks', () => {
  const FILE = 'Email,Name\na@b.cd,\nb@c.de,Bob\nbad,\n,\nc@d.ef,""\n'

  it('counts blanks in good rows only, and warns where they erase', () => {
    const report = check(FILE)
    expect(report.blanks).toEqual({ Email: 0, Name: 2 })
    expect(findProblem(report, 'blanks-erase')).toMatchObject({
      count: 2,
      examples: [{ column: 'Name', value: '2 blank' }],
    })
  })

  it.each([
    ['ifNewIsNotNull', undefined],
    ['ifExistingIsNull', undefined],
    ['useFieldRule', '2 blank cells may clear a field'],
    ['always', '2 blank cells will clear a field'],
  ] as const)('knows what %s does with them', (updateRule, title) => {
    expect(findProblem(check(FILE, { target: { ...CONTACT_IMPORT, updateRule } }), 'blanks-erase')?.title).toBe(title)
  })

  it('goes by the rule of the field where it has one', () => {
    const target: CheckTarget = { ...CONTACT_IMPORT, updateRuleByField: { Name: 'ifNewIsNotNull' } }
    expect(findProblem(check(FILE, { target }), 'blanks-erase')).toBeUndefined()
  })

  it('takes no other rule for the one of a field called constructor', () => {
    const target: CheckTarget = { ...CONTACT_IMPORT, updateRule: 'always', updateRuleByField: {} }
    expect(findProblem(check('Email,constructor\na@b.cd,\n', { target }), 'blanks-erase')?.title).toBe(
      '1 blank cell will clear a field',
    )
    expect(
      findProblem(check('Email,Name\na@b.cd,\n', { target: { ...target, updateRule: 'useFieldRule' } }), 'blanks-erase')
        ?.title,
    ).toBe('1 blank cell may clear a field')
  })
})

describe('the check of a mapping', () => {
  it('names what is left out, and leaves our own reason columns out without a word about each', () => {
    const file = 'Email,City,bulkdesk_reason,bulkdesk_code,bulkdesk_row\na@b.cd,Rome,why,1,2\n'
    const report = check(file, { mapping: mapAll(['Email']) })
    expect(kindsOf(report)).toEqual(['reason-columns', 'unmapped-field', 'left-out-column'])
    expect(findProblem(report, 'left-out-column')).toMatchObject({ count: 1, examples: [{ column: 'City' }] })
    expect(findProblem(report, 'unmapped-field')).toMatchObject({ count: 1, examples: [{ column: 'Name' }] })
  })

  it('refuses a mapping of columns the file does not have', () => {
    expect(() => check('Email\na@b.cd\n', { mapping: mapAll(['Email', 'Name']) })).toThrow(
      'no column for the field “Name”',
    )
  })
})
