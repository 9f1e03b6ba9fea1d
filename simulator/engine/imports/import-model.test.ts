import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UpdateRule } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { contactImport, countsOf, type Row, tryEngine } from '../try-engine.ts'

const NAMES = ['EmailAddress', 'FirstName', 'Company', 'Salesperson', 'Annual_Revenue1']
/** What `useFieldRule` means: Company and Salesperson have rules of their own. */
const OWN_RULE: Row = { Company: 'ifNewIsNotNull', Salesperson: 'ifExistingIsNull' }

type Model = Record<string, string>[]
interface Expected {
  readonly rejects: [number, string, string[]][]
  created: number
  updated: number
}

function isAddress(text: string): boolean {
  return /^[a-z]+@[a-z]+\.[a-z]{2,}$/i.test(text)
}

function ruleOf(definition: DefinitionInput, name: string): string {
  const rule = definition.updateRuleByField?.[name] ?? definition.updateRule ?? 'always'
  return rule === 'useFieldRule' ? (OWN_RULE[name] ?? 'always') : rule
}

/** The number a cell holds, undefined when it holds none. */
function numberOf(cell: string): string | undefined {
  if (cell.trim() === '') return ''
  return /^\d+(\.\d+)?$/.test(cell) ? String(Number(cell)) : undefined
}

/** The reference: imports as the fact sheet describes them, in the plainest way. */
function importIntoModel(model: Model, definition: DefinitionInput, uploads: readonly (readonly Row[])[]): Expected {
  const identifier = definition.identifierFieldName ?? ''
  const names = Object.keys(definition.fields)
  const carried = uploads.map((rows) => new Set(rows.flatMap((row) => Object.keys(row))))
  const staged = uploads.flatMap((rows, upload) =>
    rows.map((row) =>
      Object.fromEntries(names.map((name) => [name, carried[upload]?.has(name) ? (row[name] ?? '') : undefined])),
    ),
  )
  const keys = staged.map((row) => row[identifier]?.trim().toLowerCase() ?? '')
  const expected: Expected = { rejects: [], created: 0, updated: 0 }
  for (const [at, row] of staged.entries()) {
    const key = keys[at] ?? ''
    const reject = (code: string, fields: string[]): void => void expected.rejects.push([at + 1, code, fields])
    const email = row.EmailAddress?.trim()
    const matches = model.filter((record) => record[identifier]?.toLowerCase() === key)
    const owner = model.find((record) => email && record.EmailAddress?.toLowerCase() === email.toLowerCase())
    if (key === '') reject('ELQ-00061', [identifier])
    else if (identifier === 'EmailAddress' && !isAddress(key)) reject('ELQ-00002', [identifier])
    else if (keys.lastIndexOf(key) !== at) reject('ELQ-00026', [identifier])
    else if (email && !isAddress(email)) reject('ELQ-00002', ['EmailAddress'])
    else if (matches.length === 0 && definition.importRule === 'updateOnly') reject('ELQ-00034', [identifier])
    else if (matches.length > 0 && definition.importRule === 'createOnly') reject('ELQ-00048', [identifier])
    else if (matches.length === 0 && !email) reject('ELQ-00061', names.includes('EmailAddress') ? ['EmailAddress'] : [])
    else if (owner && owner !== matches[0] && identifier !== 'EmailAddress') reject('ELQ-00011', ['EmailAddress'])
    else {
      const targets = definition.isUpdatingMultipleMatchedRecords ? matches : matches.slice(0, 1)
      if (targets.length === 0) {
        const record = Object.fromEntries(NAMES.map((name) => [name, '']))
        model.push(record)
        write(record, row, definition, true)
        expected.created += 1
      }
      for (const record of targets) write(record, row, definition, false)
      expected.updated += targets.length
      if (row.Annual_Revenue1 && numberOf(row.Annual_Revenue1) === undefined) reject('ELQ-00040', ['Annual_Revenue1'])
    }
  }
  return expected
}

function write(
  record: Record<string, string>,
  row: Record<string, string | undefined>,
  definition: DefinitionInput,
  isNew: boolean,
): void {
  for (const [name, cell] of Object.entries(row)) {
    const isKey = name === definition.identifierFieldName
    const text = name === 'EmailAddress' || isKey ? cell?.trim() : cell
    const value = name === 'Annual_Revenue1' && text !== undefined ? numberOf(text) : text
    if (value === undefined || (isKey && !isNew) || (name === 'EmailAddress' && value === '')) continue
    const rule = isNew ? 'always' : ruleOf(definition, name)
    if (rule === 'ifNewIsNotNull' && value === '') continue
    if (rule === 'ifExistingIsNull' && record[name] !== '') continue
    record[name] = value
  }
}

const cell = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const row = fc.record(
  {
    EmailAddress: cell('a@x.io', 'A@X.io', ' b@x.io ', 'c@x.io', 'd@x.io', 'e@x.io', 'bad', 'x@y', '', ' '),
    FirstName: cell('Ann', 'Zoë, "Z"', '', 'line\nbreak', '李'),
    Company: cell('Acme', 'ACME', 'Bolt', '', 'Crux'),
    Salesperson: cell('Dana', 'Eli', ''),
    Annual_Revenue1: cell('10', '5.50', 'lots', '', '007'),
    id: cell('1', '2'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Row>
const uploads = fc.array(fc.array(row, { maxLength: 8 }), { minLength: 1, maxLength: 3 })
const rule = fc.constantFrom<UpdateRule>('always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule')
const definition = fc
  .record({
    names: fc.subarray(['FirstName', 'Salesperson', 'Annual_Revenue1']),
    identifier: fc.constantFrom('EmailAddress', 'Company'),
    withEmail: fc.boolean(),
    multiple: fc.boolean(),
    updateRule: fc.option(rule, { nil: undefined }),
    byField: fc.dictionary(fc.constantFrom('FirstName', 'Salesperson'), rule),
    importRule: fc.constantFrom(undefined, 'createAndUpdate', 'updateOnly', 'createOnly'),
  })
  .map(({ names, identifier, withEmail, multiple, updateRule, byField, importRule }): DefinitionInput => {
    const others = identifier === 'EmailAddress' || withEmail ? ['EmailAddress', 'Company'] : ['Company']
    const all = [...others, ...names]
    return contactImport(all, {
      identifierFieldName: identifier,
      isUpdatingMultipleMatchedRecords: multiple && (identifier === 'EmailAddress' || !withEmail),
      updateRuleByField: Object.fromEntries(Object.entries(byField).filter(([name]) => all.includes(name))),
      ...(updateRule ? { updateRule } : {}),
      ...(importRule ? { importRule: importRule as 'createOnly' } : {}),
    })
  })

describe('an import', () => {
  it('does what the plain reference model does, whatever the definition, the rules and the rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        uploads,
        fc.array(fc.tuple(definition, uploads), { minLength: 1, maxLength: 3 }),
        async (first, runs) => {
          const tried = tryEngine()
          const model: Model = []
          for (const [chosen, staged] of [[contactImport(NAMES), first] as const, ...runs]) {
            const outcome = await tried.stage(chosen, ...staged)
            const expected = importIntoModel(model, chosen, staged)
            expect(
              outcome.rejects.map(({ recordIndex, statusCode, invalidFields }) => [
                recordIndex,
                statusCode,
                invalidFields,
              ]),
            ).toEqual(expected.rejects)
            expect(countsOf(outcome)).toMatchObject({ 'ELQ-00004': expected.created, 'ELQ-00022': expected.updated })
            const fields = contactImport(NAMES).fields
            expect(await tried.rows({ family: 'contacts', fields })).toEqual(model)
          }
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)
})
