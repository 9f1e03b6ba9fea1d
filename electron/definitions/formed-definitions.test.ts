import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionKindsOf, startAction, statusesOf } from '../../shared/eloqua/action-kinds.ts'
import type { DefinitionKind, Family } from '../../shared/eloqua/definition.ts'
import { collectionOf, type DefinitionDraft, draftBody, KINDS_OF } from '../../shared/eloqua/definition-draft.ts'
import { checkDraft } from '../../shared/eloqua/definition-limits.ts'
import { failureIssues } from '../../shared/eloqua/draft-failures.ts'
import type { SyncAction } from '../../shared/eloqua/eloqua.ts'
import { type FieldChoice, isUsableIn, mayIdentify } from '../../shared/eloqua/field-choice.ts'
import { PURPOSES, startFor } from '../../shared/eloqua/purposes.ts'
import { describeIssue } from '../../shared/words/definition-issue-words.ts'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { readFields } from '../eloqua/definitions/read-fields.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { createTestClient } from '../eloqua/http/testing/test-client.ts'

const PLACES = [
  { family: 'contacts' },
  { family: 'accounts' },
  { family: 'customObjects', parentId: 9 },
  { family: 'activities' },
  { family: 'campaignResponses' },
  { family: 'emailAddresses' },
  { family: 'phoneNumbers' },
  { family: 'events', parentId: 3 },
  { family: 'opportunities' },
  { family: 'opportunities/contacts' },
] as const satisfies readonly { readonly family: Family; readonly parentId?: number }[]

const STATUS = "STATUS('{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c)}}') = 'pending'"

type Place = (typeof PLACES)[number]
interface ChosenRules {
  readonly ofExport: DefinitionDraft['rules']
  readonly ofImport: DefinitionDraft['rules']
  readonly action: number
}

/** Objects whose forms offer no rules of matching. */
const WITHOUT_RULES: ReadonlySet<Family> = new Set(['activities', 'opportunities/contacts'])

/** What the form asks for besides what is picked. */
const NEEDED: Readonly<Partial<Record<Family, RegExp>>> = {
  opportunities: /^\{\{Opportunity\.(?:Id|Field\((?:Name|Stage|Amount)\))\}\}$/,
  'opportunities/contacts': /^\{\{Opportunity\.(?:Id|Contact\.Field\(C_EmailAddress\))\}\}$/,
}

let simulator: Simulator
let client: EloquaClient
const fieldsOf = new Map<Family, readonly FieldChoice[]>()
beforeAll(async () => {
  simulator = await startSimulator({ speed: 'instant' })
  client = createTestClient(simulator.origin)
  for (const place of PLACES) fieldsOf.set(place.family, await readFields(client, place))
}, 60_000)
afterAll(() => simulator.close())

/** What Eloqua says of a draft: nothing where it is taken. */
async function refusals(draft: DefinitionDraft) {
  const body = Buffer.from(JSON.stringify(draftBody(draft)))
  const outcome = await client.sendOnce({ path: collectionOf(draft), contentType: 'application/json', body })
  return outcome.kind === 'refused' ? (outcome.error.failures ?? [{ constraint: outcome.error.message }]) : []
}

/** Fields as the form offers them: those that this kind takes, in any order and number. */
function draftWith(
  place: Place,
  kind: DefinitionKind,
  picks: readonly number[],
  chosenRules: ChosenRules,
): DefinitionDraft {
  const usable = (fieldsOf.get(place.family) ?? []).filter((field) => isUsableIn(kind, place.family, field))
  const needed = usable.filter(({ statement }) => NEEDED[place.family]?.test(statement))
  const picked = picks.map((pick) => usable[pick % usable.length])
  const chosen = [...new Set([...needed, ...picked])].filter((field) => field !== undefined)
  const fields = chosen.map(({ statement }, at) => ({ name: `Column ${at + 1}`, statement }))
  const identifier = fields[chosen.findIndex(mayIdentify)]?.name
  const filter = place.family === 'activities' ? "'{{Activity.Type}}' = 'EmailOpen'" : undefined
  return {
    ...place,
    kind,
    name: 'Formed',
    fields: kind === 'syncAction' ? fields.slice(0, 1) : fields,
    rules: {
      ...(kind === 'export' ? { areSystemTimestampsInUTC: true } : {}),
      ...(kind === 'export' && filter ? { filter } : {}),
      ...(kind !== 'export' && identifier ? { identifierFieldName: identifier } : {}),
      ...(kind === 'export' ? chosenRules.ofExport : {}),
      ...(kind === 'import' && !WITHOUT_RULES.has(place.family) ? chosenRules.ofImport : {}),
      ...(place.family === 'opportunities/contacts' ? linksOf(fields) : {}),
      ...(kind === 'syncAction' ? { syncActions: [actionFor(place.family, chosenRules.action)] } : {}),
    },
  }
}

function linksOf(fields: DefinitionDraft['fields']): DefinitionDraft['rules'] {
  const nameOf = (pattern: RegExp) => fields.find(({ statement }) => pattern.test(statement))?.name ?? ''
  return {
    identifierFieldName: nameOf(/^\{\{Opportunity\.Id\}\}$/),
    linkOpportunitiesEntityType: 'Contact',
    linkOpportunitiesMatchFieldName: nameOf(/^\{\{Opportunity\.Id\}\}$/),
    linkOpportunitiesSourceField: nameOf(/\.Contact\.Field\(C_EmailAddress\)/),
  }
}

const DESTINATIONS: Readonly<Record<string, string>> = {
  group: '{{EmailGroup[1]}}',
  global: '{{GlobalSubscribe}}',
  decision: '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}',
  action: '{{ActionInstance(7be704d3af604775ad416e8d0a5ab212).Execution[12345]}}',
  feeder: '{{FeederInstance(4d81c7a95be24f0c9a636f2e8b07d5c1)}}',
  content: '{{ContentInstance(9e2b64f01d7c4a3f8b5530c6d1a4e7f2).Execution[12345]}}',
  connector: '{{CloudConnectorStatus(1)}}',
}

/** Any of the actions and statuses that the form offers for the object. */
function actionFor(family: Family, choice: number): SyncAction {
  const kinds = actionKindsOf('syncAction', family)
  const kind = kinds[choice % kinds.length] ?? 'other'
  const statuses = statusesOf(kind, family)
  const start = startAction(kind, family)
  const list = family === 'accounts' ? '{{AccountList[2]}}' : '{{ContactList[12345]}}'
  const status = statuses[choice % Math.max(1, statuses.length)]
  return { ...start, destination: DESTINATIONS[kind] ?? list, ...(status === undefined ? {} : { status }) }
}

const chosenRules = fc.record({
  ofExport: fc.record(
    {
      maxRecords: fc.integer({ min: 1, max: 5_000_000 }),
      areSystemTimestampsInUTC: fc.boolean(),
      dataRetentionDuration: fc.constantFrom('PT1H', 'PT12H', 'P14D'),
      autoDeleteDuration: fc.constantFrom('PT1H', 'P30D', 'P365D'),
    },
    { requiredKeys: [] },
  ),
  ofImport: fc.record(
    {
      updateRule: fc.constantFrom('always', 'ifNewIsNotNull', 'ifExistingIsNull', 'useFieldRule'),
      importRule: fc.constantFrom('createAndUpdate', 'updateOnly', 'createOnly'),
      isSyncTriggeredOnImport: fc.boolean(),
      isUpdatingMultipleMatchedRecords: fc.boolean(),
      importPriorityUri: fc.constantFrom('/imports/priorities/1', '/imports/priorities/3'),
      dataRetentionDuration: fc.constantFrom('PT1H', 'P7D'),
      autoDeleteDuration: fc.constantFrom('PT1H', 'P90D'),
    },
    { requiredKeys: [] },
  ),
  action: fc.nat(60),
})

const draft = fc
  .constantFrom(...PLACES)
  .chain((place) =>
    fc.tuple(
      fc.constant(place),
      fc.constantFrom(...KINDS_OF[place.family]),
      fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }),
      chosenRules,
    ),
  )

describe('a definition that the forms can make', () => {
  it('is taken by Eloqua wherever the form has nothing to fix, whatever its fields', async () => {
    await fc.assert(
      fc.asyncProperty(draft, async ([place, kind, picks, chosen]) => {
        const made = draftWith(place, kind, picks, chosen)
        const blocking = checkDraft(made, fieldsOf.get(place.family)).filter(({ severity }) => severity === 'blocks')
        fc.pre(blocking.length === 0)
        // Eloqua's list calls large text a string: only Eloqua can refuse one as the identifier.
        const left = (await refusals(made)).filter(({ constraint = '' }) => !constraint.includes('large text'))
        expect(left).toEqual([])
      }),
      { numRuns: 120 },
    )
  }, 120_000)

  it.each(PURPOSES)('is taken as it starts, once its list is chosen: %s', async (purpose) => {
    const start = startFor(purpose, new Date('2026-03-02T00:00:00Z'))
    const needsObject = start.family === 'customObjects'
    const text = JSON.stringify(start).replaceAll('List[]', 'List[12345]').replaceAll('Segment[]', 'Segment[1]')
    const chosen = JSON.parse(text) as DefinitionDraft
    const fields = [{ name: 'Order', statement: '{{CustomObject[9].Field[53]}}' }]
    const rules = { ...chosen.rules, ...(chosen.kind === 'import' ? { identifierFieldName: 'Order' } : {}) }
    const ready = needsObject ? { ...chosen, parentId: 9, fields, rules } : chosen
    expect(
      checkDraft(ready, needsObject ? undefined : fieldsOf.get(ready.family)).filter(
        ({ severity }) => severity === 'blocks',
      ),
    ).toEqual([])
    expect(await refusals(ready)).toEqual([])
  })
})

describe('a definition that Eloqua refuses', () => {
  const contact = { name: 'Email', statement: '{{Contact.Field(C_EmailAddress)}}' }
  const base: DefinitionDraft = { kind: 'export', family: 'contacts', name: 'Refused', fields: [contact], rules: {} }
  const filtered = (filter: string): DefinitionDraft => ({ ...base, rules: { filter } })
  const opens: DefinitionDraft = {
    ...base,
    family: 'activities',
    fields: [{ name: 'Id', statement: '{{Activity.Id}}' }],
    rules: { filter: "'{{Activity.Type}}' = 'EmailOpen'" },
  }
  const asImport = (rules: DefinitionDraft['rules']): DefinitionDraft => ({
    ...base,
    kind: 'import',
    rules: { identifierFieldName: 'Email', ...rules },
  })
  const asAction = (...syncActions: NonNullable<DefinitionDraft['rules']['syncActions']>): DefinitionDraft => ({
    ...asImport({ syncActions }),
    kind: 'syncAction',
  })
  const columns = (count: number) =>
    Array.from({ length: count }, (_column, at) => ({ ...contact, name: `Column ${at}` }))
  const contactFields = () =>
    (fieldsOf.get('activities') ?? [])
      .filter(({ of, statement }) => of === 'contact' && statement.includes('.Contact.Field('))
      .slice(0, 11)
      .map(({ statement }, at) => ({ name: `Contact ${at}`, statement }))
  const adding = { action: 'add', destination: '{{ContactList[12345]}}' } as const

  /** Whether Eloqua takes more than the 1,000 characters that Oracle documents is open. */
  it.each([
    { variants: [], said: ['filter-long'], words: 'This filter is too long. Remove 32 characters.' },
    { variants: ['long-filters'], said: [], words: undefined },
  ])('says of a long filter what may be, and then what Eloqua does (%j)', async ({ variants, said, words }) => {
    const long = filtered(`'{{Contact.Field(C_City)}}' = '${'x'.repeat(1_000)}'`)
    expect(checkDraft(long).map(({ severity, code }) => [severity, code])).toEqual([['warning', 'filter-maybe-long']])
    simulator.control.variants.set(variants)
    const issues = failureIssues(long, await refusals(long))
    simulator.control.variants.set([])
    expect(issues.map(({ code }) => code)).toEqual(said)
    expect(issues[0] && describeIssue(issues[0])).toBe(words)
  })

  // Section 8 of what is known of the API, one line for each of its rules.
  it.each<[string, string, DefinitionDraft | (() => DefinitionDraft)]>([
    ['name', 'name-long', { ...base, name: 'x'.repeat(101) }],
    ['fields', 'too-many-fields', { ...base, fields: [] }],
    ['fields', 'too-many-fields', { ...base, fields: columns(251) }],
    ['fields', 'too-many-fields', { ...asImport({ identifierFieldName: 'Column 0' }), fields: columns(101) }],
    ['fields', 'one-field-only', { ...asAction(adding), fields: [contact, { ...contact, name: 'Other' }] }],
    ['fields', 'statement-invalid', { ...base, fields: [{ name: 'x', statement: '{{Contact.Field(' }] }],
    ['fields', 'field-unknown', { ...base, fields: [{ name: 'x', statement: '{{Contact.Field(C_Nowhere)}}' }] }],
    ['fields', 'too-many-contact-fields', () => ({ ...opens, fields: [...opens.fields, ...contactFields()] })],
    [
      'fields',
      'field-read-only',
      { ...asImport({}), fields: [contact, { name: 'x', statement: '{{Contact.Field(C_DateCreated)}}' }] },
    ],
    ['identifierFieldName', 'identifier-not-a-field', asImport({ identifierFieldName: 'Other' })],
    ['dataRetentionDuration', 'retention', { ...base, rules: { dataRetentionDuration: 'P30D' } }],
    ['autoDeleteDuration', 'auto-delete', { ...base, rules: { autoDeleteDuration: 'PT1M' } }],
    ['maxRecords', 'max-records', { ...base, rules: { maxRecords: 0 } }],
    ['filter', 'filter-invalid', filtered("'{{Contact.Id}}' =")],
    ['filter', 'filter-long', filtered(`'{{Contact.Field(C_City)}}' = '${'x'.repeat(1_000)}'`)],
    ['filter', 'filter-two-exists', filtered("EXISTS('{{ContactList[1]}}') OR EXISTS('{{ContactList[2]}}')")],
    ['filter', 'filter-two-status', filtered(`${STATUS} OR ${STATUS}`)],
    ['filter', 'filter-segment', filtered("EXISTS('{{ContactSegment[1]}}') AND '{{Contact.Field(C_City)}}' = 'x'")],
    ['filter', 'filter-asset-gone', filtered("EXISTS('{{ContactList[987654]}}')")],
    ['filter', 'filter-field-unknown', filtered("'{{Contact.Field(C_Nowhere)}}' = 'x'")],
    ['filter', 'filter-date', filtered("'{{Contact.UpdatedAt}}' > 'yesterday'")],
    ['filter', 'filter-activity-type', { ...opens, rules: {} }],
    [
      'filter',
      'filter-activity-contact',
      { ...opens, rules: { filter: `${opens.rules.filter} AND '{{Activity.Contact.Field(C_City)}}' = 'x'` } },
    ],
    ['syncActions', 'too-many-sync-actions', asAction(...Array.from({ length: 11 }, () => adding))],
    [
      'syncActions',
      'destination-gone',
      asImport({ syncActions: [{ action: 'add', destination: '{{ContactList[987]}}' }] }),
    ],
    [
      'syncActions',
      'destination-gone',
      asAction({ action: 'setStatus', destination: '{{FeederInstance(0)}}', status: 'complete' }),
    ],
    [
      'syncActions',
      'status-missing',
      asAction({ action: 'setStatus', destination: '{{GlobalSubscribe}}', status: 'yes' }),
    ],
    ['importPriorityUri', 'priority-gone', asImport({ importPriorityUri: '/imports/priorities/999' })],
    ['updateRule', 'rule-not-a-field', asImport({ updateRuleByField: { Nothing: 'always' } })],
    [
      'fields',
      'opportunity-fields',
      {
        ...asImport({ identifierFieldName: 'Id' }),
        family: 'opportunities',
        fields: [{ name: 'Id', statement: '{{Opportunity.Id}}' }],
      },
    ],
    [
      'fields',
      'link-users',
      {
        ...asImport({ identifierFieldName: 'Name', linkUsers: true }),
        family: 'accounts',
        fields: [{ name: 'Name', statement: '{{Account.Field(M_CompanyName)}}' }],
      },
    ],
  ])('shows its reason in our words at %s: %s', async (place, code, given) => {
    const refused = typeof given === 'function' ? given() : given
    const failures = await refusals(refused)
    expect(failures.length).toBeGreaterThan(0)
    const issues = failureIssues(refused, failures)
    expect(issues.map((issue) => [issue.place, issue.code])).toContainEqual([place, code])
    for (const issue of issues) expect(describeIssue(issue)).toMatch(/^[“A-Z].*[.]$/)
  })
})
