import { describe, expect, it } from 'vitest'
import type { Mapping, ProblemKind, Reading } from '../../../shared/csv/csv.ts'
import type { CheckTarget } from '../engine.ts'
import { CONTACT_IMPORT, check, cutTexts, look } from '../testing/csv-files.ts'

/**
 * What is expected of files as programs and people write them, one line a kind. `sent`: all rows go, as they are.
 * `warned`: they go, and something is said first. `held`: rows stay behind. `offered`: another reading is offered, and
 * leads to all rows. `refused`: nothing can be sent, and it is said why.
 */
interface Kind {
  readonly name: string
  readonly content: string | Uint8Array
  readonly expected: 'sent' | 'warned' | 'held' | 'offered' | 'refused'
  readonly says?: ProblemKind
  readonly offer?: Partial<Reading>
  /** Rows that go: by themselves, or by the offered reading. */
  readonly rows: number
  /** Text of the first of them, field by field. */
  readonly first?: Readonly<Record<string, string>>
}

const ANN = 'ann@example.com'
const latin1 = (text: string) => Buffer.from(text, 'latin1')

const KINDS: readonly Kind[] = [
  {
    name: 'b01: spaces before quotes',
    content: `Email, FirstName, LastName\n${ANN}, "Ann", "Lee, Jr."\nbob@example.com, "Bob", "Ray"\n`,
    ...{ expected: 'offered', says: 'stray-quote', offer: { trimQuotes: true }, rows: 2 },
    first: { Email: ANN, FirstName: 'Ann', LastName: 'Lee, Jr.' },
  },
  {
    name: 'b04: several empty columns at the end',
    content: `Email,FirstName,,,\n${ANN},Ann,,,\nbob@example.com,Bob,,,\n`,
    ...{ expected: 'sent', says: 'empty-last-column', rows: 2, first: { Email: ANN, FirstName: 'Ann' } },
  },
  {
    name: 'b10: a title above the header',
    content: `Webinar attendees\nEmail,FirstName,City\n${ANN},Ann,Rome\nbob@example.com,Bob,Oslo\n`,
    ...{ expected: 'offered', says: 'lines-above-header', offer: { headerLine: 2 }, rows: 2 },
    first: { Email: ANN, FirstName: 'Ann', City: 'Rome' },
  },
  {
    name: 'b18: characters that were lost before',
    content: `Email,City\n${ANN},M\ufffdnchen\nbob@example.com,K\ufffdln\n`,
    ...{ expected: 'warned', says: 'damaged-text', rows: 2, first: { Email: ANN, City: 'M\ufffdnchen' } },
  },
  {
    name: 'b24: rows that end with a delimiter, and the header without',
    content: `Email;FirstName;City\n${ANN};Ann, Lee, Dr.;Rome;\nbob@example.com;Bob, Ray, Mr.;Oslo;\n`,
    ...{ expected: 'sent', says: 'rows-end-blank', rows: 2 },
    first: { Email: ANN, FirstName: 'Ann, Lee, Dr.', City: 'Rome' },
  },
  {
    name: 'b30: single quotes',
    content: `'Email','FirstName','Notes'\n'${ANN}','Ann','a, b'\n'bob@example.com','Bob','c'\n`,
    ...{ expected: 'offered', says: 'single-quotes', offer: { singleQuotes: true }, rows: 2 },
    first: { Email: ANN, FirstName: 'Ann', Notes: 'a, b' },
  },
  {
    name: 'b32: two stray quotes that swallow rows',
    content: `Email,FirstName,Notes\n${ANN},Ann,"starts here\nbob@example.com,Bob,fine\ncat@example.com,Cat,ends here"\ndan@example.com,Dan,ok\n`,
    ...{ expected: 'warned', says: 'swallowed-rows', rows: 2 },
  },
  {
    name: 'b37: ="00123"',
    content: `Email,Zip,City\n${ANN},="00123",Rome\nbob@example.com,="00456",Oslo\n`,
    ...{ expected: 'offered', says: 'stray-quote', offer: { equalsText: true }, rows: 2 },
    first: { Email: ANN, Zip: '00123', City: 'Rome' },
  },
  {
    name: 'b38: "=""00123"""',
    content: `Email,Zip\n${ANN},"=""00123"""\n`,
    ...{ expected: 'warned', says: 'equals-text', offer: { equalsText: true }, rows: 1 },
    first: { Email: ANN, Zip: '="00123"' },
  },
  {
    name: 'b50: a name that is there twice and not mapped',
    content: `Email,FirstName,Type,Type\n${ANN},Ann,a,b\n`,
    ...{ expected: 'sent', says: 'duplicate-header', rows: 1, first: { Email: ANN, FirstName: 'Ann' } },
  },
  {
    name: 'e01: spaces in the first line',
    content: `   \nEmail,FirstName\n${ANN},Ann\n`,
    ...{ expected: 'sent', says: 'lines-skipped', rows: 1, first: { Email: ANN, FirstName: 'Ann' } },
  },
  {
    name: 'e03: a header with a line feed, rows with carriage returns',
    content: `Email,FirstName\n${ANN},Ann\rbob@example.com,Bob\rcat@example.com,Cat\r`,
    ...{ expected: 'sent', says: 'mixed-line-ends', rows: 3, first: { Email: ANN, FirstName: 'Ann' } },
  },
  {
    name: 'e15: cells under columns without a name',
    content: `Email,FirstName,,\n${ANN},Ann,,x\nbob@example.com,Bob,,\n`,
    ...{ expected: 'sent', says: 'empty-header', rows: 2, first: { Email: ANN, FirstName: 'Ann' } },
  },
  {
    name: 'e17: the header among the rows',
    content: 'Id,FirstName\n17,Ann\nId,FirstName\n18,Bob\n',
    ...{ expected: 'held', says: 'repeated-header', rows: 2, first: { Id: '17', FirstName: 'Ann' } },
  },
  {
    name: 'e20: a wide space behind an address',
    content: `Email,FirstName\n${ANN}\u3000,花子\n`,
    ...{ expected: 'held', says: 'hidden-identifier', rows: 0 },
  },
  {
    name: 'm01: a file of Excel for Mac',
    content: latin1(`Email;Pr\x8enom;Ville\r\n${ANN};Ren\x8ee;Orl\x8eans\r\nbob@example.com;Fran\x8dois;Li\x8fge\r\n`),
    ...{ expected: 'offered', says: 'bad-encoding', offer: { encoding: 'macintosh' }, rows: 2 },
    first: { Email: ANN, Prénom: 'Renée', Ville: 'Orléans' },
  },
  {
    name: 'm05: a Russian file of Excel',
    content: latin1(
      'Email;\xc8\xec\xff;\xc3\xee\xf0\xee\xe4\r\nann@example.com;\xc0\xed\xed\xe0;\xcc\xee\xf1\xea\xe2\xe0\r\n',
    ),
    ...{ expected: 'offered', says: 'bad-encoding', offer: { encoding: 'windows-1251' }, rows: 1 },
    first: { Email: ANN, Имя: 'Анна', Город: 'Москва' },
  },
  {
    name: 'm07: one bad byte in a sound UTF-8 file',
    content: Buffer.concat([
      Buffer.from(`Email,City\n${ANN},München\nzoe@example.com,Zürich\nbob@example.com,K`),
      Buffer.from([0xf6]),
      Buffer.from('ln\neva@example.com,Düren\n'),
    ]),
    ...{ expected: 'refused', says: 'bad-encoding', rows: 0 },
  },
  {
    name: 'r02: held-back rows that come back as they were',
    content: `bulkdesk_row,bulkdesk_reason,Email,FirstName\n1,A cell without quotes around it has a quote inside.,${ANN},"5"" pipe"\n`,
    ...{ expected: 'held', says: 'unmended-row', rows: 0 },
  },
  {
    name: 'a delimiter of several characters',
    content: `Email|;|FirstName\n${ANN}|;|Ann\n`,
    ...{ expected: 'refused', says: 'odd-delimiter', rows: 0 },
  },
]

/** Every named column once, but for names that are there twice. */
function mapOnce(headers: readonly string[]): Mapping {
  const isOnce = (field: string) => field !== '' && headers.indexOf(field) === headers.lastIndexOf(field)
  return {
    fields: headers.flatMap((field, column) => (isOnce(field) ? [{ field, source: { from: 'column', column } }] : [])),
  }
}

const BY_ID: CheckTarget = { ...CONTACT_IMPORT, identifierFieldName: 'Id', fields: { Id: '{{Contact.Id}}' } }

/** The first row that is sent, field by field. */
function firstSent(
  content: Kind['content'],
  how: { reading: Partial<Reading>; mapping: Mapping; target: CheckTarget },
) {
  const [body = '[]'] = cutTexts(content, { ...how, body: 'json' })
  return (JSON.parse(body) as Record<string, string>[])[0]
}

describe('files of users', () => {
  it.each(KINDS)('$name: $expected', ({ content, expected, says, offer, rows, first }) => {
    const seen = look(content)
    const target = seen.headers[0] === 'Id' ? BY_ID : CONTACT_IMPORT
    const found = check(content, { target, mapping: mapOnce(seen.headers) })
    const problems = [...seen.problems, ...found.problems]
    const problem = problems.find(({ kind }) => kind === says)
    expect(problem, says).toBeDefined()
    if (offer) expect(problems.map(({ proposal }) => proposal)).toContainEqual(offer)
    const severity = { sent: 'note', warned: 'warning', held: 'row', offered: problem?.severity, refused: 'blocks' }
    expect(problem?.severity).toBe(severity[expected])
    const isStopped = problems.some((one) => one.severity === 'blocks')
    if (expected === 'refused') return expect([isStopped, problem?.proposal]).toEqual([true, undefined])

    const reading = expected === 'offered' ? { ...offer } : {}
    const mapping = mapOnce(look(content, reading).headers)
    const last = check(content, { target, mapping, reading })
    expect(last.problems.filter((one) => one.severity === 'blocks')).toEqual([])
    expect(last.goodRows).toBe(rows)
    expect(last.heldBackRows > 0).toBe(expected === 'held')
    if (first) expect(firstSent(content, { target, mapping, reading })).toEqual(first)
  })
})
