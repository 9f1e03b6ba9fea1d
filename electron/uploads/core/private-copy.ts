import type { Definition } from '../../../shared/eloqua/definition.ts'
import { batchParts, type UploadRecord } from './upload-record.ts'

/** Long enough to look into a failed run, short enough to leave nothing behind. */
const AUTO_DELETE = 'P7D'
const UNSYNCED_KEPT = 'P1D'
/** What rows in a copy may count on. */
export const COPY_KEEPS_MS = 86_400_000
/** A sync must have begun before then: it may be queued for a while. */
const SYNCED_WITHIN_MS = COPY_KEEPS_MS - 2 * 3_600_000
/** Clocks are set back a little all the time, and sometimes by much: then the age of the rows is unknown. */
const CLOCK_SLIPS_MS = 300_000
const MAX_NAME = 100

/** A name that is used once: what a doubtful creation is looked up by. */
export function copyName(record: Pick<UploadRecord, 'uploadId' | 'batch' | 'generation' | 'definition'>): string {
  const tag = `Bulkdesk ${record.uploadId.slice(0, 8)} b${record.batch + 1} g${record.generation + 1}`
  return `${tag} ${record.definition.name}`.slice(0, MAX_NAME)
}

/** What a definition says of itself and not of its rules, or what a copy has otherwise. All else is copied, known or not. */
const NOT_COPIED: ReadonlySet<string> = new Set<keyof Definition>([
  'uri',
  'kind',
  'family',
  'id',
  'parentId',
  'parentName',
  'kbUsed',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'updateRuleByField',
])

/**
 * The body of a private copy: all rules of the picked definition, also those Bulkdesk does not know; only the fields that
 * will be sent (a field that is absent from the data must not be blanked) and those a rule names; never syncing by itself.
 */
export function copyBody(definition: Definition, sent: readonly string[], name: string): Record<string, unknown> {
  const rules = Object.entries(definition).filter(([key, value]) => !NOT_COPIED.has(key) && value !== undefined)
  const keep = new Set<unknown>([...sent, ...rules.map(([, value]) => value)])
  const isKept = ([field, statement]: readonly [string, string]) =>
    keep.has(field) || (isSet(definition, 'linkUsers') && statement.includes('.User.'))
  const byField = Object.entries(definition.updateRuleByField ?? {}).filter(([field]) => keep.has(field))
  return {
    ...Object.fromEntries(rules),
    ...(byField.length > 0 ? { updateRuleByField: Object.fromEntries(byField) } : {}),
    name,
    fields: Object.fromEntries(Object.entries(definition.fields).filter(isKept)),
    isSyncTriggeredOnImport: false,
    autoDeleteDuration: AUTO_DELETE,
    ...(definition.kind === 'import' ? { dataRetentionDuration: UNSYNCED_KEPT } : {}),
  }
}

/** Eloqua also answers booleans as text. */
function isSet(definition: object, rule: string): boolean {
  return String(Reflect.get(definition, rule)) === 'true'
}

/** Where definitions of this kind are made: `/customObjects/9/imports`. */
export function collectionOf(definition: Pick<Definition, 'uri'>): string {
  return definition.uri.slice(0, definition.uri.lastIndexOf('/'))
}

/**
 * True when rows of the batch have lain in the copy for so long that Eloqua may have dropped some of them: its sync
 * would apply a part of the batch and call it whole.
 */
export function copyIsStale(record: UploadRecord, now: number): boolean {
  if (record.way !== 'private-copy') return false
  return batchParts(record).some((part) => {
    const age = now - Date.parse(part.arrivedAt ?? record.createdAt)
    return part.state === 'arrived' && (age > SYNCED_WITHIN_MS || age < -CLOCK_SLIPS_MS)
  })
}
