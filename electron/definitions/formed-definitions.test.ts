import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DefinitionKind, Family } from '../../shared/eloqua/definition.ts'
import { collectionOf, type DefinitionDraft, draftBody, KINDS_OF } from '../../shared/eloqua/definition-draft.ts'
import { checkDraft } from '../../shared/eloqua/definition-limits.ts'
import { failureIssues } from '../../shared/eloqua/draft-failures.ts'
import { type FieldChoice, isUsableIn, mayIdentify } from '../../shared/eloqua/field-choice.ts'
import { PURPOSES, startFor } from '../../shared/eloqua/purposes.ts'
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
] as const satisfies readonly { readonly family: Family; readonly parentId?: number }[]

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
function draftWith(place: (typeof PLACES)[number], kind: DefinitionKind, picks: readonly number[]): DefinitionDraft {
  const usable = (fieldsOf.get(place.family) ?? []).filter((field) => isUsableIn(kind, place.family, field))
  const chosen = [...new Set(picks.map((pick) => usable[pick % usable.length]))].filter((field) => field !== undefined)
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
      ...(kind === 'syncAction' ? { syncActions: [actionFor(place.family)] } : {}),
    },
  }
}

function actionFor(family: Family) {
  if (family === 'contacts') return { action: 'add', destination: '{{ContactList[12345]}}' } as const
  if (family === 'accounts') return { action: 'remove', destination: '{{AccountList[2]}}' } as const
  const destination = '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}'
  return { action: 'setStatus', destination, status: 'yes' } as const
}

const draft = fc
  .constantFrom(...PLACES)
  .chain((place) =>
    fc.tuple(
      fc.constant(place),
      fc.constantFrom(...KINDS_OF[place.family]),
      fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }),
    ),
  )

describe('a definition that the forms can make', () => {
  it('is taken by Eloqua wherever the form has nothing to fix, whatever its fields', async () => {
    await fc.assert(
      fc.asyncProperty(draft, async ([place, kind, picks]) => {
        const made = draftWith(place, kind, picks)
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
  const asImport = (rules: DefinitionDraft['rules']): DefinitionDraft => ({
    ...base,
    kind: 'import',
    rules: { identifierFieldName: 'Email', ...rules },
  })
  it.each<[string, DefinitionDraft]>([
    ['name', { ...base, name: 'x'.repeat(101) }],
    ['fields', { ...base, fields: [] }],
    ['fields', { ...base, fields: [{ name: 'x', statement: '{{Contact.Field(C_Nowhere)}}' }] }],
    ['filter', { ...base, rules: { filter: "'{{Contact.Id}}' =" } }],
    ['filter', { ...base, rules: { filter: "EXISTS('{{ContactList[1]}}') OR EXISTS('{{ContactList[2]}}')" } }],
    ['filter', { ...base, family: 'activities', fields: [{ name: 'Id', statement: '{{Activity.Id}}' }] }],
    ['maxRecords', { ...base, rules: { maxRecords: 0 } }],
    ['dataRetentionDuration', { ...base, rules: { dataRetentionDuration: 'P30D' } }],
    ['autoDeleteDuration', { ...base, rules: { autoDeleteDuration: 'PT1M' } }],
    ['identifierFieldName', asImport({ identifierFieldName: 'Other' })],
    ['importPriorityUri', asImport({ importPriorityUri: '/imports/priorities/999' })],
    ['syncActions', asImport({ syncActions: [{ action: 'add', destination: '{{ContactList[987]}}' }] })],
    ['updateRule', asImport({ updateRuleByField: { Nothing: 'always' } })],
  ])('shows its reason at %s', async (place, refused) => {
    const failures = await refusals(refused)
    expect(failures.length).toBeGreaterThan(0)
    expect(failureIssues(refused, failures).map((issue) => issue.place)).toContain(place)
  })
})
