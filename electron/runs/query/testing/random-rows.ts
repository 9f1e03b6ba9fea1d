import fc from 'fast-check'
import type { ColumnFilter, Reading, SortKey } from '../../../../shared/contract/run-questions.ts'
import type { Rows } from './reference.ts'

/** Cells of every kind that has ever broken a reader, and texts that almost read as something. */
const ODD_CELLS = [
  '',
  '',
  '',
  ' ',
  '  x',
  'x ',
  '\u00a0',
  'null',
  'NULL',
  'Null',
  '""',
  '"',
  '""""',
  "it's",
  "''",
  ',',
  ',,',
  ';',
  '\t',
  'a\nb',
  'a\r\nb',
  '\r',
  '\n',
  '\n\n"',
  '\\',
  '\\n',
  '\\"',
  '%',
  '_',
  '*',
  '?',
  '[',
  '\0',
  'a\0b',
  '\ufeff',
  '\u2028',
  'É',
  'é',
  'e\u0301',
  'ß',
  'ẞ',
  'İ',
  'I',
  'i',
  'ı',
  'Σ',
  'σ',
  'ς',
  'ΑΣ',
  'K',
  'k',
  '日本',
  '😀',
  '😀😀',
  '\u{10ffff}',
  'Ａ',
  'Zürich',
  'zurich',
  'ZÜRICH',
  'apple',
  'Apple',
  'APPLE',
  'Bob',
  'alice',
  'true',
  'epoch',
  'infinity',
  'NaN',
  '-',
  '+',
  '.',
]
const NUMBERS = [
  '0',
  '-0',
  '+0',
  '00',
  '1',
  '01',
  '1.0',
  '1.00',
  '-1',
  '+1',
  '10',
  '9',
  '100',
  '2.5',
  '-2.5',
  '.5',
  '5.',
  '1e3',
  '1,000',
  '1_000',
  '123456789012345678',
  '123456789012345679',
  '-123456789012345678',
  '-123456789012345679',
  '9007199254740992',
  '9007199254740993',
  '0.1',
  '0.1000000000000000001',
  '100000000000000',
  '100000000000000.001',
  '99999999999999.9999',
  '0012',
  '1 ',
  ' 1',
  '1'.repeat(40),
  '1'.repeat(41),
]
const DATES = [
  '2026-11-28',
  '2026-11-27',
  '2026-02-29',
  '2024-02-29',
  '2026-13-01',
  '2026-11-28T20:40:33Z',
  '2026-11-28 20:40:33.123',
  '2026-11-28T20:40:33.1230000Z',
  '2026-11-28T20:40',
  '2026-11-28T24:00',
  '2026-11-28T23:59:60',
  '2026-1-2',
  '2026-11-28T20:40:33+02:00',
  '11/28/2026',
  '28/11/2026',
  '3/2/2026',
  '02/03/2026 8:10 PM',
  '02/03/2026 12:10 AM',
  '02/03/2026 08:10:05 pm',
  '2.3.2026',
  '2-3-2026 7:05',
  '02/03/2026 20:10 PM',
  '31/31/2026',
  '0001-01-01',
  '9999-12-31',
  '2026-11-23',
  '2026-11-30',
  '2027-01-01',
]
const EMAILS = ['a@b.co', 'A@B.co', 'a@b', 'a b@c.de', '@b.co', 'x.y+z@sub.example.com']

const oddCell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_CELLS) },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom(...DATES) },
  { weight: 1, arbitrary: fc.constantFrom(...EMAILS) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'B', 'é', '"', ',', '\n', '\r', ' ', '1', '日'), maxLength: 6 }),
  },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 50 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('long '.repeat(2_000), `${'x'.repeat(5_000)}"\n`) },
)

export const columnCount = fc.integer({ min: 1, max: 4 })

export function randomRows(columns: number, maxLength = 60): fc.Arbitrary<Rows> {
  return fc.array(fc.array(oddCell, { minLength: columns, maxLength: columns }), { maxLength })
}

const reading = fc.constantFrom<Reading>('text', 'number', 'date', 'month-first', 'day-first')
const needle = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'a',
      'E',
      'é',
      'É',
      'i',
      'k',
      '"',
      '\n',
      '日',
      '1',
      ' ',
      '😀',
      'σ',
      'ss',
      '\\',
      '%',
      "'",
      '\0',
    ),
  },
  { weight: 1, arbitrary: oddCell.filter((text) => text !== '' && text.length < 100) },
)

export { needle as randomNeedle }

export function randomSort(columns: number): fc.Arbitrary<readonly SortKey[]> {
  return fc.array(fc.record({ column: fc.nat(columns - 1), as: reading, descending: fc.boolean() }), { maxLength: 3 })
}

export function randomFilters(columns: number): fc.Arbitrary<readonly ColumnFilter[]> {
  const not = fc.boolean()
  const test: fc.Arbitrary<ColumnFilter['test']> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('contains' as const, 'equals' as const, 'starts' as const, 'ends' as const),
      text: needle,
      matchCase: fc.boolean(),
      not,
    }),
    fc.record({ kind: fc.constant('one-of' as const), values: fc.array(oddCell, { minLength: 1, maxLength: 4 }), not }),
    fc.record({ kind: fc.constant('blank' as const), not }),
    ...(['text', 'number', 'date', 'month-first', 'day-first'] as const).map((as) => randomRange(as)),
  )
  return fc.array(fc.record({ column: fc.nat(columns - 1), test }), { maxLength: 2 })
}

const BOUNDS = {
  text: fc.constantFrom('a', 'B', 'é', '1', ' '),
  number: fc.constantFrom(...NUMBERS.filter((text) => /^[+-]?\d{1,40}(\.\d+)?$/.test(text))),
  date: fc.constantFrom('2026-11-28', '2026-11-28T20:40', '2026-02-03', '2024-02-29', '2026-11-28T20:40:33.123Z'),
}

function randomRange(as: Reading): fc.Arbitrary<ColumnFilter['test']> {
  const bound = as === 'text' || as === 'number' ? BOUNDS[as] : BOUNDS.date
  return fc.record(
    { kind: fc.constant('range' as const), as: fc.constant(as), from: bound, to: bound },
    { requiredKeys: ['kind', 'as'] },
  )
}
