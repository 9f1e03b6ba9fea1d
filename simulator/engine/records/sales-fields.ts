import type { Field } from './record-type.ts'

/** Stages an instance knows by configuration; any other is ELQ-00039. */
export const OPPORTUNITY_STAGES = [
  'Prospecting',
  'Qualification',
  'Proposal',
  'Negotiation',
  'Closed Won',
  'Closed Lost',
] as const

export const OPPORTUNITY_FIELDS: readonly Field[] = [
  { id: 401, name: 'Name', internalName: 'Name', dataType: 'string', isNotNull: true },
  { id: 402, name: 'Stage', internalName: 'Stage', dataType: 'string', isNotNull: true },
  { id: 403, name: 'Amount', internalName: 'Amount', dataType: 'number' },
  { id: 404, name: 'Close Date', internalName: 'CloseDate', dataType: 'date' },
  { id: 405, name: 'Account Name', internalName: 'AccountName', dataType: 'string' },
  { id: 406, name: 'Currency', internalName: 'Currency', dataType: 'string' },
  { id: 407, name: 'Owner', internalName: 'Owner', dataType: 'string' },
]

export const CAMPAIGN_FIELDS: readonly Field[] = [
  { id: 501, name: 'Campaign Name', internalName: 'CampaignName', dataType: 'string' },
  { id: 502, name: 'CRM Campaign ID', internalName: 'CRMCampaignId', dataType: 'string' },
  { id: 503, name: 'Campaign Type', internalName: 'CampaignType', dataType: 'string' },
  { id: 504, name: 'Start Date', internalName: 'StartDate', dataType: 'date' },
  { id: 505, name: 'Budgeted Cost', internalName: 'BudgetedCost', dataType: 'number' },
]

export const CAMPAIGN_RESPONSE_FIELDS: readonly Field[] = [
  { id: 601, name: 'Member Status', internalName: 'MemberStatus', dataType: 'string' },
  { id: 602, name: 'Integration Return Value', internalName: 'IntegrationReturnValue', dataType: 'string' },
  { id: 603, name: 'Response Date', internalName: 'ResponseDate', dataType: 'date' },
]

export const EMAIL_ADDRESS_FIELDS: readonly Field[] = [
  {
    id: 701,
    name: 'Email Address',
    internalName: 'EmailAddress',
    dataType: 'emailAddress',
    isNotNull: true,
    isUnique: true,
  },
]

export const PHONE_NUMBER_FIELDS: readonly Field[] = [
  { id: 801, name: 'Phone Number', internalName: 'PhoneNumber', dataType: 'string', isNotNull: true, isUnique: true },
  { id: 802, name: 'Country Code', internalName: 'CountryCode', dataType: 'string' },
]
