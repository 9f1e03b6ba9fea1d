import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DefinitionInput } from '../data-engine.ts'
import { tryEngine } from '../try-engine.ts'

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
    const cell = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed())
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
