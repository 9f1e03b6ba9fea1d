import type { Definition } from '../../../shared/eloqua/definition.ts'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { Envelope, WireDefinition } from '../../../shared/eloqua/eloqua.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { batchParts, type UploadRecord } from '../journal/upload-record.ts'

/** Long enough to look into a failed run, short enough to leave nothing behind. */
const AUTO_DELETE = 'P7D'
const UNSYNCED_KEPT = 'P1D'
/** What rows in a copy may count on. */
export const COPY_KEEPS_MS = 86_400_000
/** A sync must have begun before then: it may be queued for a while. */
const SYNCED_WITHIN_MS = COPY_KEEPS_MS - 2 * 3_600_000
/** Clocks are set back a little all the time, and sometimes by much: then nobody knows how old the rows are. */
const CLOCK_SLIPS_MS = 300_000
const MAX_NAME = 100

/** A name nobody else uses: what a doubtful creation is looked up by. */
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

/** The uri a creation answered, if it is one of ours to use; never a path to elsewhere. */
export function createdUri(definition: Pick<Definition, 'kind' | 'family'>, body: Buffer): string | undefined {
  try {
    const { uri } = JSON.parse(body.toString('utf8')) as Partial<WireDefinition>
    const ref = uri ? parseDefinitionUri(uri) : undefined
    return ref && ref.kind === definition.kind && ref.family === definition.family ? uri : undefined
  } catch {
    return undefined
  }
}

/** Looks for a copy by its never-reused name, after a creation whose answer was lost. */
export async function findCopy(client: EloquaClient, record: UploadRecord, name: string, signal: AbortSignal) {
  const query = { q: `"name=${name.slice(0, name.indexOf(' g') + 4).replaceAll('"', '')}*"`, limit: 50 }
  const page = await client.readJson<Envelope<WireDefinition>>({ path: collectionOf(record.definition), query, signal })
  return page.items?.find((item) => item.name === name)?.uri
}

/**
 * True when rows of the batch have lain in the copy for so long that Eloqua may have dropped some of them: its sync
 * would apply a part of the batch and call it whole.
 */
export function copyIsStale(record: UploadRecord, now: Date): boolean {
  if (record.way !== 'private-copy') return false
  return batchParts(record).some((part) => {
    const age = now.getTime() - Date.parse(part.arrivedAt ?? record.createdAt)
    return part.state === 'arrived' && (age > SYNCED_WITHIN_MS || age < -CLOCK_SLIPS_MS)
  })
}
