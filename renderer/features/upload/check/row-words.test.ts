import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { blankMeaning, matchesRows } from './row-words.ts'

const contacts: Definition = {
  kind: 'import',
  family: 'contacts',
  id: 1,
  uri: '/contacts/imports/1',
  name: 'Contacts',
  fields: { email: '{{1}}', score: '{{2}}' },
  identifierFieldName: 'email',
  updateRule: 'always',
  updateRuleByField: { score: 'ifNewIsNotNull' },
}

describe('blankMeaning', () => {
  it('goes by the rule of the fields that hold blanks, and of no others', () => {
    expect(blankMeaning(contacts, { email: 2, score: 0 })).toBe('sent; each empties its field in Eloqua')
    expect(blankMeaning(contacts, { email: 0, score: 3 })).toBe('sent; they change nothing in Eloqua')
    expect(blankMeaning(contacts, { email: 2, score: 3 })).toBe('sent; what they do depends on the field')
  })

  it('takes the rule of Eloqua where the definition names none', () => {
    const { updateRule: _rule, updateRuleByField: _rules, ...plain } = contacts
    expect(blankMeaning(plain, { email: 1 })).toBe('sent; each empties its field in Eloqua')
  })

  it('promises nothing where no rule applies', () => {
    expect(blankMeaning(contacts, { email: 0 })).toBe('in the columns that are sent')
    expect(blankMeaning({ ...contacts, family: 'activities' }, { email: 1 })).toBe('in the columns that are sent')
    expect(blankMeaning({ ...contacts, kind: 'syncAction' }, { email: 1 })).toBe('in the columns that are sent')
  })
})

describe('matchesRows', () => {
  const fed = { fields: [{ field: 'email', source: { from: 'column', column: 0 } }] } as const

  it('asks for an identifier that something feeds', () => {
    expect(matchesRows(contacts, fed)).toBe(true)
    expect(matchesRows(contacts, { fields: [] })).toBe(false)
    expect(matchesRows({ ...contacts, family: 'activities' }, fed)).toBe(false)
  })
})
