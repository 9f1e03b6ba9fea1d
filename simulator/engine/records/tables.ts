import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Attribute, RecordType, Storage } from './record-type.ts'

/** External ids are a prefix and the record's id in twelve digits, e.g. DLPSB000000000020. */
const EXTERNAL_ID_PREFIX: Readonly<Record<string, string>> = {
  contacts: 'CMYCO',
  accounts: 'CACCT',
  customObjects: 'DLPSB',
  events: 'EVTSB',
}

function columnSql(storage: Storage, column: string): string {
  if (storage === 'timestamp') return `${column} INTEGER NOT NULL DEFAULT 0`
  if (storage === 'flag') return `${column} INTEGER NOT NULL DEFAULT ${column === 'is_subscribed' ? 1 : 0}`
  if (storage === 'id') return `${column} INTEGER`
  const collation = storage === 'email' || storage === 'text' ? ' COLLATE NOCASE' : ''
  return `${column} TEXT NOT NULL DEFAULT ''${collation}`
}

function columnsOf(type: RecordType): readonly string[] {
  const columns = new Map<string, string>([['id', 'id INTEGER PRIMARY KEY']])
  const add = ({ column, storage }: Pick<Attribute, 'column' | 'storage'>): void => {
    if (column && !columns.has(column)) columns.set(column, columnSql(storage, column))
  }
  for (const attribute of type.attributes.values()) add(attribute)
  for (const relation of type.relations.values()) add({ column: relation.column, storage: 'id' })
  const prefix = EXTERNAL_ID_PREFIX[type.key.split('/')[0] ?? '']
  if (prefix) {
    columns.set(
      'external_id',
      `external_id TEXT COLLATE NOCASE GENERATED ALWAYS AS ('${prefix}' || printf('%012d', id)) VIRTUAL`,
    )
  }
  return [...columns.values()]
}

const MEMBERSHIPS = `
  CREATE TABLE IF NOT EXISTS list_members (
    kind TEXT NOT NULL, list_id INTEGER NOT NULL, record_id INTEGER NOT NULL,
    PRIMARY KEY (kind, list_id, record_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS group_subscriptions (
    group_id INTEGER NOT NULL, contact_id INTEGER NOT NULL, is_subscribed INTEGER NOT NULL,
    PRIMARY KEY (group_id, contact_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS service_members (
    service TEXT NOT NULL, execution INTEGER NOT NULL, type_key TEXT NOT NULL, record_id INTEGER NOT NULL,
    status TEXT NOT NULL, PRIMARY KEY (service, execution, type_key, record_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS opportunity_contacts (
    opportunity_id INTEGER NOT NULL, record_kind TEXT NOT NULL, record_id INTEGER NOT NULL,
    PRIMARY KEY (opportunity_id, record_kind, record_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS engine_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`

/**
 * An address may be unsubscribed or bounced before any contact has it: the contact that takes it is so from the start.
 * And what an import says of a contact holds for its address.
 */
const ADDRESS_STATUS = `
  CREATE TRIGGER IF NOT EXISTS contacts_take_address AFTER INSERT ON contacts
  WHEN EXISTS (SELECT 1 FROM email_addresses WHERE f701 = NEW.f100001 AND is_subscribed = 0)
  BEGIN UPDATE contacts SET is_subscribed = 0 WHERE id = NEW.id; END;
  CREATE TRIGGER IF NOT EXISTS contacts_take_bounce AFTER INSERT ON contacts
  WHEN EXISTS (SELECT 1 FROM email_addresses WHERE f701 = NEW.f100001 AND is_bounced = 1)
  BEGIN UPDATE contacts SET is_bounced = 1 WHERE id = NEW.id; END;
  CREATE TRIGGER IF NOT EXISTS contacts_give_status AFTER UPDATE OF is_subscribed, is_bounced ON contacts
  BEGIN UPDATE email_addresses SET is_subscribed = NEW.is_subscribed, is_bounced = NEW.is_bounced
  WHERE f701 = NEW.f100001; END`

/** Creates every table that is not there yet, and the SQL functions that derived fields use. */
export function createTables(database: DatabaseSync, types: readonly RecordType[]): void {
  for (const [name, algorithm] of [
    ['engine_md5', 'md5'],
    ['engine_sha256', 'sha256'],
  ] as const) {
    database.function(name, { deterministic: true }, (text) =>
      createHash(algorithm).update(String(text)).digest('hex').toUpperCase(),
    )
  }
  for (const type of types) database.exec(`CREATE TABLE IF NOT EXISTS ${type.table} (${columnsOf(type).join(', ')})`)
  database.exec(MEMBERSHIPS)
  database.exec('CREATE UNIQUE INDEX IF NOT EXISTS contacts_email ON contacts (f100001)')
  database.exec('CREATE UNIQUE INDEX IF NOT EXISTS email_addresses_address ON email_addresses (f701)')
  database.exec(ADDRESS_STATUS)
  database.exec('CREATE INDEX IF NOT EXISTS activities_type ON activities (type, created_at)')
}
