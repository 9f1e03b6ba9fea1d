import type { Family } from './definition.ts'
import { type FieldChoice, type FieldOwner, statementKey } from './field-choice.ts'

/**
 * Fields that Eloqua accepts although its lists may not have them (fact sheet 2.8 and 3.8, research 1.2): since 2025
 * the contact list has some, so both are merged by statement, and Eloqua's own entry wins.
 */
export function specialFields(family: Family, parentId?: number): readonly FieldChoice[] {
  switch (family) {
    case 'contacts':
      return [
        ...recordFields('Contact', 'Contact'),
        ...EMAIL_STATE,
        related('Account ID', 'Contact.Account.Id', 'account'),
      ]
    case 'accounts':
      return [...recordFields('Account', 'Account'), ...ACCOUNT_USERS]
    case 'customObjects':
    case 'events':
      return objectFields(family === 'events' ? `Event[${parentId}]` : `CustomObject[${parentId}]`)
    case 'activities':
      return ACTIVITY
    case 'opportunities':
    case 'opportunities/contacts':
      return [special('Opportunity ID', 'Opportunity.Id', 'string', false)]
    case 'campaignResponses':
      return recordFields('CampaignResponse', 'Response')
    case 'emailAddresses':
      return [special('Email Address', 'EmailAddress.Field(EmailAddress)', 'emailAddress', false)]
    case 'phoneNumbers':
      return [
        special('Phone Number', 'PhoneNumber.Field(PhoneNumber)', 'string', false),
        special('Country Code', 'PhoneNumber.Field(CountryCode)', 'string', false),
      ]
  }
}

/** Eloqua's list with the special fields it lacks, special fields first. */
export function mergeFields(special: readonly FieldChoice[], listed: readonly FieldChoice[]): readonly FieldChoice[] {
  const known = new Set(listed.map(({ statement }) => statementKey(statement)))
  const seen = new Set<string>()
  return [...special.filter(({ statement }) => !known.has(statementKey(statement))), ...listed].filter((field) => {
    const key = statementKey(field.statement)
    return !seen.has(key) && seen.add(key)
  })
}

/** The fields of a related record as seen from the record: `{{Contact.Field(X)}}` -> `{{Activity.Contact.Field(X)}}`. */
export function throughRelation(fields: readonly FieldChoice[], from: string, of: FieldOwner): readonly FieldChoice[] {
  return fields
    .filter((field) => field.of !== 'score' && field.of !== 'account')
    .map((field) => ({
      ...field,
      statement: field.statement.replace(/^\{\{/, `{{${from}.`),
      of,
      isReadOnly: true,
      isRequired: false,
      isUnique: false,
    }))
}

function special(name: string, path: string, dataType: string, isReadOnly = true): FieldChoice {
  return {
    name,
    statement: `{{${path}}}`,
    dataType,
    of: 'system',
    isReadOnly,
    isRequired: false,
    isUnique: path.endsWith('Id'),
  }
}

function related(name: string, path: string, of: FieldOwner): FieldChoice {
  return { ...special(name, path, 'string'), of, isUnique: false }
}

function recordFields(entity: string, word: string): readonly FieldChoice[] {
  return [
    special(`${word} ID`, `${entity}.Id`, 'string'),
    special('Created At', `${entity}.CreatedAt`, 'date'),
    special('Updated At', `${entity}.UpdatedAt`, 'date'),
  ]
}

function objectFields(entity: string): readonly FieldChoice[] {
  return [
    ...recordFields(entity, 'Record'),
    special('External ID', `${entity}.ExternalId`, 'string'),
    related('Contact ID', `${entity}.Contact.Id`, 'contact'),
    related('Account ID', `${entity}.Account.Id`, 'account'),
  ]
}

const EMAIL_STATE: readonly FieldChoice[] = [
  special('Is Subscribed', 'Contact.Email.IsSubscribed', 'boolean', false),
  special('Is Bounced', 'Contact.Email.IsBounced', 'boolean', false),
  special('Email Format', 'Contact.Email.Format', 'string'),
]

const ACCOUNT_USERS: readonly FieldChoice[] = [
  ['Oracle Sales Cloud user', 'CRMOSCUserId'],
  ['Salesforce user', 'CRMSfdcUserId'],
  ['Microsoft Dynamics user', 'CRMMSDUserId'],
  ['Siebel on demand user', 'CRMSODUserId'],
].map(([name = '', id = '']) => special(name, `Account.User.Field(${id})`, 'string', false))

const ACTIVITY: readonly FieldChoice[] = [
  special('Activity ID', 'Activity.Id', 'string'),
  special('Activity Type', 'Activity.Type', 'string', false),
  special('Activity Date', 'Activity.CreatedAt', 'date', false),
  special('Asset Type', 'Activity.Asset.Type', 'string', false),
  special('Asset Name', 'Activity.Asset.Name', 'string', false),
  special('External Activity Type', 'Activity.Field(ExternalActivityType)', 'string'),
  related('Contact ID', 'Activity.Contact.Id', 'contact'),
  related('Campaign ID', 'Activity.Campaign.Id', 'campaign'),
]
