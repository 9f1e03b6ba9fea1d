import { describe, expect, it } from 'vitest'
import type { Mapping } from '../csv/csv.ts'
import { consentChanges } from './consent.ts'
import type { Definition } from './definition.ts'

const FIELDS = {
  email: '{{Contact.Field(C_EmailAddress)}}',
  sub: '{{Contact.Email.IsSubscribed}}',
  bounce: ' {{contact.email.isbounced}} ',
}
const DEFINITION: Definition = {
  kind: 'import',
  family: 'contacts',
  id: 1,
  uri: '/contacts/imports/1',
  name: 'Newsletter',
  fields: FIELDS,
}
const feeding = (...fields: readonly string[]): Mapping => ({
  fields: fields.map((field, column) => ({ field, source: { from: 'column', column } })),
})

describe('consentChanges', () => {
  it('names the mapped fields that subscribe or mark as bounced, and none that gets nothing', () => {
    expect(consentChanges(DEFINITION, feeding('email', 'sub', 'bounce'))).toEqual({
      fields: [
        { field: 'sub', sets: 'subscription' },
        { field: 'bounce', sets: 'bounce' },
      ],
      actions: [],
    })
    expect(consentChanges(DEFINITION, feeding('email')).fields).toEqual([])
  })

  it('tells a text that every row gets', () => {
    const mapping: Mapping = { fields: [{ field: 'sub', source: { from: 'constant', value: '0' } }] }
    expect(consentChanges(DEFINITION, mapping).fields).toEqual([{ field: 'sub', sets: 'subscription', everyRow: '0' }])
  })

  it.each(['{{EmailAddress.IsSubscribed}}', '{{PhoneNumber.IsSubscribed}}', '{{EmailAddress.IsBounced}}'])(
    'knows %s',
    (statement) => {
      const definition = { ...DEFINITION, fields: { x: statement } }
      expect(consentChanges(definition, feeding('x')).fields).toHaveLength(1)
    },
  )

  it('names the sync actions that change consent, of imports and of sync action definitions', () => {
    const unsubscribe = { action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'unsubscribed' } as const
    const group = { action: 'setStatus', destination: '{{EmailGroup[7]}}', status: 'subscribed' } as const
    const list = { action: 'add', destination: '{{ContactList[12]}}' } as const
    const definition = { ...DEFINITION, kind: 'syncAction', syncActions: [list, unsubscribe, group] } as const
    expect(consentChanges(definition, feeding('sub'))).toEqual({ fields: [], actions: [unsubscribe, group] })
  })

  it('is not misled by fields whose names are those of every object', () => {
    expect(consentChanges(DEFINITION, feeding('constructor', 'toString')).fields).toEqual([])
  })
})
