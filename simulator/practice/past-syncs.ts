import type { SyncReject, SyncStatus } from '../../shared/eloqua/eloqua.ts'
import type { StoredDefinition } from '../definitions/definition-store.ts'
import type { LogLine } from '../engine/data-engine.ts'
import { outcomeCodes } from '../engine/imports/family-rules.ts'
import { logLine } from '../engine/imports/import-tally.ts'
import { CRM, JONAS, MARIA, ME } from './practice-definition.ts'

/** How a past sync went: what its logs and rejects are made of. */
export interface PastSync {
  readonly definitionUri: string
  readonly by: number
  readonly hoursAgo: number
  readonly rows: number
  /** Of these rows, so many were rejected with an invalid e-mail address. */
  readonly rejected?: number
  readonly failed?: 'ELQ-00107' | 'ELQ-00146' | 'ELQ-00143'
}

const uris = {
  opens: '/activities/exports/7',
  forms: '/activities/exports/8',
  contacts: '/contacts/exports/88',
  newsletter: '/contacts/exports/91',
  accounts: '/accounts/exports/12',
  purchases: '/customObjects/9/exports/3',
  registrations: '/activities/imports/2900',
  spreadsheet: '/contacts/imports/17',
  scans: '/contacts/imports/21',
  nightly: '/contacts/imports/30',
  crmAccounts: '/accounts/imports/4',
  shop: '/customObjects/9/imports/17',
  webinar: '/customObjects/12/imports/2',
  addToList: '/contacts/syncActions/1',
  unsubscribe: '/contacts/syncActions/2',
}

function past(
  name: keyof typeof uris,
  by: number,
  hoursAgo: number,
  rows: number,
  more: Partial<PastSync> = {},
): PastSync {
  return { definitionUri: uris[name], by, hoursAgo, rows, ...more }
}

/** The nightly feed of the last ten nights, one of which failed and was run again. */
const NIGHTS: readonly PastSync[] = Array.from({ length: 10 }, (_, night) =>
  past('nightly', CRM, 5.5 + night * 24, 180 + ((night * 37) % 90), night === 4 ? { failed: 'ELQ-00107' } : {}),
)

/** Newest last, as they were created. */
export const PAST_SYNCS: readonly PastSync[] = [
  ...NIGHTS,
  past('nightly', CRM, 100.8, 212),
  past('contacts', ME, 672, 4_986),
  past('spreadsheet', MARIA, 650, 240, { rejected: 7 }),
  past('accounts', MARIA, 612, 1_000),
  past('shop', ME, 588, 96),
  past('registrations', ME, 540, 58),
  past('newsletter', MARIA, 504, 2_011),
  past('opens', ME, 480, 9_310),
  past('addToList', ME, 456, 120),
  past('crmAccounts', CRM, 420, 64),
  past('webinar', MARIA, 396, 133),
  past('spreadsheet', JONAS, 372, 1_500, { rejected: 212 }),
  past('contacts', JONAS, 348, 4_991),
  past('shop', ME, 324, 88),
  past('forms', MARIA, 300, 1_204),
  past('unsubscribe', MARIA, 276, 31),
  past('scans', JONAS, 252, 77, { rejected: 3 }),
  past('purchases', ME, 228, 1_480),
  past('registrations', ME, 204, 41),
  past('contacts', MARIA, 180, 0, { failed: 'ELQ-00146' }),
  past('contacts', MARIA, 178, 4_997),
  past('crmAccounts', CRM, 156, 59),
  past('webinar', MARIA, 132, 87),
  past('opens', ME, 108, 9_644),
  past('addToList', ME, 96, 45),
  past('newsletter', MARIA, 72, 2_019),
  past('shop', ME, 60, 112),
  past('spreadsheet', MARIA, 48, 320, { rejected: 18 }),
  past('accounts', JONAS, 36, 1_000),
  past('forms', MARIA, 26, 1_233),
  past('purchases', ME, 8, 1_500),
  past('registrations', ME, 6, 64),
  past('contacts', ME, 4, 5_000),
  past('newsletter', ME, 3, 2_020),
  past('opens', MARIA, 2, 9_700),
  past('scans', ME, 1, 25, { rejected: 2 }),
].toSorted((left, right) => right.hoursAgo - left.hoursAgo)

export function statusOfPast({ failed, rejected = 0 }: PastSync): SyncStatus {
  if (failed) return 'error'
  return rejected > 0 ? 'warning' : 'success'
}

/** Recorded, though on no page of Oracle's: a line that has no message. */
const WITHOUT_WORDS: LogLine = { severity: 'information', statusCode: 'ELQ-00071', count: 0 }

/** The log a sync like this leaves, in the recorded order. */
export function logsOfPast(sync: PastSync, definition: StoredDefinition, id: number): readonly LogLine[] {
  const { rows, rejected = 0, failed } = sync
  const status = statusOfPast(sync)
  const word = `${status[0]?.toUpperCase()}${status.slice(1)}`
  const processed = logLine('ELQ-00101', 0, { syncId: id, status: word })
  if (failed) {
    const product = { export: 'Export', import: 'Import', syncAction: 'SyncAction' }[definition.kind]
    const values = { type: product, syncProductType: product, syncReferenceId: definition.id }
    return [logLine(failed, 0, values), processed]
  }
  if (definition.kind === 'export') return [logLine('ELQ-00102', rows), logLine('ELQ-00131', 0), processed]
  const invalid = rejected > 0 ? [logLine('ELQ-00002', rejected)] : []
  const silent = sync.by === CRM ? [WITHOUT_WORDS] : []
  return [
    logLine('ELQ-00130', rows),
    logLine('ELQ-00137', 0),
    processed,
    logLine('ELQ-00001', rows),
    ...invalid,
    ...silent,
    ...closingLines(definition, rows - rejected),
  ]
}

function closingLines({ kind, family, parentId, properties }: StoredDefinition, rows: number): readonly LogLine[] {
  const created = Math.floor(rows / 8)
  if (kind === 'syncAction') {
    const [, list] = /ContactList\[(\d+)\]/.exec(JSON.stringify(properties.syncActions)) ?? []
    const [, group] = /EmailGroup\[(\d+)\]/.exec(JSON.stringify(properties.syncActions)) ?? []
    return [list ? logLine('ELQ-00119', rows, { listId: list }) : logLine('ELQ-00116', rows, { groupId: group ?? '' })]
  }
  if (family === 'activities') return [logLine('ELQ-00069', rows)]
  const codes = outcomeCodes(parentId === undefined ? family : `${family}/${parentId}`)
  return [logLine(codes.created, created), ...(codes.updated ? [logLine(codes.updated, rows - created)] : [])]
}

const BAD_ADDRESSES = [
  'bademail',
  'william@',
  '@example.com',
  'no at example.com',
  'ana.silva@example',
  'li..wei@@example.com',
]

/** Rejected rows, spread over the staged ones. */
export function rejectsOfPast(
  { rows, rejected = 0 }: PastSync,
  { properties }: StoredDefinition,
): readonly SyncReject[] {
  const names = Object.keys(properties.fields as Record<string, string>)
  const step = Math.max(1, Math.floor(rows / Math.max(1, rejected)))
  return Array.from({ length: rejected }, (_, index) => {
    const bad = BAD_ADDRESSES[index % BAD_ADDRESSES.length] ?? ''
    return {
      fieldValues: Object.fromEntries(names.map((name) => [name, name === 'email' ? bad : ''])),
      message: 'Invalid email address.',
      statusCode: 'ELQ-00002',
      recordIndex: Math.min(rows, 2 + index * step),
      invalidFields: ['email'],
    }
  })
}
