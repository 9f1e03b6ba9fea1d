import type { DatabaseSync } from 'node:sqlite'
import type { LogLine } from '../data-engine.ts'
import { EXTERNAL_ASSETS } from '../records/activity-fields.ts'
import { parseDate, parseTimestamp } from '../records/dates.ts'
import { ensureMatchIndex, matchSql } from '../records/match-sql.ts'
import { createInserter } from '../seed/insert.ts'
import { logLine } from './import-tally.ts'
import type { Column } from './plan-import.ts'
import type { Rejection } from './row-rules.ts'
import type { Upsert } from './run-upsert.ts'
import { stagedRows } from './staged-rows.ts'

const ASSET_TYPES: ReadonlyMap<string, string> = new Map(
  Object.keys(EXTERNAL_ASSETS).map((name) => [name.toLowerCase(), name]),
)
const EXTERNAL_TYPES: ReadonlyMap<string, string> = new Map(
  Object.values(EXTERNAL_ASSETS)
    .flat()
    .concat('External')
    .map((name) => [name.toLowerCase(), name]),
)

/** Cells as they were sent, by what they say. */
type Cells = ReadonlyMap<string, { readonly column: Column; readonly cell: string }>
type Found = Record<string, string | number | null>

interface Lookups {
  contact(column: Column, cell: string): { id: number; email: string } | undefined
  campaign(id: string): boolean
}

/** Adds external activities: every good row makes a new one, whatever is there already. */
export function* runActivities({ database, plan, run, tally }: Upsert): Generator<void, readonly LogLine[]> {
  const lookups = createLookups(database)
  const insert = createInserter(database, 'activities')
  let created = 0
  for (const row of stagedRows(
    run.uploads,
    plan.columns.map(({ name }) => name),
  )) {
    const cells = new Map(
      plan.columns.map((column, at) => [
        column.reference.via ? `${column.reference.via}.*` : column.attribute.path,
        { column, cell: row.cells[at] ?? '' },
      ]),
    )
    const read = readActivity(cells, lookups, run.now)
    if (isRejection(read)) tally.reject(row, read.code, read.fields)
    else {
      insert(read)
      created += 1
      const date = cells.get('CreatedAt')
      if (date?.cell.trim() && parseDate(date.cell) === undefined) tally.reject(row, 'ELQ-00040', [date.column.name])
    }
    yield
  }
  return [logLine('ELQ-00069', created)]
}

function isRejection(read: Found | Rejection): read is Rejection {
  return 'code' in read
}

/** In milliseconds since 1970; undefined for what a date field would not take either. */
function readMoment(text: string): number | undefined {
  return parseDate(text) === undefined ? undefined : parseTimestamp(text, true)
}

/** The columns of a new activity, or why the row is rejected. */
function readActivity(cells: Cells, lookups: Lookups, now: number): Found | Rejection {
  const reject = (code: Rejection['code'], ...paths: string[]): Rejection => ({
    code,
    fields: paths.flatMap((path) => cells.get(path)?.column.name ?? []),
  })
  // What is looked up is compared without outer blanks; what is only kept is kept as it is.
  const word = (path: string): string => cells.get(path)?.cell.trim() ?? ''
  const who = cells.get('Contact.*') ?? cells.get('Contact.Id') ?? cells.get('Field(EmailAddress)')
  if (!who?.cell.trim()) return { code: 'ELQ-00061', fields: who ? [who.column.name] : [] }
  const type = cells.has('Type') ? word('Type') : 'External'
  const assetType = word('Asset.Type')
  const contact = lookups.contact(who.column, who.cell.trim())
  if (!contact) return { code: 'ELQ-00085', fields: [who.column.name] }
  const externalType = EXTERNAL_TYPES.get(type.toLowerCase())
  if (!externalType) return reject('ELQ-00070', 'Type')
  const knownAsset = assetType === '' ? '' : ASSET_TYPES.get(assetType.toLowerCase())
  if (knownAsset === undefined) return reject('ELQ-00072', 'Asset.Type')
  const campaign = word('Campaign.Id')
  if (campaign && !lookups.campaign(campaign)) return reject('ELQ-00055', 'Campaign.Id')
  return {
    type: 'External',
    external_type: externalType,
    created_at: readMoment(cells.get('CreatedAt')?.cell ?? '') ?? Math.floor(now),
    contact_id: contact.id,
    email_address: contact.email,
    asset_type: knownAsset,
    asset_name: cells.get('Asset.Name')?.cell ?? '',
    asset_id: /^\d{1,15}$/.test(word('Asset.Id')) ? Number(word('Asset.Id')) : null,
    campaign_id: campaign ? Number(campaign) : null,
    external_id: cells.get('ExternalId')?.cell ?? '',
  }
}

function createLookups(database: DatabaseSync): Lookups {
  const campaigns = database.prepare('SELECT 1 FROM campaigns WHERE id = ?')
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  return {
    contact: ({ reference, attribute }, cell) => {
      const isContactField = reference.via === 'Contact'
      const read = isContactField ? matchSql(attribute, 't') : attribute.path === 'Contact.Id' ? 't.id' : 't.f100001'
      let statement = prepared.get(read)
      if (!statement) {
        if (isContactField) ensureMatchIndex(database, 'contacts', attribute)
        statement = database.prepare(
          `SELECT t.id, t.f100001 AS email FROM contacts t WHERE ${read} = ? ORDER BY t.id LIMIT 1`,
        )
        prepared.set(read, statement)
      }
      const found = statement.get(cell)
      return found && { id: Number(found.id), email: String(found.email) }
    },
    campaign: (id) => /^\d{1,15}$/.test(id) && campaigns.get(Number(id)) !== undefined,
  }
}
