import type { Family } from '../../../shared/eloqua/definition.ts'
import { ACCOUNT_FIELDS, ACCOUNT_USER_FIELDS } from './account-fields.ts'
import { ACTIVITY_FIELDS } from './activity-fields.ts'
import { CONTACT_FIELDS } from './contact-fields.ts'
import type { CustomObject } from './custom-objects.ts'
import { LEAD_SCORE_MODELS } from './marketing-assets.ts'
import {
  type Attribute,
  attributeMap,
  type Field,
  fieldAttribute,
  type RecordType,
  type Relation,
  systemAttribute,
} from './record-type.ts'
import {
  CAMPAIGN_FIELDS,
  CAMPAIGN_RESPONSE_FIELDS,
  EMAIL_ADDRESS_FIELDS,
  OPPORTUNITY_FIELDS,
  PHONE_NUMBER_FIELDS,
} from './sales-fields.ts'

const RECORD_SYSTEM: readonly Attribute[] = [
  systemAttribute('Id', 'id', 'id'),
  systemAttribute('CreatedAt', 'timestamp', 'created_at'),
  systemAttribute('UpdatedAt', 'timestamp', 'updated_at'),
]

/** Characters that small text of contacts and accounts holds, and that of custom objects. */
const SMALL_TEXT = { record: 100, object: 250 } as const

function namedFields(fields: readonly Field[], smallText?: number): readonly Attribute[] {
  return fields.map((field) => fieldAttribute(field, `Field(${field.internalName})`, smallText))
}

function recordType(
  names: { key: string; entity: string; table: string },
  attributes: readonly Attribute[],
  fields: readonly Field[],
  relations: Readonly<Record<string, Relation>> = {},
): RecordType {
  return { ...names, attributes: attributeMap(attributes), fields, relations: new Map(Object.entries(relations)) }
}

const ACCOUNTS = recordType(
  { key: 'accounts', entity: 'Account', table: 'accounts' },
  [
    ...RECORD_SYSTEM,
    ...namedFields(ACCOUNT_FIELDS, SMALL_TEXT.record),
    ...ACCOUNT_USER_FIELDS.map(
      (name): Attribute => ({
        path: `User.Field(${name})`,
        storage: 'text',
        column: `user_${name.toLowerCase()}`,
        isReadOnly: false,
        updateRule: 'always',
      }),
    ),
  ],
  ACCOUNT_FIELDS,
)

const CONTACTS = recordType(
  { key: 'contacts', entity: 'Contact', table: 'contacts' },
  [
    ...RECORD_SYSTEM,
    // Imports may write these two: https://docs.oracle.com/en/cloud/saas/marketing/eloqua-develop/Developers/BulkAPI/Tutorials/bounceback_status.htm
    { ...systemAttribute('Email.IsSubscribed', 'flag', 'is_subscribed'), isReadOnly: false },
    { ...systemAttribute('Email.IsBounced', 'flag', 'is_bounced'), isReadOnly: false },
    systemAttribute('Email.Format', 'text', 'email_format'),
    ...LEAD_SCORE_MODELS.flatMap(({ id }) => [
      systemAttribute(`LeadScore.Model[${id}].Rating`, 'text', '', scoreSql(id, 'rating')),
      systemAttribute(`LeadScore.Model[${id}].ProfileScore`, 'number', '', scoreSql(id, 'profile')),
      systemAttribute(`LeadScore.Model[${id}].EngagementScore`, 'number', '', scoreSql(id, 'engagement')),
    ]),
    ...namedFields(CONTACT_FIELDS, SMALL_TEXT.record),
  ],
  CONTACT_FIELDS,
  { Account: { type: ACCOUNTS, column: 'account_id' } },
)

/** Scores follow from the contact's id: rating A1 to D4 out of a profile and an engagement score. */
function scoreSql(model: number, part: 'rating' | 'profile' | 'engagement'): string {
  const profile = `($t.id * ${7 + model} % 4)`
  const engagement = `($t.id * ${5 + model} / 3 % 4)`
  if (part === 'rating') return `(char(65 + ${profile}) || (1 + ${engagement}))`
  return `CAST(100 - 25 * ${part === 'profile' ? profile : engagement} AS TEXT)`
}

const CAMPAIGNS = recordType(
  { key: 'campaigns', entity: 'Campaign', table: 'campaigns' },
  [...RECORD_SYSTEM, ...namedFields(CAMPAIGN_FIELDS)],
  CAMPAIGN_FIELDS,
)

const OF_CONTACT: Relation = { type: CONTACTS, column: 'contact_id' }
const OF_ACCOUNT: Relation = { type: ACCOUNTS, column: 'account_id' }
const OF_CAMPAIGN: Relation = { type: CAMPAIGNS, column: 'campaign_id' }

const ACTIVITIES = recordType(
  { key: 'activities', entity: 'Activity', table: 'activities' },
  [
    ...ACTIVITY_FIELDS.map((field) => ({
      ...systemAttribute(field.path, field.storage, field.column),
      isReadOnly: field.path === 'Id',
    })),
    systemAttribute('Field(ExternalActivityType)', 'text', 'external_type'),
  ],
  [],
  { Contact: OF_CONTACT, Campaign: OF_CAMPAIGN },
)

const OPPORTUNITIES = recordType(
  { key: 'opportunities', entity: 'Opportunity', table: 'opportunities' },
  [
    { path: 'Id', storage: 'text', column: 'opportunity_id', isReadOnly: false, updateRule: 'always' },
    ...RECORD_SYSTEM.filter(({ path }) => path !== 'Id'),
    ...namedFields(OPPORTUNITY_FIELDS),
  ],
  OPPORTUNITY_FIELDS,
  { Contact: OF_CONTACT, Account: OF_ACCOUNT },
)

const CAMPAIGN_RESPONSES = recordType(
  { key: 'campaignResponses', entity: 'CampaignResponse', table: 'campaign_responses' },
  [...RECORD_SYSTEM, ...namedFields(CAMPAIGN_RESPONSE_FIELDS)],
  CAMPAIGN_RESPONSE_FIELDS,
  { Contact: OF_CONTACT, Campaign: OF_CAMPAIGN },
)

const EMAIL_ADDRESSES = recordType(
  { key: 'emailAddresses', entity: 'EmailAddress', table: 'email_addresses' },
  [
    ...RECORD_SYSTEM,
    ...namedFields(EMAIL_ADDRESS_FIELDS),
    systemAttribute('IsSubscribed', 'flag', 'is_subscribed'),
    systemAttribute('IsBounced', 'flag', 'is_bounced'),
  ],
  EMAIL_ADDRESS_FIELDS,
)

const PHONE_NUMBERS = recordType(
  { key: 'phoneNumbers', entity: 'PhoneNumber', table: 'phone_numbers' },
  [...RECORD_SYSTEM, ...namedFields(PHONE_NUMBER_FIELDS), systemAttribute('IsSubscribed', 'flag', 'is_subscribed')],
  PHONE_NUMBER_FIELDS,
)

/** Fields of custom objects go by id, `Field[976]` as the catalogue returns it, and by internal name as well. */
function objectType(kind: 'customObjects' | 'events', object: CustomObject): RecordType {
  const entity = kind === 'events' ? 'Event' : 'CustomObject'
  const type = recordType(
    {
      key: `${kind}/${object.id}`,
      entity: `${entity}[${object.id}]`,
      table: `${kind === 'events' ? 'event' : 'object'}_${object.id}`,
    },
    [
      ...RECORD_SYSTEM,
      systemAttribute('ExternalId', 'text', '', '$t.external_id'),
      ...object.fields.map((field) => fieldAttribute(field, `Field[${field.id}]`, SMALL_TEXT.object)),
      ...namedFields(object.fields, SMALL_TEXT.object),
    ],
    object.fields,
    object.isDerived ? {} : { Contact: OF_CONTACT, Account: OF_ACCOUNT },
  )
  return object.isDerived ? { ...type, isDerived: true } : type
}

/** Every kind of record of the instance, found by family or by the entity a statement names. */
export interface RecordTypes {
  readonly all: readonly RecordType[]
  readonly contacts: RecordType
  readonly accounts: RecordType
  /** Undefined for a custom object or event that does not exist. */
  ofFamily(family: Family, parentId?: number): RecordType | undefined
}

/** Builds the record types of an instance with these custom objects and events. */
export function createRecordTypes(objects: readonly CustomObject[], events: readonly CustomObject[]): RecordTypes {
  const all = [
    ACCOUNTS,
    CONTACTS,
    CAMPAIGNS,
    ACTIVITIES,
    OPPORTUNITIES,
    CAMPAIGN_RESPONSES,
    EMAIL_ADDRESSES,
    PHONE_NUMBERS,
    ...objects.map((object) => objectType('customObjects', object)),
    ...events.map((event) => objectType('events', event)),
  ]
  const byKey = new Map(all.map((type) => [type.key, type]))
  return {
    all,
    contacts: CONTACTS,
    accounts: ACCOUNTS,
    ofFamily: (family, parentId) => {
      if (family === 'opportunities/contacts') return OPPORTUNITIES
      return byKey.get(family === 'customObjects' || family === 'events' ? `${family}/${parentId}` : family)
    },
  }
}
