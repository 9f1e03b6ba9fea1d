import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ValueProblem, ValueProblemKind } from '../../../shared/csv/values.ts'
import type { FieldRule, FieldRules } from '../../../shared/eloqua/field-rule.ts'
import { CELL } from '../testing/csv-arbitraries.ts'
import { ACTIVITY_IMPORT, COMMAS, CONTACT_IMPORT, check, checkFile, mapAll, writeCsv } from '../testing/csv-files.ts'

const DATE: FieldRule = { type: 'date' }
const NUMBER: FieldRule = { type: 'number', mayBeWhole: false }
const OBJECT_NUMBER: FieldRule = { type: 'number', mayBeWhole: true }
const BOOLEAN: FieldRule = { type: 'boolean' }
const EMAIL: FieldRule = { type: 'email' }
const TEXT: FieldRule = { type: 'text', smallLimit: 100 }

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** One column of cells, judged by a rule, beside a number that keeps lines from being blank. */
function judge(rule: FieldRule, cells: readonly string[]): readonly ValueProblem[] {
  const rows = cells.map((cell, i) => `${i},${quoted(cell)}`)
  const report = check(`n,v\n${rows.join('\n')}\n`, { target: ACTIVITY_IMPORT, rules: { v: rule } })
  if (!report.values) throw new Error('nothing was judged')
  return report.values
}

function countsOf(problems: readonly ValueProblem[]): Partial<Record<ValueProblemKind, number>> {
  return Object.fromEntries(problems.map(({ kind, count }) => [kind, count]))
}

// The plain reference: what a value is, by regular expressions and JavaScript's own calendar.

const MONTH = /(^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
const DATE_FORM =
  /^(?:(?<y>\d{4})(?<s>[-./])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})|(?<a>\d{1,2})(?<t>[-./])(?<b>\d{1,2})\k<t>(?<z>\d{4}|\d\d))(?<time>$|[ Tt].*$)/s
const TIME =
  /^[ Tt](?<h>\d{1,2}):[0-5]\d(?::[0-5]\d(?:\.(?<f>\d+))?)?(?:(?<half> ?[AaPp][Mm])| ?(?<zone>[Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d))?$/

function trimAscii(cell: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Eloqua's readers trim
  return cell.replace(/^[\u0000- ]+|[\u0000- ]+$/g, '')
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return month >= 1 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function readTime(text: string, isYearFirst: boolean) {
  if (text === '') return { fraction: 0, isZoned: false }
  const found = TIME.exec(text)?.groups
  if (!found || (text[0] !== ' ' && !isYearFirst)) return undefined
  const hour = Number(found.h)
  if (found.half ? hour < 1 || hour > 12 : hour > 23) return undefined
  return { fraction: found.f?.length ?? 0, isZoned: found.zone !== undefined }
}

function dateKinds(cell: string): ValueProblemKind[] {
  const found = DATE_FORM.exec(cell)?.groups
  const oddity: ValueProblemKind = MONTH.test(cell) && /\d/.test(cell) ? 'month-name' : 'not-a-date'
  if (!found) return [oddity]
  const [a, b] = [Number(found.a), Number(found.b)]
  const short = found.z?.length === 2
  const year = Number(found.y ?? found.z) + (short ? (Number(found.z) <= 29 ? 2000 : 1900) : 0)
  const isDayFirst = a > 12
  const [month, day] = found.y ? [Number(found.m), Number(found.d)] : isDayFirst ? [b, a] : [a, b]
  if (!isDay(year, month, day)) return [oddity]
  const time = readTime(found.time ?? '', found.y !== undefined)
  if (!time || year < 1753) return ['not-a-date']
  if (isDayFirst) return ['day-first']
  if (time.fraction > 3) return ['long-fraction']
  return [
    ...(a <= 12 && b <= 12 && a !== b ? ['day-month-unclear' as const] : []),
    ...(short ? ['two-digit-year' as const] : []),
    ...(time.fraction > 0 ? ['milliseconds' as const] : []),
    ...(time.isZoned ? ['time-zone' as const] : []),
    ...(year < 1900 || year > 2100 ? ['far-year' as const] : []),
  ]
}

function numberKinds(cell: string, mayBeWhole: boolean): ValueProblemKind[] {
  const found = /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<decimals>\d*))?$/.exec(cell)?.groups
  if (!found || !/\d/.test(cell)) {
    if (/^[+-]?\d+(,\d+)+(\.\d*)?$/.test(cell)) return ['number-comma']
    const isNumberLike =
      /^[^A-Za-z\d]*\d/.test(cell) &&
      /^[ $%'(),.\d\u0080-\u{10ffff}]*$/u.test(cell.replace(/^([^\d]*)/, (marks) => marks.replace(/[+-]/g, '')))
    return [isNumberLike ? 'number-form' : 'not-a-number']
  }
  const whole = found.whole?.replace(/^0+/, '') ?? ''
  const decimals = found.decimals?.replace(/0+$/, '') ?? ''
  if (whole.length > 15) return ['too-many-digits']
  const isNegative = found.sign === '-' && whole !== ''
  return [
    ...(decimals.length > 4 ? ['more-decimals' as const] : []),
    ...(/^0\d/.test(found.whole ?? '') ? ['zeros-lost' as const] : []),
    ...(mayBeWhole && (isNegative || decimals !== '') ? ['not-whole' as const] : []),
  ]
}

function booleanKinds(cell: string): ValueProblemKind[] {
  if (/^(true|false)$/i.test(cell)) return []
  return [/^(yes|no|[ynft01])$/i.test(cell) ? 'boolean-word' : 'not-a-boolean']
}

/** One `@`; no space, quote or bracket anywhere; letters, digits, - and _ between the points of the domain. */
function isAddress(value: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these bytes are rejected
  if (/[\u0000- "(),:;<>[\]\u007f]|^['`|/\\]/.test(value)) return false
  const [local, domain = '', more] = value.split('@')
  const labels = domain.split('.')
  const last = labels.at(-1) ?? ''
  return (
    local !== '' &&
    more === undefined &&
    labels.length > 1 &&
    labels.every((label) => /^[\w\u0080-\u{10ffff}-]+$/u.test(label)) &&
    /^[^\d_-](.*[^_-])?$/su.test(last) &&
    Buffer.byteLength(last) > 1
  )
}

function referenceKinds(rule: FieldRule, cell: string): ValueProblemKind[] {
  if (rule.type === 'text') {
    if (cell.length > 32_000) return ['too-long']
    return rule.smallLimit !== undefined && cell.length > rule.smallLimit ? ['over-small-text'] : []
  }
  const value = trimAscii(cell)
  if (value === '') return []
  if (rule.type === 'date') return dateKinds(value)
  if (rule.type === 'number') return numberKinds(value, rule.mayBeWhole)
  if (rule.type === 'boolean') return booleanKinds(value)
  if (!isAddress(value)) return ['not-an-email']
  return value.length > 400 ? ['too-long'] : []
}

function expectedCounts(rule: FieldRule, cells: readonly string[]): Partial<Record<ValueProblemKind, number>> {
  const counts: Partial<Record<ValueProblemKind, number>> = {}
  for (const kind of cells.flatMap((cell) => referenceKinds(rule, cell))) counts[kind] = (counts[kind] ?? 0) + 1
  // What is said of dates that can be read both ways depends on the rest of the column.
  const { 'day-month-unclear': unclear, ...rest } = counts
  return rest
}

function settled(problems: readonly ValueProblem[]): Partial<Record<ValueProblemKind, number>> {
  const { 'day-month-unclear': unclear, 'day-month-swapped': swapped, ...rest } = countsOf(problems)
  return rest
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^\\d{1,${most}}$`))
const two = fc.integer({ min: 0, max: 34 }).chain((n) => fc.constantFrom(String(n), String(n).padStart(2, '0')))
const yearText = fc.oneof(
  fc.integer({ min: 1700, max: 2200 }).map(String),
  fc.constantFrom('2000', '2024', '1900', '99', '00', '29', '30', '3015', '0', '123', '12345'),
)
const separator = fc.constantFrom('-', '/', '.', ' ', '')
const timeText = fc.oneof(
  fc.constantFrom(
    '',
    '',
    ' ',
    'T',
    ' 10:30',
    'T10:30:00Z',
    ' 4:05 PM',
    ' 10:30:61',
    ' 24:00',
    ' 13:00 AM',
    'T10:30:00.000+01:00',
  ),
  fc
    .tuple(
      fc.constantFrom(' ', 'T', 't', '  '),
      two,
      two,
      fc.option(two),
      fc.option(digits(8)),
      fc.constantFrom('', 'Z', ' z', '+0100', '-15:00', ' AM', 'pm', '+1'),
    )
    .map(([gap, h, m, s, f, tail]) => `${gap}${h}:${m}${s === null ? '' : `:${s}`}${f === null ? '' : `.${f}`}${tail}`),
)
const DATES = fc.oneof(
  fc.tuple(yearText, separator, two, two, timeText).map(([y, s, m, d, time]) => `${y}${s}${m}${s}${d}${time}`),
  fc.tuple(two, separator, two, yearText, timeText).map(([a, s, b, y, time]) => `${a}${s}${b}${s}${y}${time}`),
  fc.constantFrom(
    'Mar 2, 2026',
    '2-Aug-2026',
    'Marble',
    'march',
    'x5 december',
    '45123',
    '2026-02-29',
    '2024-02-29',
    '29/02/2023',
    '1753-01-01',
    '1752-12-31',
    '01/02/2026x',
  ),
)
const NUMBERS = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '', '-', '+', '$', '(', '€ '),
      digits(20),
      fc.option(digits(7)),
      fc.constantFrom('', '', '%', ')', ' ', 'e+5', ',5', '-', ' kg'),
    )
    .map(([head, whole, decimals, tail]) => `${head}${whole}${decimals === null ? '' : `.${decimals}`}${tail}`),
  fc.constantFrom(
    '1.234,56',
    '1,234',
    '1,234,567.8',
    '0,75',
    '.5',
    '5.',
    '.',
    '-',
    '-0',
    '0.0',
    '000',
    '1 234',
    '1\u00a0234',
    '1,,2',
    ',5',
    '1,2.3.4',
    '٣',
    '１２',
  ),
)
const WORDS = fc.constantFrom(
  'true',
  'FALSE',
  'True ',
  'yes',
  'N',
  't',
  '1',
  '0',
  '2',
  'fa',
  'falsey',
  'on',
  'x',
  'ja',
  'yes!',
  '11',
  ' no',
)
const LENGTHS = fc
  .tuple(fc.constantFrom('x', 'é', '東', '😀', 'x'), fc.constantFrom(1, 50, 51, 99, 100, 101, 399, 31_999, 32_001))
  .map(([letter, length]) => letter.repeat(length))
const ADDRESSES = fc
  .tuple(
    fc.constantFrom('a', 'x'.repeat(388), 'x'.repeat(389), 'ü'.repeat(200)),
    fc.constantFrom(
      '@b.cd',
      '@example.com',
      '@b',
      'b.cd',
      '@.cd',
      '@b..cd',
      '@@b.cd',
      '@}.=',
      '@b.c=',
      '@b.c',
      '@b.7d',
      ' ',
    ),
  )
  .map((parts) => parts.join(''))

/** Many cells of one form, so that a column goes past the values that are remembered, and any others between them. */
function column(of: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  const cell = fc.oneof(
    { weight: 6, arbitrary: of },
    { weight: 1, arbitrary: CELL },
    { weight: 1, arbitrary: fc.constantFrom('', ' ') },
  )
  return fc.array(cell, { minLength: 1, maxLength: 40 })
}

describe('values judged against their field', () => {
  it.each([
    ['dates', DATE, DATES],
    ['numbers', NUMBER, NUMBERS],
    ['numbers that may have to be whole', OBJECT_NUMBER, NUMBERS],
    ['booleans', BOOLEAN, WORDS],
    ['email addresses', EMAIL, ADDRESSES],
    ['text', TEXT, LENGTHS],
  ])('are found and counted as a plain reading of %s does', (_, rule, cells) => {
    fc.assert(
      fc.property(column(cells), (given) => {
        expect(settled(judge(rule, given))).toEqual(expectedCounts(rule, given))
      }),
      { numRuns: 120 },
    )
  })

  it('counts exactly in a column of more values than the kernel remembers', () => {
    const cells = Array.from({ length: 3_000 }, (_, i) =>
      i % 3 === 0 ? `${13 + (i % 16)}/1/${1900 + i / 3}` : `x${i % 7}`,
    )
    expect(countsOf(judge(DATE, cells))).toEqual({ 'day-first': 1_000, 'not-a-date': 2_000 })
  })

  it('names the column, the field, the outcome, and the first different values with their lines', () => {
    const [problem] = judge(NUMBER, ['5', 'lots', 'lots', 'many'])
    expect(problem).toEqual({
      column: 1,
      header: 'v',
      field: 'v',
      kind: 'not-a-number',
      outcome: 'rejected',
      suggestion: 'replace-value',
      count: 3,
      examples: [
        { row: 2, line: 3, value: 'lots' },
        { row: 4, line: 5, value: 'many' },
      ],
    })
  })

  it.each<[string, string[], Partial<Record<ValueProblemKind, number>>]>([
    ['a column uniformly day first', ['13/10/2014', '31/12/2026'], { 'day-first': 2 }],
    [
      'dates that are swapped beside them',
      ['13/10/2014', '03/04/2026', '05/05/2026'],
      { 'day-first': 1, 'day-month-swapped': 1 },
    ],
    ['dates that can be read both ways', ['03/04/2026', '05/06/2026'], { 'day-month-unclear': 2 }],
    ['nothing of them beside month first dates', ['03/04/2026', '10/13/2014'], {}],
    ['both orders', ['03/04/2026', '10/13/2014', '13/10/2014'], { 'day-first': 1, 'day-month-unclear': 1 }],
  ])('says of dates: %s', (_, cells, expected) => {
    expect(countsOf(judge(DATE, cells))).toEqual(expected)
  })
})

describe('which columns are judged', () => {
  const rules: FieldRules = { Email: EMAIL, Name: { type: 'text', smallLimit: 100 }, When: DATE }

  it('are those mapped to a field with a rule, once for each field they feed', () => {
    const file = `Email,Date\na@b.cd,31/12/2026\nb@c.de,${'x'.repeat(101)}\n`
    const fields = [
      { field: 'Name', source: { from: 'column', column: 1 } },
      { field: 'When', source: { from: 'column', column: 1 } },
      { field: 'Other', source: { from: 'column', column: 1 } },
      { field: 'Email', source: { from: 'column', column: 0 } },
    ] as const
    const { values } = check(file, { mapping: { fields }, rules })
    expect(values?.map(({ header, field, kind, count }) => [header, field, kind, count])).toEqual([
      ['Date', 'Name', 'over-small-text', 1],
      ['Date', 'When', 'not-a-date', 1],
      ['Date', 'When', 'day-first', 1],
    ])
  })

  it('judges a field that the column of the identifier feeds besides', () => {
    const address = `${'x'.repeat(100)}@b.cd`
    const fields = [
      { field: 'Name', source: { from: 'column', column: 0 } },
      { field: 'Email', source: { from: 'column', column: 0 } },
    ] as const
    const { values } = check(`Email\n${address}\nbad\n`, { mapping: { fields }, rules })
    expect(values?.map(({ field, kind, count }) => [field, kind, count])).toEqual([['Name', 'over-small-text', 1]])
  })

  it('says that codes of custom objects are cut, and that addresses can be too long', () => {
    const target = {
      ...CONTACT_IMPORT,
      family: 'customObjects' as const,
      fields: { Email: '{{CustomObject[9].Field[5]}}' },
    }
    const codes = check(`Email\n${'x'.repeat(101)}\n`, { target, rules: { Email: { type: 'text', smallLimit: 250 } } })
    expect(codes.values).toMatchObject([{ kind: 'identifier-cut', outcome: 'changed', limit: 100 }])
    const long = check(`Email,Name\n${'x'.repeat(400)}@b.cd,\n`, { rules })
    expect(long.values).toMatchObject([{ kind: 'too-long', field: 'Email', limit: 400 }])
  })

  it('judges nothing where the fields are not known', () => {
    expect(check('Email,Name\na@b.cd,x\n').values).toBeUndefined()
    const stamp = writeCsv('Email\na@b.cd\n')
    const request = { stamp, reading: COMMAS, mapping: mapAll(['Email']), target: CONTACT_IMPORT, rules: {} }
    expect(checkFile(request).values).toEqual([])
  })
})
