import type { CatalogueItem, CatalogueResource } from '../data-engine.ts'
import { ACCOUNT_FIELDS } from '../records/account-fields.ts'
import { ACTIVITY_FIELDS } from '../records/activity-fields.ts'
import { CONTACT_FIELDS } from '../records/contact-fields.ts'
import type { CustomObject } from '../records/custom-objects.ts'
import type { Field, Storage } from '../records/record-type.ts'
import { CAMPAIGN_FIELDS, CAMPAIGN_RESPONSE_FIELDS, OPPORTUNITY_FIELDS } from '../records/sales-fields.ts'

/** Created and updated properties of a catalogue item, different for each id but the same in every run. */
export function stamps(id: number): Readonly<Record<string, string>> {
  const day = String((id % 27) + 1).padStart(2, '0')
  return {
    createdBy: 'api.user',
    createdAt: `2024-01-${day}T09:00:00.0000000Z`,
    updatedBy: 'api.user',
    updatedAt: `2025-05-${day}T09:22:59.6270000Z`,
  }
}

/** Contact fields as recorded: standard ones were created in 1900, by nobody; only an edited one names who changed it. */
function fieldStamps(field: Field): Readonly<Record<string, string>> {
  const created = { createdAt: '1900-01-01T05:00:00.0000000Z' }
  const isEdited = field.id !== 100001 && field.id % 10 !== 0
  if (field.id < 100210 && !isEdited) return { ...created, updatedAt: '1900-01-01T05:00:00.0000000Z' }
  if (field.id < 100210) return { ...created, updatedBy: 'api.user', updatedAt: '2016-05-06T09:22:59.6270000Z' }
  return stamps(field.id)
}

function fieldItem(field: Field, statement: string, uri: string, extra: object): CatalogueItem {
  return {
    name: field.name,
    internalName: field.internalName,
    dataType: field.dataType,
    ...(field.defaultValue === undefined ? {} : { defaultValue: field.defaultValue }),
    hasReadOnlyConstraint: field.isReadOnly ?? false,
    hasNotNullConstraint: field.isNotNull ?? false,
    hasUniquenessConstraint: field.isUnique ?? false,
    statement,
    uri,
    ...extra,
  }
}

function namedItems(fields: readonly Field[], entity: string, path: string): readonly CatalogueItem[] {
  return fields.map((field) =>
    fieldItem(field, `{{${entity}.Field(${field.internalName})}}`, `${path}/fields/${field.id}`, fieldStamps(field)),
  )
}

function objectItems(object: CustomObject | undefined, entity: string, kind: string): readonly CatalogueItem[] {
  if (!object) return []
  const path = `/${kind}/${object.id}/fields`
  return object.fields.map((field) =>
    fieldItem(field, `{{${entity}[${object.id}].Field[${field.id}]}}`, `${path}/${field.id}`, {}),
  )
}

/** The special fields that an import may write stand in the list too, as fields that have no page of their own. */
const SPECIAL_ITEMS: readonly CatalogueItem[] = ['IsSubscribed', 'IsBounced'].map((name) => ({
  name,
  internalName: name,
  dataType: 'boolean',
  hasReadOnlyConstraint: false,
  hasNotNullConstraint: false,
  hasUniquenessConstraint: false,
  statement: `{{Contact.Email.${name}}}`,
  createdAt: '1900-01-01T05:00:00.0000000Z',
  updatedAt: '1900-01-01T05:00:00.0000000Z',
}))

const ACTIVITY_DATA_TYPE: Readonly<Partial<Record<Storage, string>>> = { id: 'number', timestamp: 'date' }

/** Activity fields of one type (any case), or all; as recorded they have no uri but name their types. */
export function activityFieldItems(activityType: string | undefined): readonly CatalogueItem[] {
  const wanted = activityType?.toLowerCase()
  return ACTIVITY_FIELDS.filter(({ types }) => !wanted || types.some((type) => type.toLowerCase() === wanted)).map(
    (field) => ({
      name: field.name,
      internalName: field.name,
      dataType: ACTIVITY_DATA_TYPE[field.storage] ?? 'string',
      hasReadOnlyConstraint: true,
      hasNotNullConstraint: false,
      hasUniquenessConstraint: false,
      statement: `{{Activity.${field.path}}}`,
      activityTypes: field.types,
    }),
  )
}

/** The fields of one family, or of one custom object or event. */
export function fieldItems(
  source: { readonly objects: readonly CustomObject[]; readonly events: readonly CustomObject[] },
  resource: CatalogueResource,
  parentId: number | undefined,
): readonly CatalogueItem[] {
  switch (resource) {
    case 'contacts/fields':
      return [...namedItems(CONTACT_FIELDS, 'Contact', '/contacts'), ...SPECIAL_ITEMS]
    case 'accounts/fields':
      return namedItems(ACCOUNT_FIELDS, 'Account', '/accounts')
    case 'opportunities/fields':
      return namedItems(OPPORTUNITY_FIELDS, 'Opportunity', '/opportunities')
    case 'campaignResponses/fields':
      return namedItems(CAMPAIGN_RESPONSE_FIELDS, 'CampaignResponse', '/campaignResponses')
    case 'campaigns/fields':
      return namedItems(CAMPAIGN_FIELDS, 'Campaign', '/campaigns')
    case 'activities/fields':
      return activityFieldItems(undefined)
    case 'customObjects/fields':
      return objectItems(
        source.objects.find(({ id }) => id === parentId),
        'CustomObject',
        'customObjects',
      )
    case 'events/fields':
      return objectItems(
        source.events.find(({ id }) => id === parentId),
        'Event',
        'events',
      )
    default:
      return []
  }
}
