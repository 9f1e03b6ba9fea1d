import type { DatabaseSync } from 'node:sqlite'
import type { SyncAction } from '../../../shared/eloqua/eloqua.ts'
import type { LogLine } from '../data-engine.ts'
import { logLine } from '../imports/import-tally.ts'
import type { Code, LogValues } from '../imports/status-codes.ts'
import { parseServiceStatement } from '../statements/parse-service.ts'
import { parseStatement } from '../statements/parse-statement.ts'

/** Applies a definition's sync actions to records, one after another, and counts what changed. */
export interface ActionApplier {
  apply(recordId: number): void
  /** Once the last record was applied: statuses set for all records of an execution. */
  finish(): void
  logs(): readonly LogLine[]
}

interface CountedAction {
  readonly code: Code
  /** For the text of the code's log line. */
  readonly values?: LogValues
  readonly apply: (recordId: number) => number
  readonly finish?: () => number
}

/** Prepares valid actions for records of one type. Throws RangeError for a destination that is none. */
export function createActions(
  database: DatabaseSync,
  typeKey: string,
  actions: readonly SyncAction[] | undefined,
): ActionApplier {
  const counted = (actions ?? []).map((action) => ({ action: countedAction(database, typeKey, action), count: 0 }))
  return {
    apply: (recordId) => {
      for (const entry of counted) entry.count += entry.action.apply(recordId)
    },
    finish: () => {
      for (const entry of counted) entry.count += entry.action.finish?.() ?? 0
    },
    logs: () => counted.map(({ action, count }) => logLine(action.code, count, action.values)),
  }
}

function countedAction(database: DatabaseSync, typeKey: string, action: SyncAction): CountedAction {
  const [target] = parseStatement(action.destination) ?? []
  if (target?.name === 'ContactList' || target?.name === 'AccountList') {
    return listAction(database, target.name === 'ContactList' ? 'contacts' : 'accounts', target.id ?? 0, action)
  }
  if (target?.name === 'EmailGroup') return groupAction(database, target.id ?? 0, action)
  if (target?.name === 'GlobalSubscribe') return globalAction(database, typeKey, action)
  return serviceAction(database, typeKey, action)
}

function listAction(
  database: DatabaseSync,
  kind: 'contacts' | 'accounts',
  listId: number,
  action: SyncAction,
): CountedAction {
  const isRemoval = action.action === 'remove'
  const change = database.prepare(
    isRemoval
      ? 'DELETE FROM list_members WHERE kind = ? AND list_id = ? AND record_id = ?'
      : 'INSERT OR IGNORE INTO list_members (kind, list_id, record_id) VALUES (?, ?, ?)',
  )
  const contactCode = isRemoval ? 'ELQ-00118' : 'ELQ-00119'
  const accountCode = isRemoval ? 'ELQ-00117' : 'ELQ-00114'
  return {
    code: kind === 'contacts' ? contactCode : accountCode,
    values: { listId },
    apply: (recordId) => Number(change.run(kind, listId, recordId).changes),
  }
}

function groupAction(database: DatabaseSync, groupId: number, { status }: SyncAction): CountedAction {
  const isSubscribed = status === 'subscribed' ? 1 : 0
  const change = database.prepare(
    'INSERT OR REPLACE INTO group_subscriptions (group_id, contact_id, is_subscribed) VALUES (?, ?, ?)',
  )
  return {
    code: isSubscribed ? 'ELQ-00115' : 'ELQ-00116',
    values: { groupId },
    apply: (recordId) => Number(change.run(groupId, recordId, isSubscribed).changes),
  }
}

/** What a global status writes, and what the log calls that. */
const GLOBAL = {
  subscribed: { column: 'is_subscribed', value: 1, code: 'ELQ-00138' },
  unsubscribed: { column: 'is_subscribed', value: 0, code: 'ELQ-00017' },
  bounced: { column: 'is_bounced', value: 1, code: 'ELQ-00016' },
} as const

/** Subscribes, unsubscribes or marks as bounced everywhere. An address and the contact that has it always agree. */
function globalAction(database: DatabaseSync, typeKey: string, { status }: SyncAction): CountedAction {
  const { column, value, code } = GLOBAL[status as keyof typeof GLOBAL] ?? GLOBAL.unsubscribed
  const [own, other] = typeKey === 'emailAddresses' ? ['email_addresses', 'contacts'] : ['contacts', 'email_addresses']
  const [ownEmail, otherEmail] = typeKey === 'emailAddresses' ? ['f701', 'f100001'] : ['f100001', 'f701']
  if (typeKey === 'phoneNumbers') {
    const change = database.prepare(`UPDATE phone_numbers SET ${column} = ? WHERE id = ?`)
    return { code, apply: (id) => Number(change.run(value, id).changes) }
  }
  const change = database.prepare(`UPDATE ${own} SET ${column} = ? WHERE id = ?`)
  const follow = database.prepare(
    `UPDATE ${other} SET ${column} = ? WHERE ${otherEmail} = (SELECT ${ownEmail} FROM ${own} WHERE id = ?)`,
  )
  return {
    code,
    apply: (recordId) => {
      follow.run(value, recordId)
      return Number(change.run(value, recordId).changes)
    },
  }
}

function serviceAction(database: DatabaseSync, typeKey: string, action: SyncAction): CountedAction {
  const service = parseServiceStatement(action.destination)
  if (!service) throw new RangeError(`${action.destination} is no destination`)
  const { status = '' } = action
  const execution = service.execution ?? 0
  const isConnector = service.kind === 'CloudConnectorStatus'
  const line: Pick<CountedAction, 'code' | 'values'> = {
    code: isConnector ? 'ELQ-00120' : 'ELQ-00128',
    values: isConnector
      ? { status, instanceId: service.service.replace('connector-', '') }
      : { status, instanceML: action.destination },
  }
  if (action.updateAll) {
    const all = database.prepare(
      'UPDATE service_members SET status = ? WHERE service = ? AND execution = ? AND type_key = ?',
    )
    return {
      ...line,
      apply: () => 0,
      finish: () => Number(all.run(status, service.service, execution, typeKey).changes),
    }
  }
  const change = database.prepare(
    'INSERT OR REPLACE INTO service_members (service, execution, type_key, record_id, status) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    ...line,
    apply: (recordId) => Number(change.run(service.service, execution, typeKey, recordId, status).changes),
  }
}
