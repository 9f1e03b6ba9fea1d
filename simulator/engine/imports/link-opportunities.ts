import type { LogLine } from '../data-engine.ts'
import { readSql } from '../records/record-type.ts'
import { ensureIndex } from '../records/tables.ts'
import { logLine } from './import-tally.ts'
import type { Column } from './plan-import.ts'
import type { Upsert } from './run-upsert.ts'
import { stagedRows } from './staged-rows.ts'

/** Links opportunities to the contacts or accounts that the rows name. */
export function* runOpportunityLinks({ database, plan, run, tally }: Upsert): Generator<void, readonly LogLine[]> {
  const opportunity = plan.columns.findIndex(({ reference, attribute }) => !reference.via && attribute.path === 'Id')
  const partner = plan.columns.findIndex(({ reference }) => reference.via !== '')
  const column = plan.columns[partner]
  const opportunityName = plan.columns[opportunity]?.name
  if (!column || opportunityName === undefined) throw new RangeError('the definition links nothing')
  ensureIndex(database, 'opportunities', 'opportunity_id')
  const finding = database.prepare('SELECT id FROM opportunities WHERE opportunity_id = ? ORDER BY id LIMIT 1')
  const partners = database.prepare(partnerSql(column))
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
    if (!key || !partnerKey) tally.reject(row, 'ELQ-00061', [key ? column.name : opportunityName])
    else if (!found) tally.reject(row, 'ELQ-00084', [opportunityName])
    else if (!other) tally.reject(row, 'ELQ-00085', [column.name])
    else {
      linked += Number(linking.run(Number(found.id), kind, Number(other.id)).changes)
      first.run(Number(other.id), Number(found.id))
    }
    yield
  }
  return [logLine('ELQ-00049', linked)]
}

function partnerSql({ reference, attribute }: Column): string {
  const table = reference.relations[0]?.type.table ?? 'contacts'
  return `SELECT t.id FROM ${table} t WHERE ${readSql(attribute, 't')} = ? ORDER BY t.id LIMIT 1`
}
