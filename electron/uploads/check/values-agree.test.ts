import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ValueProblem } from '../../../shared/csv/values.ts'
import { type FieldRules, fieldRule } from '../../../shared/eloqua/field-rule.ts'
import { contactImport, type Row, tryEngine } from '../../../simulator/engine/try-engine.ts'
import { check, mapAll } from '../../csv/testing/csv-files.ts'

const FIELDS = {
  EmailAddress: 'emailAddress',
  Birthday1: 'date',
  Annual_Revenue1: 'number',
  FirstName: 'string',
} as const
type Field = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS) as Field[]

const RULES: FieldRules = Object.fromEntries(
  Object.entries(FIELDS).map(([name, dataType]) => {
    const rule = fieldRule(
      { name, statement: '', dataType, of: 'record', isReadOnly: false, isRequired: false, isUnique: false },
      'contacts',
    )
    if (!rule) throw new Error(`no rule for ${name}`)
    return [name, rule]
  }),
)

const CONTACTS = contactImport(NAMES)

/** A row for each value of one field, each of a contact of its own. */
function rowsOf(field: Field, values: readonly string[]): Row[] {
  return values.map((value, i) => ({ EmailAddress: `p${i}@example.com`, [field]: value }))
}

function checkRows(field: Field, rows: readonly Row[]): readonly ValueProblem[] {
  const lines = rows.map((row) => `${row.EmailAddress},"${(row[field] ?? '').replaceAll('"', '""')}"`)
  const headers = ['EmailAddress', field]
  const target = { ...CONTACTS, identifierFieldName: 'EmailAddress' }
  const { values } = check(`${headers.join(',')}\n${lines.join('\n')}\n`, {
    target: { ...target, kind: 'import' },
    mapping: mapAll(headers),
    rules: RULES,
  })
  return values ?? []
}

const part = fc.constantFrom(
  '1',
  '2',
  '03',
  '13',
  '31',
  '29',
  '2026',
  '1999',
  '24',
  '0',
  '007',
  '12345',
  '1234567890123456',
)
const mark = fc.constantFrom(
  '-',
  '/',
  '.',
  ',',
  ' ',
  ':',
  'T',
  '',
  '',
  'Z',
  ' PM',
  '+01:00',
  '$',
  '%',
  '\u00a0',
  'x',
  '.5',
  '.123',
  '.12345',
)
const pieces = fc.array(fc.oneof(part, mark), { minLength: 1, maxLength: 8 }).map((all) => all.join(''))
const date = fc
  .tuple(
    part,
    fc.constantFrom('-', '/', '.'),
    part,
    part,
    fc.constantFrom('', ' 10:30', 'T10:30:00Z', ' 1:05 PM', ' 13:05 PM', ' 10:30:00.123', ' 10:30:00.1234'),
  )
  .map(([a, sign, b, c, time]) => `${a}${sign}${b}${sign}${c}${time}`)
const text = fc
  .constantFrom('x', 'é', '😀')
  .chain((letter) => fc.integer({ min: 1, max: 260 }).map((n) => letter.repeat(n)))

describe('what the check says of a value', () => {
  it.each<[Field, fc.Arbitrary<string>]>([
    ['Birthday1', fc.oneof(date, date, pieces)],
    ['Annual_Revenue1', pieces],
    ['FirstName', text],
  ])(
    'of %s is what an import then does: each it calls rejected is, and no other but those it cannot know',
    async (field, cell) => {
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(cell, { minLength: 1, maxLength: 5 }), async (values) => {
          const rows = rowsOf(field, values)
          const problems = checkRows(field, rows)
          const said = (outcome: ValueProblem['outcome']) =>
            problems
              .filter((problem) => problem.outcome === outcome)
              .flatMap(({ examples }) => examples.map(({ row }) => row))
          const { rejects } = await tryEngine().stage(CONTACTS, rows)
          const rejected = new Set(rejects.map(({ recordIndex }) => recordIndex))
          expect(rejects.every(({ statusCode }) => statusCode === 'ELQ-00040')).toBe(true)
          expect(said('rejected').filter((row) => !rejected.has(row))).toEqual([])
          const foreseen = new Set([...said('rejected'), ...said('unknown')])
          expect([...rejected].filter((row) => !foreseen.has(row))).toEqual([])
        }),
        { numRuns: 60 },
      )
    },
  )

  it('foretells what an import makes of values it changes', async () => {
    const changes = {
      Birthday1: [
        ['01/02/03', '2003-01-02 00:00:00', 'two-digit-year'],
        ['4/3/2026', '2026-04-03 00:00:00', 'day-month-swapped'],
      ],
      Annual_Revenue1: [
        ['1.23456', '1.2346', 'more-decimals'],
        ['007', '7', 'zeros-lost'],
      ],
    } as const
    for (const field of ['Birthday1', 'Annual_Revenue1'] as const) {
      const rows = rowsOf(field, [...changes[field].map(([value]) => value), '13/04/2026'])
      const kinds = checkRows(field, rows).filter(({ outcome }) => outcome === 'changed')
      const tried = tryEngine()
      await tried.stage(CONTACTS, rows)
      const kept = await tried.rows({ family: 'contacts', fields: CONTACTS.fields })
      for (const [i, [, stored, kind]] of changes[field].entries()) {
        expect(kept[i]?.[field]).toBe(stored)
        expect(kinds.find((problem) => problem.kind === kind)?.examples).toContainEqual(
          expect.objectContaining({ row: i + 1 }),
        )
      }
    }
  })

  it('foretells that codes of custom objects are cut, so that their rows become one', async () => {
    const fields = { Code: '{{CustomObject[9].Field[53]}}', Product: '{{CustomObject[9].Field[51]}}' }
    const definition = {
      kind: 'import',
      family: 'customObjects',
      parentId: 9,
      name: 'x',
      fields,
      identifierFieldName: 'Code',
    } as const
    const codes = ['1', '2'].map((end) => `${'x'.repeat(100)}${end}`)
    const { values } = check(`Code,Product\n${codes[0]},a\n${codes[1]},b\n`, {
      target: definition,
      rules: { Code: { type: 'text', smallLimit: 250 } },
    })
    expect(values).toMatchObject([{ kind: 'identifier-cut', count: 2 }])
    const tried = tryEngine()
    await tried.stage(definition, [
      { Code: codes[0] ?? '', Product: 'a' },
      { Code: codes[1] ?? '', Product: 'b' },
    ])
    expect(await tried.rows({ family: 'customObjects', parentId: 9, fields })).toEqual([
      { Code: 'x'.repeat(100), Product: 'b' },
    ])
  })
})
