import { isAppError } from '../../../shared/contract/errors.ts'
import type { Family } from '../../../shared/eloqua/definition.ts'
import type { FieldChoice, FieldOwner } from '../../../shared/eloqua/field-choice.ts'
import { mergeFields, specialFields, throughRelation } from '../../../shared/eloqua/special-fields.ts'
import { isRecord } from '../../platform/is-record.ts'
import type { EloquaClient } from '../eloqua-client.ts'
import { readPages } from '../lists.ts'

const LIST_LIMIT = 1_000

/** Families whose fields Eloqua does not list by themselves. Their special fields are all there are. */
const WITHOUT_LIST: ReadonlySet<Family> = new Set(['emailAddresses', 'phoneNumbers'])

/**
 * Every field that definitions of an object may name: the record's own, the special ones Eloqua's list may lack, and those of
 * related contacts, accounts and campaigns. A related list that this user may not read is left out; the record's own list
 * that cannot be read rejects.
 */
export async function readFields(
  client: EloquaClient,
  { family, parentId }: { readonly family: Family; readonly parentId?: number },
): Promise<readonly FieldChoice[]> {
  const own = WITHOUT_LIST.has(family) ? [] : await readFieldList(client, ownPath(family, parentId), 'record')
  const related = await Promise.all(
    relationsOf(family, parentId).map(async ({ path, through, of }) =>
      throughRelation(await readOptional(client, path), through, of),
    ),
  )
  const scores = family === 'contacts' ? await readScores(client) : []
  return [...mergeFields(specialFields(family, parentId), [...own, ...related.flat()]), ...scores]
}

function ownPath(family: Family, parentId: number | undefined): string {
  if (family === 'customObjects' || family === 'events') return `/${family}/${parentId}/fields`
  if (family === 'opportunities/contacts') return '/opportunities/fields'
  return `/${family}/fields`
}

interface FieldRelation {
  readonly path: string
  /** What stands before the related record's own path: `CustomObject[9]`. */
  readonly through: string
  readonly of: FieldOwner
}

const CONTACTS = '/contacts/fields'
const ACCOUNTS = '/accounts/fields'
const CAMPAIGNS = '/campaigns/fields'

/** The related records that EML reaches by a dot (fact sheet 3.8). */
function relationsOf(family: Family, parentId: number | undefined): readonly FieldRelation[] {
  const contact = (through: string): FieldRelation => ({ path: CONTACTS, through, of: 'contact' })
  const account = (through: string): FieldRelation => ({ path: ACCOUNTS, through, of: 'account' })
  switch (family) {
    case 'contacts':
      return [account('Contact')]
    case 'customObjects':
      return [contact(`CustomObject[${parentId}]`), account(`CustomObject[${parentId}]`)]
    case 'events':
      return [contact(`Event[${parentId}]`), account(`Event[${parentId}]`)]
    case 'activities':
      return [contact('Activity'), { path: CAMPAIGNS, through: 'Activity', of: 'campaign' }]
    case 'opportunities/contacts':
      return [contact('Opportunity'), account('Opportunity')]
    case 'campaignResponses':
      return [contact('CampaignResponse'), { path: CAMPAIGNS, through: 'CampaignResponse', of: 'campaign' }]
    default:
      return []
  }
}

async function readOptional(client: EloquaClient, path: string): Promise<readonly FieldChoice[]> {
  try {
    return await readFieldList(client, path, 'record')
  } catch (error) {
    if (isAppError(error) && (error.code === 'forbidden' || error.code === 'not-found')) return []
    throw error
  }
}

async function readFieldList(client: EloquaClient, path: string, of: FieldOwner): Promise<readonly FieldChoice[]> {
  const fields: FieldChoice[] = []
  for await (const page of readPages(client, { path, limit: LIST_LIMIT })) {
    fields.push(...page.flatMap((item) => readField(item, of) ?? []))
  }
  return fields
}

function readField(value: unknown, of: FieldOwner): FieldChoice | undefined {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.statement !== 'string') return undefined
  const { internalName, dataType, activityTypes } = value
  return {
    name: value.name,
    ...(typeof internalName === 'string' ? { internalName } : {}),
    statement: value.statement,
    dataType: typeof dataType === 'string' ? dataType : 'string',
    of: /^\{\{\w+(?:\[\d+\])?\.(?:Contact|Account|Campaign)\./.test(value.statement) ? ownerIn(value.statement) : of,
    isReadOnly: value.hasReadOnlyConstraint === true,
    isRequired: value.hasNotNullConstraint === true,
    isUnique: value.hasUniquenessConstraint === true,
    ...(Array.isArray(activityTypes) ? { activityTypes: activityTypes.map(String) } : {}),
  }
}

/** A list may hold fields of related records itself: activities list `{{Activity.Contact.Id}}`. */
function ownerIn(statement: string): FieldOwner {
  if (statement.includes('.Contact.')) return 'contact'
  return statement.includes('.Account.') ? 'account' : 'campaign'
}

/** The scores of every lead scoring model: `Standard Lead Score: Rating`. */
async function readScores(client: EloquaClient): Promise<readonly FieldChoice[]> {
  const fields: FieldChoice[] = []
  try {
    for await (const page of readPages(client, { path: '/contacts/scoring/models', limit: LIST_LIMIT })) {
      fields.push(...page.filter(isRecord).flatMap(scoresOf))
    }
  } catch (error) {
    if (!isAppError(error) || (error.code !== 'forbidden' && error.code !== 'not-found')) throw error
  }
  return fields
}

function scoresOf(model: Readonly<Record<string, unknown>>): readonly FieldChoice[] {
  if (!Array.isArray(model.fields)) return []
  return model.fields.flatMap((item) => {
    const field = readField(item, 'score')
    return field
      ? [{ ...field, name: `${String(model.name)}: ${field.name}`, of: 'score', isReadOnly: true } as const]
      : []
  })
}
