import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Recipe } from '../../../shared/uploads/recipe.ts'
import { fitRecipe, fitsColumns } from './fit-recipe.ts'

const column = (field: string, at: number) => ({ field, source: { from: 'column' as const, column: at } })
const target = { fields: { email: '', city: '', source: '' } }
const recipe: Pick<Recipe, 'headers' | 'mapping' | 'fixes'> = {
  headers: ['Mail', 'Town', 'Notes'],
  mapping: {
    fields: [column('email', 0), column('city', 1), { field: 'source', source: { from: 'constant', value: 'fair' } }],
  },
  fixes: [
    { kind: 'trim', column: 1 },
    { kind: 'replace', column: 2, values: ['-'], by: '' },
  ],
}

describe('a recipe', () => {
  test('finds its columns by their names, whatever their order and case', () => {
    const fitted = fitRecipe(recipe, ['notes', 'TOWN', 'mail'], target)
    expect(fitted).toEqual({
      mapping: {
        fields: [
          column('email', 2),
          column('city', 1),
          { field: 'source', source: { from: 'constant', value: 'fair' } },
        ],
      },
      fixes: [
        { kind: 'trim', column: 1 },
        { kind: 'replace', column: 0, values: ['-'], by: '' },
      ],
      differences: [],
    })
  })

  test('says what of it does not apply, and matches nothing that it does not name', () => {
    const fitted = fitRecipe(recipe, ['Mail', 'Notes', 'city', 'Age'], { fields: { email: '', city: '' } })
    expect(fitted.mapping.fields).toEqual([column('email', 0)])
    expect(fitted.fixes).toEqual([{ kind: 'replace', column: 1, values: ['-'], by: '' }])
    expect(fitted.differences).toEqual([
      'Missing: Town (mapped to city).',
      'No longer in the definition: source.',
      'Fix not made: Trim spaces in Town (no such column).',
      'Not in the recipe, and not imported: city and Age.',
    ])
  })

  test('tells columns of the same name apart by which comes first', () => {
    const twice = { ...recipe, headers: ['Mail', 'Town', 'Town'], fixes: [{ kind: 'trim' as const, column: 2 }] }
    expect(fitRecipe(twice, ['Town', 'Mail', 'Town'], target)).toMatchObject({
      mapping: { fields: [column('email', 1), column('city', 0), {}] },
      fixes: [{ column: 2 }],
    })
    expect(fitsColumns(twice, ['Town', 'Mail'])).toBeUndefined()
  })

  test('fits the very columns, or all that it uses, and no file that lacks one of those', () => {
    expect(fitsColumns(recipe, ['Town', 'notes', 'Mail'])).toBe('same')
    expect(fitsColumns(recipe, ['Town', 'Notes', 'Mail', 'Age'])).toBe('enough')
    expect(fitsColumns(recipe, ['Town', 'Mail'])).toBeUndefined()
    expect(fitsColumns({ ...recipe, mapping: { fields: [] }, fixes: [] }, ['a'])).toBeUndefined()
  })

  test('gives each field the column of the same name, in any order of any columns', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['Mail', 'Town', 'Notes', 'Age', 'Mail']), (headers) => {
        const { mapping, fixes } = fitRecipe(recipe, headers, target)
        for (const { field, source } of mapping.fields) {
          if (source.from === 'column') expect(headers[source.column]).toBe(field === 'email' ? 'Mail' : 'Town')
        }
        for (const fix of fixes) expect(headers[fix.column]).toBe(fix.kind === 'trim' ? 'Town' : 'Notes')
        expect(mapping.fields.some(({ field }) => field === 'email')).toBe(headers.includes('Mail'))
      }),
    )
  })
})
