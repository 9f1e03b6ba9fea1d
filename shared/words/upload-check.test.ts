import { describe, expect, it } from 'vitest'
import type { Definition } from '../eloqua/definition.ts'
import { blankMeaning } from './upload-check.ts'

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
    expect(blankMeaning(contacts, { email: 2, score: 0 })).toBe('Each clears its field in Eloqua')
    expect(blankMeaning(contacts, { email: 0, score: 3 })).toBe('Ignored by Eloqua')
    expect(blankMeaning(contacts, { email: 2, score: 3 })).toBe('Depends on the field')
  })

  it('takes the rule of Eloqua where the definition names none', () => {
    const { updateRule: _rule, updateRuleByField: _rules, ...plain } = contacts
    expect(blankMeaning(plain, { email: 1 })).toBe('Each clears its field in Eloqua')
  })

  it('promises nothing where no rule applies', () => {
    expect(blankMeaning(contacts, { email: 0 })).toBe('In mapped columns')
    expect(blankMeaning({ ...contacts, family: 'activities' }, { email: 1 })).toBe('In mapped columns')
    expect(blankMeaning({ ...contacts, kind: 'syncAction' }, { email: 1 })).toBe('In mapped columns')
  })
})
