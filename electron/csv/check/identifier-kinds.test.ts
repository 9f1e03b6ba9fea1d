import { describe, expect, it } from 'vitest'
import type { CheckTarget } from '../engine.ts'
import { CONTACT_IMPORT, check, findProblem, kindsOf } from '../testing/csv-files.ts'

const BY_ID: CheckTarget = { ...CONTACT_IMPORT, fields: { Email: '{{Contact.Id}}' } }

describe('an email address', () => {
  it.each([
    ['in single quotes', "'ann@example.com'"],
    ['behind a single quote', "'ann@example.com"],
    ['in typographic quotes', '“ann@example.com”'],
    ['in single typographic quotes', '‘ann@example.com’'],
    ['in guillemets', '«ann@example.com»'],
    ['in low quotes', '„ann@example.com“'],
    ['in corner brackets', '「ann@example.com」'],
    ['in backticks', '`ann@example.com`'],
    ['before a bar', 'ann@example.com|'],
    ['behind a bar', '|ann@example.com'],
    ['before a slash', 'ann@example.com/'],
    ['before a backslash', 'ann@example.com\\'],
    ['before an apostrophe', "ann@example.com'"],
    ['before a question mark', 'ann@example.com?'],
    ['before a dash', 'ann@example.com-'],
    ['with a path behind', 'ann@example.com/path'],
    ['of digits at the end', 'ann@example.123'],
    ['that is a number of four parts', 'ann@192.168.0.1'],
    ['of one letter at the end', 'ann@example.c'],
    ['that means there is none', 'n/a@n/a.n/a'],
    ['of a formula', 'ann@=example.com'],
    ['longer than a vector, before a bar', `${'a'.repeat(70)}@example.com|`],
    ['longer than a vector, of digits', `${'a'.repeat(70)}@example.123`],
    ['longer than a vector, in single quotes', `'${'a'.repeat(70)}@example.com'`],
  ])('is held back: %s', (_, address) => {
    const report = check(`Email,Name\n${address},Ann\nb@example.com,Bob\n`)
    expect(report).toMatchObject({ rows: 2, goodRows: 1 })
  })

  it.each([
    "o'brien@example.com",
    'ann+tag@example.co.uk',
    'ann/sales=x@example.com',
    'first.last@sub-domain.example.museum',
    '#ann$@example.com',
    '用户@例え.テスト',
    'ann@münchen.de',
    'ann@foo_bar.example.com',
    'ann@xn--mnchen-3ya.xn--p1ai',
    'ANN@EXAMPLE.COM',
    '1@2.de',
    `${'a'.repeat(70)}@example.com`,
  ])('is sent: %s', (address) => {
    expect(check(`Email,Name\n${address},Ann\n`)).toMatchObject({ goodRows: 1 })
  })
})

describe('an identifier with a character nobody sees', () => {
  /** Format characters, spaces other than the usual one, and what is ignored when text is shown. */
  const hidden = [...hiddenCharacters()]

  function* hiddenCharacters(): Generator<string> {
    for (let code = 0x80; code < 0xe0200; code++) {
      if (code === 0x20000) code = 0xe0000
      const character = String.fromCodePoint(code)
      if (/[\p{Cf}\p{Zs}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}|[\u0080-\u009f\u2800]/u.test(character))
        yield character
    }
  }

  it('is held back whichever that is, in an address or any other', () => {
    expect(hidden.length).toBeGreaterThan(600)
    for (const target of [CONTACT_IMPORT, BY_ID]) {
      const rows = hidden.flatMap((character) => [`ann@exa${character}mple.com,x`, `b@example.com${character},x`])
      const report = check(`Email,Name\n${rows.join('\n')}\n`, { target })
      expect(report).toMatchObject({ rows: rows.length, goodRows: 0 })
      expect(findProblem(report, 'hidden-identifier')).toMatchObject({ severity: 'row', count: rows.length })
    }
  })

  it('leaves letters of any script alone', () => {
    const letters = ['é', 'ß', 'Ł', 'я', 'λ', '東', 'あ', '한', 'א', 'ع', 'ก', '😀', 'ÿ', 'ⅷ', '–']
    const report = check(`Email,Name\n${letters.map((letter) => `A${letter}1,x`).join('\n')}\n`, { target: BY_ID })
    expect(report).toMatchObject({ goodRows: letters.length })
    expect(kindsOf(report)).toEqual([])
  })
})
