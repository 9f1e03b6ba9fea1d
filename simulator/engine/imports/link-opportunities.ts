import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { LogLine } from '../data-engine.ts'
import { ensureMatchIndex, matchSql } from '../records/match-sql.ts'
import { logLine } from './import-tally.ts'
import type { Column } from './plan-import.ts'
import type { Upsert } from './run-upsert.ts'
import { stagedRows } from './staged-rows.ts'

/** Links opportunities to the contacts or accounts that the rows name. */
export function* runOpportunityLinks({ database, plan, run, tally }: Upsert): Generator<void, readonly LogLine[]> {
  const opportunity = plan.columns.findIndex(({ reference, attribute }) => !reference.via && attribute.path === 'Id')
  const partner = plan.columns.findIndex(({ reference }) => reference.via !== '')
  const column = plan.columns[partner]
  const named = plan.columns[opportunity]
  if (!column || !named) throw new RangeError('the definition links nothing')
  const finding = prepareMatch(database, 'opportunities', named)
  const partners = prepareMatch(database, column.reference.relations[0]?.type.table ?? 'contacts', column)
  const kind = column.reference.relations[0]?.type.key ?? 'contacts'
  const linking = database.prepare(
    'INSERT OR IGNORE INTO opportunity_contacts (opportunity_id, record_kind, record_id) VALUES (?, ?, ?)',
  )
  const first = database.prepare(
    `UPDATE opportunities SET ${kind === 'contacts' ? 'contact_id' : 'account_id'} = ? WHERE id = ?`,
  )
  let linked = 0
  for (const row of stagedRows(
    run.uploads,
    plan.columns.map(({ name }) => name),
  )) {
    const key = row.cells[opportunity]?.trim()
    const partnerKey = row.cells[partner]?.trim()
    const found = key ? finding.get(key) : undefined
    const other = partnerKey ? partners.get(partnerKey) : undefined
    if (!key || !partnerKey) tally.reject(row, 'ELQ-00061', [key ? column.name : named.name])
    else if (!found) tally.reject(row, 'ELQ-00084', [named.name])
    else if (!other) tally.reject(row, 'ELQ-00085', [column.name])
    else {
      linked += Number(linking.run(Number(found.id), kind, Number(other.id)).changes)
      first.run(Number(other.id), Number(found.id))
    }
    yield
  }
  return [logLine('ELQ-00049', linked)]
}

/** Finds the first record of a table by what a column says. */
function prepareMatch(database: DatabaseSync, table: string, { attribute }: Column): StatementSync {
  ensureMatchIndex(database, table, attribute)
  return database.prepare(`SELECT t.id FROM ${table} t WHERE ${matchSql(attribute, 't')} = ? ORDER BY t.id LIMIT 1`)
}
