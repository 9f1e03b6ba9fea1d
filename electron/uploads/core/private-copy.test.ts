import { describe, expect, test } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { copyBody, copyName } from './private-copy.ts'

const record = anUpload()

describe('copyBody', () => {
  test('keeps the rules, never syncs by itself, deletes itself, and has only the fields that are sent', () => {
    const definition = {
      ...record.definition,
      updateRule: 'ifNewIsNotNull' as const,
      updateRuleByField: { email: 'always' as const, city: 'always' as const },
      isSyncTriggeredOnImport: true,
      importPriorityUri: '/imports/priorities/1',
    }
    expect(copyBody(definition, ['email'], 'copy')).toEqual({
      name: 'copy',
      fields: { email: '{{Contact.Field(C_EmailAddress)}}' },
      identifierFieldName: 'email',
      isSyncTriggeredOnImport: false,
      updateRule: 'ifNewIsNotNull',
      updateRuleByField: { email: 'always' },
      importPriorityUri: '/imports/priorities/1',
      autoDeleteDuration: 'P7D',
      dataRetentionDuration: 'P1D',
    })
  })

  test('keeps rules that Bulkdesk does not know, and nothing that a definition says of itself', () => {
    const told = { createdBy: 'ann', createdAt: 'x', updatedBy: 'bob', updatedAt: 'y', kbUsed: 3 }
    const rules = {
      linkUsers: 'true',
      isIdentifierFieldCaseSensitive: true,
      serviceInstanceId: 'abc',
      ofTomorrow: { a: 1 },
    }
    const owner = { owner: '{{Account.User.Field(CRMSfdcUserId)}}' }
    const definition = { ...record.definition, ...told, ...rules, fields: { ...record.definition.fields, ...owner } }
    const { fields, ...body } = copyBody(definition, ['email'], 'copy')
    expect(body).toMatchObject(rules)
    for (const key of [...Object.keys(told), 'uri', 'id', 'kind', 'family']) expect(body).not.toHaveProperty(key)
    expect(fields).toEqual({ email: '{{Contact.Field(C_EmailAddress)}}', ...owner })
  })

  test('keeps the identifier and the field that links records even when no column feeds them', () => {
    const definition = { ...record.definition, mapDataCards: true, mapDataCardsSourceField: 'city' }
    expect(Object.keys(copyBody(definition, [], 'copy').fields as object)).toEqual(['email', 'city'])
  })
})

describe('copyName', () => {
  test('differs for every batch and generation and is never longer than Eloqua takes', () => {
    const names = [0, 1].flatMap((batch) =>
      [0, 1].map((generation) =>
        copyName({ ...record, batch, generation, definition: { ...record.definition, name: 'x'.repeat(200) } }),
      ),
    )
    expect(new Set(names).size).toBe(4)
    expect(names.every((name) => name.length <= 100)).toBe(true)
  })
})
