import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../shared/csv/csv.ts'
import { CELL, STYLE, TABLE, writeTable } from '../testing/csv-arbitraries.ts'
import { COMMAS, check, cutTexts, findProblem, kindsOf, look } from '../testing/csv-files.ts'
import { KEPT_ROOM, QuoteFilter } from './quote-filter.ts'
import { splitRecord } from './split-record.ts'

type Choices = Partial<Reading>

/** The text as the scanner gets it, its bytes arriving in pieces of these sizes. */
function filter(text: string, choices: Choices, sizes: readonly number[] = [1 << 20]): string {
  const it = new QuoteFilter({ ...COMMAS, ...choices })
  const input = Buffer.from(text)
  const out = new Uint8Array(input.length * 2 + KEPT_ROOM)
  let at = 0
  for (let from = 0, turn = 0; from < input.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    at = it.write(input.subarray(from, from + size), out, at)
    from += size
  }
  return Buffer.from(out.buffer, 0, it.end(out, at)).toString()
}

const cells = (text: string, choices: Choices) => splitRecord(filter(text, choices), choices.delimiter ?? ',')

describe('spaces around quotes', () => {
  const TRIM = { trimQuotes: true }

  it.each([
    ['a, "b", c', ['a', 'b', ' c']],
    ['a,   "b,c"', ['a', 'b,c']],
    [' "a","b"', ['a', 'b']],
    ['"a" ,"b" ', ['a', 'b']],
    ['a, "say ""hi"" "', ['a', 'say "hi" ']],
    ['a, ,  x  , ""', ['a', ' ', '  x  ', '']],
    ['a, b "c"', ['a', ' b "c"']],
    ['a,"b" c', ['a', '"b" c']],
  ])('are left out, and no others: %j', (text, expected) => {
    expect(cells(text, TRIM)).toEqual(expected)
  })

  it('are offered to be ignored, after which every row is sent with the text inside', () => {
    for (const content of [
      'Email, Name\nann@x.com, "Lee, Jr."\nbob@x.com, "Ray"\n',
      'Email,Name\nann@x.com,"Lee, Jr." \nbob@x.com,"Ray" \n',
      'Email;Name\nann@x.com; "Lee; Jr."\nbob@x.com; "Ray"\n',
      '"Email", "Name"\n"ann@x.com", "Lee, Jr."\n"bob@x.com", "Ray"\n',
      'Email,   Name\nann@x.com,   "Lee, ""Jr."""\nbob@x.com,   "Ray"\n',
    ]) {
      const first = look(content)
      const problem = [...first.problems, ...check(content).problems].find(({ proposal }) => proposal?.trimQuotes)
      expect(problem?.title).toMatch(/spaces around quotes/)
      const reading = { ...first.reading, ...problem?.proposal }
      expect(check(content, { reading })).toMatchObject({ rows: 2, goodRows: 2 })
      expect(cutTexts(content, { reading }).join('')).not.toMatch(/, "[^"]/)
    }
  })
})

describe('cells written as ="text"', () => {
  const UNWRAP = { equalsText: true }

  it.each([
    ['a,="00123",b', ['a', '00123', 'b']],
    ['="1","2"', ['1', '2']],
    ['"=""00123""",b', ['00123', 'b']],
    ['"=""say """"hi""""""",b', ['say "hi"', 'b']],
    ['"=""",b', ['="', 'b']],
    ['"="","', ['=",']],
    ['"=",b', ['=', 'b']],
    ['=1+1,=A1', ['=1+1', '=A1']],
    ['"=1+1",b', ['=1+1', 'b']],
    ['a="b",c', ['a="b"', 'c']],
    ['"",""', ['', '']],
  ])('give the text inside, and others stay as they are: %j', (text, expected) => {
    expect(cells(text, UNWRAP)).toEqual(expected)
  })

  it.each([
    ['without quotes around', 'Email,Zip\na@b.cd,="00123"\nb@c.de,="00456"\n'],
    ['with quotes around', 'Email,Zip\na@b.cd,"=""00123"""\nb@c.de,"=""00456"""\n'],
    ['in every cell', '="Email",="Zip"\n="a@b.cd",="00123"\n="b@c.de",="00456"\n'],
    ['in some cells', 'Email,Zip\na@b.cd,="00123"\nb@c.de,00456\n'],
    ['between semicolons', 'Email;Zip\na@b.cd;="00123"\nb@c.de;="00456"\n'],
    ['beside spaces', 'Email, Zip\na@b.cd, ="00123"\nb@c.de, ="00456"\n'],
  ])('are offered to be read so: %s', (_, content) => {
    const first = look(content)
    const found = [...first.problems, ...check(content).problems].find(({ proposal }) => proposal?.equalsText)
    const reading = { ...first.reading, ...found?.proposal }
    const sent = cutTexts(content, { reading, body: 'json' }).flatMap((body) => JSON.parse(body) as { Zip: string }[])
    expect(sent.map(({ Zip }) => Zip)).toEqual(['00123', '00456'])
    expect(findProblem(check(content, { reading }), 'equals-text')).toBeUndefined()
  })
})

describe('cells in single quotes', () => {
  const SINGLE = { singleQuotes: true }

  it.each([
    ["'a','b, c'", ['a', 'b, c']],
    ["'O''Brien','x'", ["O'Brien", 'x']],
    ["'O'Brien','x'", ["O'Brien", 'x']],
    ['\'say "hi"\',x', ['say "hi"', 'x']],
    ["'',x", ['', 'x']],
    ["a'b,c'", ["a'b", "c'"]],
    ['plain,5', ['plain', '5']],
  ])('give the text inside: %j', (text, expected) => {
    expect(cells(text, SINGLE)).toEqual(expected)
  })

  it.each([
    ['commas', "'Email','Name','Notes'\n'ann@x.com','Ann','a, b'\n'bob@x.com','Bob','c'\n"],
    ['semicolons', "'Email';'Name'\n'ann@x.com';'Ann; Lee'\n'bob@x.com';'Bob'\n"],
    ['tabs', "'Email'\t'Name'\n'ann@x.com'\t'Ann'\n'bob@x.com'\t'Bob'\n"],
    ['a header without', "Email,Name\n'ann@x.com','Ann'\n'bob@x.com','Bob'\n"],
    ['apostrophes', "'Email','Name'\n'ann@x.com','O''Brien'\n'bob@x.com','D''Arcy, Bob'\n"],
  ])('are asked about before anything is sent: %s', (_, content) => {
    const first = look(content)
    expect(findProblem(first, 'single-quotes')).toMatchObject({ severity: 'blocks', proposal: SINGLE })
    const again = look(content, SINGLE)
    expect(kindsOf(again)).not.toContain('single-quotes')
    expect(check(content, { reading: again.reading })).toMatchObject({ rows: 2, goodRows: 2 })
    expect(cutTexts(content, { reading: again.reading }).join('')).not.toMatch(/'(ann|Ann|Bob)/)
    expect(kindsOf(look(content, { singleQuotes: false }))).not.toContain('single-quotes')
  })

  it('are not seen in a few cells', () => {
    expect(look("Email,Name\nann@x.com,'Ann'\nbob@x.com,Bob\n").problems).toEqual([])
  })
})

describe('a delimiter of several characters', () => {
  it.each([
    ['|;|', 'Email|;|Name|;|Notes\nann@x.com|;|Ann|;|x\n'],
    ['~,~', 'Email~,~Name\nann@x.com~,~Ann\n'],
    ['||', 'Email||Name||Notes\nann@x.com||Ann||x\n'],
    ['^;^', 'Email^;^Name\nann@x.com^;^Ann\n'],
    ['#,#', 'Email#,#Name#,#City\nann@x.com#,#Ann#,#Rome\n'],
  ])('blocks, and is named: %s', (mark, content) => {
    expect(findProblem(look(content), 'odd-delimiter')).toMatchObject({
      severity: 'blocks',
      title: `Cells are separated by ${mark}`,
    })
  })
})

describe('the filter', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
  const choices = fc.record({ trimQuotes: fc.boolean(), equalsText: fc.boolean(), singleQuotes: fc.boolean() })

  it('gives the same wherever the bytes are cut', () => {
    const soup = fc.array(fc.constantFrom('a', ' ', '"', '""', "'", '=', '="', ',', '\n', '\r\n', 'é'), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(soup, choices, sizes, (parts, chosen, pieces) => {
        expect(filter(parts.join(''), chosen, pieces)).toBe(filter(parts.join(''), chosen))
      }),
      { numRuns: 500 },
    )
  })

  it('leaves well-formed files as they are, where no cell begins with = or a single quote', () => {
    fc.assert(
      fc.property(TABLE, STYLE, (table, style) => {
        fc.pre(table.rows.flat().every((cell) => !cell.startsWith('=') && !cell.startsWith("'")))
        const text = writeTable(table, style)
        for (const chosen of [{ trimQuotes: true }, { equalsText: true }]) {
          expect(filter(text, { delimiter: style.delimiter, ...chosen })).toBe(text)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('brings back any cells that were written with spaces, = or single quotes', () => {
    const row = fc.array(CELL, { minLength: 2, maxLength: 5 })
    const double = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(row, (texts) => {
        expect(cells(texts.map((cell) => ` ${double(cell)} `).join(','), { trimQuotes: true })).toEqual(texts)
        const plain = texts.map((cell) => cell.replace(/^=+/, ''))
        expect(cells(plain.map((cell) => `=${double(cell)}`).join(','), { equalsText: true })).toEqual(plain)
        const single = texts.map((cell) => `'${cell.replaceAll("'", "''")}'`).join(',')
        expect(cells(single, { singleQuotes: true })).toEqual(texts)
      }),
      { numRuns: 300 },
    )
  })
})
