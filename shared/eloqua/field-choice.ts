import type { DefinitionKind, Family } from './definition.ts'

/** A field that a definition may name, from Eloqua's lists or from the special fields those may lack. */
export interface FieldChoice {
  /** As people know the field: `Email Address`. */
  readonly name: string
  /** `C_EmailAddress`; special fields have none. */
  readonly internalName?: string
  readonly statement: string
  /** Eloqua's word: `string`, `number`, `date`, `boolean`, `emailAddress`, `largeText`. */
  readonly dataType: string
  /** Whose field: the record's own, one that Eloqua keeps by itself, or a related record's. */
  readonly of: FieldOwner
  readonly isReadOnly: boolean
  readonly isRequired: boolean
  readonly isUnique: boolean
  /** The activity types that have the field. */
  readonly activityTypes?: readonly string[]
}

export type FieldOwner = 'record' | 'system' | 'contact' | 'account' | 'campaign' | 'score'

/** Eloqua's activity types for exports (fact sheet 3.9). */
export const ACTIVITY_TYPES = [
  'EmailOpen',
  'EmailClickthrough',
  'EmailSend',
  'Subscribe',
  'Unsubscribe',
  'Bounceback',
  'WebVisit',
  'PageView',
  'FormSubmit',
  'SmsSend',
  'SmsReply',
  'SmsClickthrough',
  'External',
] as const

/** Statements that change whom a company may write to: a plain import of them changes consent. */
const CONSENT =
  /^\{\{(?:Contact\.Email\.(?:IsSubscribed|IsBounced)|(?:EmailAddress|PhoneNumber)\.(?:IsSubscribed|IsBounced))\}\}$/i

/** True for a field whose import subscribes, unsubscribes or marks as bounced. */
export function changesConsent(statement: string): boolean {
  return CONSENT.test(statement.trim())
}

const NOT_IDENTIFYING: ReadonlySet<string> = new Set(['date', 'boolean', 'largeText'])

/** Eloqua matches rows by text, number or email address only: no date, boolean or large text (fact sheet 2.6). */
export function mayIdentify({ dataType, of }: FieldChoice): boolean {
  return !NOT_IDENTIFYING.has(dataType) && (of === 'record' || of === 'system')
}

/**
 * True where an import can only match by the field, never change it. Eloqua's list calls every activity field read-only,
 * although activity imports take them.
 */
export function isOnlyForMatching(family: Family, { isReadOnly, of }: FieldChoice): boolean {
  return isReadOnly && of === 'record' && family !== 'activities'
}

/** True where a definition of this kind may hold the field. */
export function isUsableIn(kind: DefinitionKind, family: Family, field: FieldChoice): boolean {
  if (kind === 'export') return field.of !== 'system' || !IMPORT_ONLY.test(field.statement)
  if (kind === 'syncAction') return syncActionStatements(family).test(field.statement)
  if (field.of === 'score') return false
  if (family === 'activities')
    return field.statement !== '{{Activity.Id}}' && !(field.of === 'system' && field.isReadOnly)
  if (family === 'opportunities/contacts') return field.of !== 'campaign'
  if (isOnlyForMatching(family, field))
    return mayIdentify(field) && (field.isUnique || /IDExt$/i.test(field.internalName ?? ''))
  return field.of === 'record' || (field.of === 'system' && !field.isReadOnly)
}

const IMPORT_ONLY = /^\{\{Account\.User\./i

/** Sync actions name records by one of a few fields (fact sheet 2.7). */
function syncActionStatements(family: Family): RegExp {
  if (family === 'contacts') return /^\{\{Contact\.(?:Id|Field\((?:C_EmailAddress|ContactIDExt)\))\}\}$/i
  if (family === 'accounts') return /^\{\{Account\.(?:Id|Field\((?:M_CompanyName|CompanyIDExt)\))\}\}$/i
  return /^\{\{CustomObject\[\d+\]\.(?:ExternalId|Id)\}\}$/i
}

/**
 * One key for a statement, whatever its case and blanks.
 * Two lists that both have a field are merged by this key.
 */
export function statementKey(statement: string): string {
  return statement.replace(/\s+/g, '').toLowerCase()
}

/** Fields by every statement that names them: fields of custom objects go by number and by internal name. */
export function indexFields(fields: readonly FieldChoice[]): ReadonlyMap<string, FieldChoice> {
  const index = new Map<string, FieldChoice>()
  for (const field of fields) {
    index.set(statementKey(field.statement), field)
    const byName = field.internalName && field.statement.replace(/\.Field\[\d+\]/, `.Field(${field.internalName})`)
    if (byName && !index.has(statementKey(byName))) index.set(statementKey(byName), field)
  }
  return index
}
