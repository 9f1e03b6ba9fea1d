import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Family } from '../../../shared/eloqua/definition.ts'
import type { DefinitionInput } from '../data-engine.ts'
import { jsonRows, tryEngine, uploadOf } from '../try-engine.ts'

const ENTITIES: Readonly<Record<Family, readonly string[]>> = {
  contacts: [
    'Contact.Id',
    'Contact.Field(C_EmailAddress)',
    'Contact.Account.Id',
    'Contact.LeadScore.Model[1].Rating',
    'Contact',
    'Contact.Field(toString)',
  ],
  accounts: ['Account.Id', 'Account.Field(M_CompanyName)', 'Account.User.Field(CRMSfdcUserId)', 'Account.CreatedAt'],
  customObjects: [
    'CustomObject[9].Id',
    'CustomObject[9].Field[53]',
    'CustomObject[9].Contact.Account.Field(M_City)',
    'CustomObject[20].CreatedAt',
    'CustomObject[20].Field[203]',
  ],
  activities: [
    'Activity.Id',
    'Activity.Type',
    'Activity.Contact.Field(C_City)',
    'Activity.Asset.Name',
    'Activity.Campaign.Id',
  ],
  events: ['Event[3].Field[303]', 'Event[3].ExternalId', 'Event[3].Contact.Id'],
  opportunities: ['Opportunity.Id', 'Opportunity.Field(Name)', 'Opportunity.Field(Stage)', 'Opportunity.Field(Amount)'],
  'opportunities/contacts': ['Opportunity.Id', 'Opportunity.Contact.Field(C_EmailAddress)'],
  campaignResponses: ['CampaignResponse.Id', 'CampaignResponse.Field(MemberStatus)', 'CampaignResponse.Campaign.Id'],
  emailAddresses: ['EmailAddress.Field(EmailAddress)', 'Contact.Field(C_EmailAddress)'],
  phoneNumbers: ['PhoneNumber.Field(PhoneNumber)', 'PhoneNumber.Id'],
}
const FAMILIES = Object.keys(ENTITIES) as Family[]
const NAMES = ['a', 'b', 'c', 'd', '__proto__', 'constructor', '"q"']
const DESTINATIONS = [
  '{{ContactList[1]}}',
  '{{AccountList[1]}}',
  '{{EmailGroup[1]}}',
  '{{GlobalSubscribe}}',
  '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[1]}}',
  '{{CloudConnectorStatus(1)}}',
  '{{constructor[1]}}',
  'none',
]

const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const syncAction = fc.record({
  action: fc.constantFrom('add' as const, 'remove' as const, 'setStatus' as const),
  destination: text(...DESTINATIONS),
  status: text('yes', 'subscribed', 'unsubscribed', 'active'),
  updateAll: fc.boolean(),
})

function definitionOf(family: Family): fc.Arbitrary<DefinitionInput> {
  const statement = text(...ENTITIES[family], 'constructor', 'Contact.Id').map((path) => `{{${path}}}`)
  const fields = fc
    .tuple(
      fc.uniqueArray(text(...NAMES), { minLength: 1, maxLength: 4 }),
      fc.array(statement, { minLength: 4, maxLength: 4 }),
    )
    .map(([names, statements]) => Object.fromEntries(names.map((name, at) => [name, statements[at] ?? ''])))
  const filter =
    family === 'activities'
      ? fc.constant("'{{Activity.Type}}'='EmailOpen'")
      : fc.option(
          fc
            .tuple(statement, text('=', '!=', '>', '~'), text('1', '', 'x', 'True', '2026-01-01'))
            .map(([left, operator, right]) => `'${left}' ${operator} '${right}'`),
          { nil: '', freq: 2 },
        )
  return fc
    .record({
      kind: fc.constantFrom('export' as const, 'import' as const, 'syncAction' as const),
      fields,
      filter,
      identifier: fc.nat(3),
      parentId: fc.constantFrom(9, 9, 20, 12, 77),
      maxRecords: fc.constantFrom(undefined, 0, -1, 1e300, 1.5),
      updateRule: fc.constantFrom(undefined, 'always' as const, 'ifExistingIsNull' as const, 'useFieldRule' as const),
      syncActions: fc.array(syncAction, { maxLength: 2 }),
      mapDataCards: fc.boolean(),
      entity: text('{{Contact.Field(C_EmailAddress)}}', '{{Account.Field(M_CompanyName)}}', '{{Contact.CreatedAt}}'),
    })
    .map(({ identifier, parentId, maxRecords, updateRule, entity, ...rest }): DefinitionInput => {
      const names = Object.keys(rest.fields)
      const name = names[identifier % names.length] ?? ''
      return {
        ...rest,
        family,
        name: 'Tried',
        identifierFieldName: name,
        mapDataCardsSourceField: name,
        mapDataCardsEntityField: entity,
        mapDataCardsEntityType: entity.includes('Account') ? 'Company' : 'Contact',
        ...(family === 'customObjects' ? { parentId } : family === 'events' ? { parentId: 3 } : {}),
        ...(maxRecords === undefined ? {} : { maxRecords }),
        ...(updateRule ? { updateRule } : {}),
      }
    })
}

const CELLS = ['1', 'a@x.io', '', 'bad', 'Acme', '\u0000', '9'.repeat(30), 'True', '2026-01-01', 'Proposal']

describe('a definition', () => {
  it('that is accepted also runs, whatever it combines; one that is refused says what it must', async () => {
    const { engine } = tryEngine({ contacts: 20, rows: 50 })
    let ran = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FAMILIES).chain(definitionOf),
        fc.array(text(...CELLS), { minLength: 12, maxLength: 12 }),
        async (definition, cells) => {
          const failures = engine.validate(definition)
          for (const { constraint } of failures) expect(constraint).toMatch(/^Must /)
          if (failures.length > 0) return
          ran += 1
          const run = { definition, user: 'api.user', now: 1.5 }
          if (definition.kind === 'export') {
            const { data } = await engine.runExport(run)
            expect(jsonRows(data).length).toBe(data.rowCount)
            data.drop()
            return
          }
          const names = Object.keys(definition.fields)
          const rows = [0, 4, 8].map((from) =>
            Object.fromEntries(names.map((name, at) => [name, cells[from + at] ?? ''])),
          )
          const uploads = [uploadOf(rows, names)]
          const outcome = await (definition.kind === 'import'
            ? engine.runImport({ ...run, uploads })
            : engine.runSyncAction({ ...run, uploads }))
          expect(outcome.logs.some(({ statusCode }) => statusCode === 'ELQ-00101')).toBe(true)
        },
      ),
      { numRuns: 6_000 },
    )
    expect(ran).toBeGreaterThan(150)
  }, 60_000)
})
