import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { tryEngine } from '../try-engine.ts'

const cell = anyText().filter((text) => text.isWellFormed())
const blanks = fc.constantFrom('', ' ', '\t', '\r\n', '\u00a0 ')

describe('any text', () => {
  it('is kept and exported as it came, also under field names that mean something to JavaScript', async () => {
    const names = ['constructor', '__proto__', 'toString']
    const statements = ['C_EmailAddress', 'C_FirstName', 'C_LastName'].map((name) => `{{Contact.Field(${name})}}`)
    const fields = Object.fromEntries(names.map((name, at) => [name, statements[at] ?? '']))
    const definition: DefinitionInput = {
      kind: 'import',
      family: 'contacts',
      name: 'x',
      fields,
      identifierFieldName: 'constructor',
    }
    await fc.assert(
      fc.asyncProperty(cell, cell, async (first, last) => {
        const tried = tryEngine()
        const row = Object.fromEntries(names.map((name, at) => [name, ['a@example.com', first, last][at] ?? '']))
        await tried.stage(definition, [row, { ...row, constructor: 'bad' } as never])
        const kept = await tried.rows({
          family: 'contacts',
          fields: { first: statements[1] ?? '', last: statements[2] ?? '' },
        })
        expect(kept).toEqual([{ first, last }])
      }),
    )
  })
})

describe('text that identifies a record', () => {
  it.each([
    { family: 'accounts', key: '{{Account.Field(M_CompanyName)}}', other: '{{Account.Field(M_City)}}' },
    {
      family: 'customObjects',
      parentId: 9,
      key: '{{CustomObject[9].Field[53]}}',
      other: '{{CustomObject[9].Field[51]}}',
    },
  ] as const)('is kept with its blanks and matched without them ($family)', async ({ key, other, ...place }) => {
    const fields = { key, other }
    const definition: DefinitionInput = { kind: 'import', name: 'x', fields, identifierFieldName: 'key', ...place }
    await fc.assert(
      fc.asyncProperty(blanks, blanks, cell, cell, async (before, behind, first, second) => {
        const tried = tryEngine()
        await tried.stage(definition, [{ key: `${before}Ab c${behind}`, other: first }])
        expect(await tried.rows({ fields, ...place })).toEqual([{ key: `${before}Ab c${behind}`, other: first }])
        await tried.stage(definition, [{ key: `${behind}aB C${before}`, other: second }])
        expect(await tried.rows({ fields, ...place })).toEqual([{ key: `${before}Ab c${behind}`, other: second }])
      }),
      { numRuns: 40 },
    )
  })
})

describe('text of an activity', () => {
  it('is kept as it came, while its contact and its types are found without regard to blanks', async () => {
    const tried = tryEngine({ contacts: 1 })
    const [someone] = await tried.rows({ family: 'contacts', fields: { email: '{{Contact.Field(C_EmailAddress)}}' } })
    const fields = {
      email: '{{Activity.Contact.Field(C_EmailAddress)}}',
      type: '{{Activity.Type}}',
      asset: '{{Activity.Asset.Name}}',
      id: '{{Activity.ExternalId}}',
    }
    await fc.assert(
      fc.asyncProperty(blanks, cell, cell, async (blank, asset, id) => {
        const row = { email: `${blank}${someone?.email}${blank}`, type: ` External${blank}`, asset, id }
        const definition: DefinitionInput = { kind: 'import', family: 'activities', name: 'x', fields }
        expect((await tried.stage(definition, [row])).rejects).toEqual([])
        const rows = await tried.rows({
          family: 'activities',
          fields: { asset: fields.asset, id: fields.id },
          filter: "'{{Activity.Type}}' = 'External'",
        })
        expect(rows.at(-1)).toEqual({ asset, id })
      }),
      { numRuns: 40 },
    )
  })
})
