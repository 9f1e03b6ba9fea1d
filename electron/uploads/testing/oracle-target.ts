import type { Simulator } from '../../../simulator/simulator.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Scenario } from './oracle-scenarios.ts'

/** Where a scenario sends its rows, and how to see there what became of each. */
export interface OracleTarget {
  readonly uri: string
  readonly csv: string
  /** Keys of the rows that Eloqua takes. */
  readonly good: readonly string[]
  /** Rows as they lie in the simulator's tables now: a key appears as often as it was applied. */
  applied(): readonly string[]
  /** Uploads that wait at the definition. */
  staged(): number
  /** The key of the n-th row of the file, where Eloqua takes it. */
  keyOf(row: number): string | undefined
}

const CONTACT = { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' }

export async function makeTarget(
  simulator: Simulator,
  client: EloquaClient,
  run: number,
  { target, rows, isAuto }: Pick<Scenario, 'target' | 'rows' | 'isAuto'>,
): Promise<OracleTarget> {
  const { sql } = simulator.control
  const keys = rows.map((_, row) => `R${run}-${row}`)
  const good = keys.filter((_, row) => rows[row])
  const keyOf = (row: number) => (rows[row] ? keys[row] : undefined)
  const people = sql('SELECT f100001 AS email FROM contacts ORDER BY id LIMIT 40').map(({ email }) => String(email))
  if (target === 'activities') {
    const fields = {
      activityId: '{{Activity.ExternalId}}',
      email: '{{Activity.Contact.Field(C_EmailAddress)}}',
      type: '{{Activity.Type}}',
    }
    const uri = await define(client, '/activities/imports', { fields, isSyncTriggeredOnImport: isAuto })
    const lines = keys.map(
      (key, row) => `${key},${rows[row] ? people[row % people.length] : `nobody${row}@example.com`},External`,
    )
    const applied = () =>
      sql('SELECT external_id AS k FROM activities WHERE external_id LIKE ?', `R${run}-%`).map(({ k }) => String(k))
    return {
      uri,
      csv: `activityId,email,type\r\n${lines.join('\r\n')}\r\n`,
      good,
      applied,
      keyOf,
      staged: () => simulator.control.staged(uri).uploads,
    }
  }
  const shared = { fields: CONTACT, identifierFieldName: 'email', isSyncTriggeredOnImport: isAuto }
  if (target === 'contacts') {
    const uri = await define(client, '/contacts/imports', { ...shared, updateRule: 'always' })
    // Eloqua takes no address with two dots in a row.
    const address = (key: string, row: number) => (rows[row] ? `${key}@example.com` : `${key}..@example.com`)
    const lines = keys.map((key, row) => `${address(key, row)},${key}`)
    const applied = () =>
      sql('SELECT f100009 AS k FROM contacts WHERE f100009 LIKE ?', `R${run}-%`).map(({ k }) => String(k))
    return {
      uri,
      csv: `email,city\r\n${lines.join('\r\n')}\r\n`,
      good,
      applied,
      keyOf,
      staged: () => simulator.control.staged(uri).uploads,
    }
  }
  return listTarget(simulator, client, { rows, isAuto })
}

const LIST = 5

/** A sync action puts each known contact on a list, or takes it off: whichever has more contacts left, so that a long run never ends for want of some. */
async function listTarget(
  { control }: Simulator,
  client: EloquaClient,
  { rows, isAuto }: Pick<Scenario, 'rows' | 'isAuto'>,
): Promise<OracleTarget> {
  const { sql } = control
  const everybody = sql('SELECT f100001 AS email FROM contacts ORDER BY id DESC').map(({ email }) => String(email))
  const before = new Set(members())
  const off = everybody.filter((email) => !before.has(email))
  const isAdding = off.length >= before.size
  const people = isAdding ? off : [...before]
  const emails = rows.map((isKnown, row) => (isKnown ? (people[row] ?? '') : `nobody${row}@example.com`))
  const known = new Set(people)
  const uri = await define(client, '/contacts/syncActions', {
    fields: { email: CONTACT.email },
    identifierFieldName: 'email',
    syncActions: [{ action: isAdding ? 'add' : 'remove', destination: `{{ContactList[${LIST}]}}` }],
    isSyncTriggeredOnImport: isAuto,
  })
  function members(): string[] {
    return sql(
      `SELECT c.f100001 AS k FROM list_members m JOIN contacts c ON c.id = m.record_id WHERE m.kind = 'contacts' AND m.list_id = ?`,
      LIST,
    ).map(({ k }) => String(k))
  }
  function changed(): string[] {
    const now = members()
    if (isAdding) return now.filter((email) => !before.has(email))
    const left = new Set(now)
    return [...before].filter((email) => !left.has(email))
  }
  return {
    uri,
    csv: `email\r\n${emails.join('\r\n')}\r\n`,
    good: emails.filter((email) => known.has(email)),
    staged: () => control.staged(uri).uploads,
    applied: changed,
    keyOf: (row) => (known.has(emails[row] ?? '') ? emails[row] : undefined),
  }
}

async function define(client: EloquaClient, path: string, body: Record<string, unknown>): Promise<string> {
  const named = { name: 'Oracle', ...body }
  const outcome = await client.sendOnce({
    path,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(named)),
  })
  if (outcome.kind !== 'accepted') throw new Error(`The definition was not made: ${JSON.stringify(outcome.error)}`)
  return (JSON.parse(outcome.reply.body.toString('utf8')) as { uri: string }).uri
}
