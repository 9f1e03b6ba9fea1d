import { describe, expect, it } from 'vitest'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { matchesRows } from './matches-rows.ts'

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

describe('matchesRows', () => {
  const fed = { fields: [{ field: 'email', source: { from: 'column', column: 0 } }] } as const

  it('asks for an identifier that something feeds', () => {
    expect(matchesRows(contacts, fed)).toBe(true)
    expect(matchesRows(contacts, { fields: [] })).toBe(false)
    expect(matchesRows({ ...contacts, family: 'activities' }, fed)).toBe(false)
  })
})
