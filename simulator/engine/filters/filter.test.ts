import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import { type Row, tryEngine } from '../try-engine.ts'
import { type Filter, FilterError, type Operator } from './filter.ts'
import { parseFilter } from './parse-filter.ts'

const FIELDS: Readonly<Record<string, string>> = {
  id: '{{Contact.Id}}',
  country: '{{Contact.Field(C_Country)}}',
  first: '{{Contact.Field(C_FirstName)}}',
  revenue: '{{Contact.Field(C_Annual_Revenue1)}}',
  birthday: '{{Contact.Field(C_Birthday1)}}',
  created: '{{Contact.CreatedAt}}',
  isSubscribed: '{{Contact.Email.IsSubscribed}}',
  account: '{{Contact.Account.Field(M_CompanyName)}}',
  accountId: '{{Contact.Account.Id}}',
}

type Column = 'text' | 'number' | 'date' | 'boolean'
const VALUES: Readonly<Record<string, { readonly column: Column; readonly values: readonly string[] }>> = {
  country: { column: 'text', values: ['Germany', 'germany', 'Japan', '', 'u%', '%a%', '_apan', "it's"] },
  first: { column: 'text', values: ['Zoë', '太郎', 'J%', 'm', ''] },
  account: { column: 'text', values: ['', '%GmbH%', 'Kestrel Ltd.', 'M'] },
  id: { column: 'number', values: ['5', '40', '0', '1e'] },
  accountId: { column: 'number', values: ['3', '', '7.5'] },
  revenue: { column: 'number', values: ['', '4000000', '250000.5', '%5%'] },
  birthday: { column: 'date', values: ['', '1980-01-01', '1990-06-15 00:00:00', '198%'] },
  created: { column: 'date', values: ['2025-01-01', '2025-03-09 02:30:00.000', '2026-01-01 12:00'] },
  isSubscribed: { column: 'boolean', values: ['True', 'false', '1'] },
}
const ORDERS: readonly Operator[] = ['=', '!=', '>', '>=', '<', '<=']

const comparison: fc.Arbitrary<Filter> = fc
  .constantFrom(...Object.keys(VALUES))
  .chain((name) =>
    fc.record({
      name: fc.constant(name),
      value: fc.constantFrom(...(VALUES[name]?.values ?? [])),
      operator: fc.constantFrom(...ORDERS, '~'),
    }),
  )
  .filter(({ name, value, operator }) => {
    const column = VALUES[name]?.column
    if (operator === '~') return column === 'text' || (column === 'number' && value !== '') || name === 'birthday'
    if (column === 'boolean') return operator === '=' || operator === '!='
    if (column === 'number' || column === 'date') {
      if (value === '') return operator === '=' || operator === '!='
      return !value.includes('%') && value !== '1e'
    }
    return true
  })
  .map(({ name, value, operator }) => ({
    kind: 'compare',
    statement: FIELDS[name] ?? '',
    operator: operator as Operator,
    value,
  }))

const { filter } = fc.letrec<{ filter: Filter; group: Filter; negation: Filter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3, depthSize: 'small' }, comparison, tie('group'), tie('negation')),
  group: fc
    .record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    })
    .map(
      ({ kind, parts }): Filter => ({
        kind,
        parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])),
      }),
    ),
  negation: tie('filter').map((part): Filter => ({ kind: 'not', part })),
}))

function print(node: Filter): string {
  if (node.kind === 'compare') return `'${node.statement}'${node.operator}'${node.value.replaceAll("'", "''")}'`
  if (node.kind === 'not') return `NOT ${print(node.part)}`
  if (node.kind === 'exists') return `EXISTS('${node.statement}')`
  if (node.kind === 'status') return `STATUS('${node.statement}') ${node.operator} '${node.value}'`
  return `(${node.parts.map(print).join(` ${node.kind} `)})`
}

function like(text: string, pattern: string): boolean {
  if (pattern === '') return text === ''
  const [head, rest] = [pattern[0], pattern.slice(1)]
  if (head === '%') return like(text, rest) || (text !== '' && like(text.slice(1), pattern))
  return text !== '' && (head === '_' || head?.toLowerCase() === text[0]?.toLowerCase()) && like(text.slice(1), rest)
}

function compare(operator: Operator, left: string | number, right: string | number): boolean {
  if (operator === '=') return left === right
  if (operator === '!=') return left !== right
  if (operator === '>' || operator === '>=') return left > right || (operator === '>=' && left === right)
  return left < right || (operator === '<=' && left === right)
}

const FULL_DATE = '0000-00-00 00:00:00.000'

/** Decides from the exported texts alone, one row at a time. */
function meets(node: Filter, row: Row): boolean {
  if (node.kind === 'and') return node.parts.every((part) => meets(part, row))
  if (node.kind === 'or') return node.parts.some((part) => meets(part, row))
  if (node.kind === 'not') return !meets(node.part, row)
  if (node.kind !== 'compare') return false
  const name = Object.keys(FIELDS).find((key) => FIELDS[key] === node.statement) ?? ''
  const cell = row[name] ?? ''
  const { operator, value } = node
  if (operator === '~') return like(cell, value)
  const column = VALUES[name]?.column
  if (column === 'text') return compare(operator, cell.toLowerCase(), value.toLowerCase())
  if (column === 'boolean') return compare(operator, cell, /^(t|1)/i.test(value) ? 'True' : 'False')
  if (value === '' || cell === '') return operator === '!=' ? cell !== value : operator === '=' && cell === value
  if (column === 'number') return compare(operator, Number(cell), Number(value))
  const pad = (date: string): string => date + FULL_DATE.slice(date.length)
  return compare(operator, pad(cell), pad(value.replace('00:00.000', '00:00').replace('30:00.000', '30:00')))
}

describe('the filter language', () => {
  it('is read back as it was written, however it nests', () => {
    fc.assert(
      fc.property(filter, (node) => {
        const text = print(node)
        fc.pre(text.length <= 1_000)
        expect(parseFilter(text)).toEqual(node)
      }),
    )
  })

  it('selects the rows that a naive reading of the exported texts selects', async () => {
    const tried = tryEngine({ contacts: 120 })
    const all = await tried.rows({ family: 'contacts', fields: FIELDS, areSystemTimestampsInUTC: true })
    await fc.assert(
      fc.asyncProperty(filter, async (node) => {
        const text = print(node)
        fc.pre(text.length <= 1_000)
        const found = await tried.rows({
          family: 'contacts',
          fields: FIELDS,
          filter: text,
          areSystemTimestampsInUTC: true,
        })
        expect(found).toEqual(all.filter((row) => meets(node, row)))
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('refuses any other text with a sentence that begins with Must, and never fails otherwise', () => {
    const pieces = fc.constantFrom(
      "'",
      "'a'",
      '(',
      ')',
      'AND',
      'or',
      'NOT',
      'EXISTS',
      'STATUS',
      '=',
      '~',
      '!',
      '{{Contact.Id}}',
      ' ',
      '🙂',
    )
    const noise = fc.oneof(
      anyText(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(noise, (text) => {
        try {
          parseFilter(text)
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError)
          expect((error as Error).message).toMatch(/^Must /)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes 4000 characters and no more', () => {
    const text = (length: number): string => `'{{Contact.Id}}' = '${'1'.repeat(length - 21)}'`
    expect(parseFilter(text(4_000)).kind).toBe('compare')
    expect(() => parseFilter(text(4_001))).toThrow('Must be at most 4000 characters long.')
  })

  it('survives the deepest nesting that fits', async () => {
    const deep = (levels: number) => `${'('.repeat(levels)}'{{Contact.Id}}' = '1'${')'.repeat(levels)}`
    expect(parseFilter(deep(489)).kind).toBe('compare')
    expect(() => parseFilter(deep(1_985))).toThrow('nested too deeply')
    const negations = `${'NOT '.repeat(498)}'{{Contact.Id}}' = '1'`
    const rows = await tryEngine({ contacts: 3 }).rows({
      family: 'contacts',
      fields: { id: '{{Contact.Id}}' },
      filter: negations,
    })
    expect(rows).toEqual([{ id: '1' }])
  })
})
