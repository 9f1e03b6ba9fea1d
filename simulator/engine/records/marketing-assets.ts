/** What an instance has besides records: the assets that statements, filters and sync actions name by id. */
export interface NamedAsset {
  readonly id: number
  readonly name: string
}

/** A list; `share` is the part of the records that the seed puts on it. */
export interface ListAsset extends NamedAsset {
  readonly share: number
}

/** A segment or a filter: who belongs to it follows from a filter expression over contacts. */
export interface RuleAsset extends NamedAsset {
  readonly rule: string
}

export const CONTACT_LISTS: readonly ListAsset[] = [
  { id: 1, name: 'Newsletter Subscribers', share: 0.4 },
  { id: 2, name: 'Spring Webinar Invitees', share: 0.2 },
  { id: 5, name: 'Tradeshow Scans – München', share: 0.05 },
  { id: 12, name: 'Do Not Call', share: 0.02 },
  { id: 12345, name: 'Test List', share: 0 },
]

export const ACCOUNT_LISTS: readonly ListAsset[] = [
  { id: 1, name: 'Target Accounts', share: 0.3 },
  { id: 2, name: 'Partners', share: 0.1 },
  { id: 7, name: 'Renewal Risk', share: 0 },
]

export const CONTACT_SEGMENTS: readonly RuleAsset[] = [
  { id: 1, name: 'German Contacts', rule: "'{{Contact.Field(C_Country)}}' = 'Germany'" },
  {
    id: 2,
    name: 'Marketable Decision Makers',
    rule: "'{{Contact.Email.IsSubscribed}}' = 'True' AND ('{{Contact.Field(C_Title)}}' ~ '%Director%' OR '{{Contact.Field(C_Title)}}' ~ 'C%O')",
  },
  {
    id: 3,
    name: 'Bounced or Unsubscribed',
    rule: "'{{Contact.Email.IsBounced}}' = 'True' OR '{{Contact.Email.IsSubscribed}}' = 'False'",
  },
]

export const CONTACT_FILTERS: readonly RuleAsset[] = [
  { id: 1, name: 'Has Mobile Phone', rule: "'{{Contact.Field(C_MobilePhone)}}' != ''" },
  { id: 4, name: 'High Lead Score', rule: "'{{Contact.Field(C_Lead_Score1)}}' >= '75'" },
]

export const EMAIL_GROUPS: readonly NamedAsset[] = [
  { id: 1, name: 'Newsletter' },
  { id: 2, name: 'Product News' },
  { id: 3, name: 'Events & Webinars' },
]

export const LEAD_SCORE_MODELS: readonly NamedAsset[] = [
  { id: 1, name: 'Standard Lead Score' },
  { id: 2, name: 'Upsell Score' },
]

export const IMPORT_PRIORITIES: readonly (NamedAsset & { readonly priority: number })[] = [
  { id: 1, name: 'High', priority: 1 },
  { id: 2, name: 'Normal', priority: 5 },
  { id: 3, name: 'Low', priority: 10 },
]

export const CAMPAIGN_COUNT = 12

/** App services on a campaign canvas or program: what `STATUS(…)` and `setStatus` may name, guid without dashes. */
export interface ServiceInstance {
  readonly kind: 'ActionInstance' | 'DecisionInstance' | 'ContentInstance' | 'FeederInstance'
  readonly guid: string
}

export const SERVICE_INSTANCES: readonly ServiceInstance[] = [
  { kind: 'DecisionInstance', guid: 'da6ed61da73441dba1349582a4fa8a2c' },
  { kind: 'ActionInstance', guid: '7be704d3af604775ad416e8d0a5ab212' },
  { kind: 'ActionInstance', guid: '3c1f9d7e52a84b6fb0d84e6a1c97f253' },
  { kind: 'ContentInstance', guid: '9e2b64f01d7c4a3f8b5530c6d1a4e7f2' },
  { kind: 'FeederInstance', guid: '4d81c7a95be24f0c9a636f2e8b07d5c1' },
]

/** The execution the seed waits in, and the older connector whose members `CloudConnectorStatus` reads. */
export const SEEDED_EXECUTION = 12345
export const CLOUD_CONNECTOR_ID = 1
