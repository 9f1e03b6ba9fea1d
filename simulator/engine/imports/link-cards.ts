import type { DatabaseSync } from 'node:sqlite'
import type { DefinitionInput } from '../data-engine.ts'
import { ensureMatchIndex, matchSql } from '../records/match-sql.ts'
import type { RecordTypes } from '../records/record-types.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import type { ImportPlan } from './plan-import.ts'
import type { StagedRow } from './staged-rows.ts'

/** Links records of custom objects and events to contacts or accounts, as `mapDataCards…` of an import asks. */
export interface CardLinker {
  link(id: number, row: StagedRow): void
  linked(): number
}

/** Undefined when the definition does not ask for links. */
export function createCardLinker(
  database: DatabaseSync,
  types: RecordTypes,
  plan: ImportPlan,
  definition: DefinitionInput,
): CardLinker | undefined {
  const hasCards = definition.family === 'customObjects' || definition.family === 'events'
  if (!hasCards || !definition.mapDataCards || !definition.mapDataCardsEntityField) return undefined
  const isCompany = definition.mapDataCardsEntityType === 'Company'
  const entity = isCompany ? types.accounts : types.contacts
  const reference = resolveStatement(entity, definition.mapDataCardsEntityField)
  const source = plan.columns.findIndex(({ name }) => name === definition.mapDataCardsSourceField)
  if (typeof reference === 'string' || source < 0) return undefined
  ensureMatchIndex(database, entity.table, reference.attribute)
  const exactly = definition.mapDataCardsCaseSensitiveMatch
    ? ` AND ${matchSql(reference.attribute, 't', true)} = ?1`
    : ''
  const finding = database.prepare(
    `SELECT t.id FROM ${entity.table} t WHERE ${matchSql(reference.attribute, 't')} = ?1${exactly} ORDER BY t.id LIMIT 1`,
  )
  const linking = database.prepare(
    `UPDATE ${plan.type.table} SET ${isCompany ? 'account_id' : 'contact_id'} = ? WHERE id = ?`,
  )
  let count = 0
  return {
    link: (id, row) => {
      const key = row.cells[source]?.trim()
      if (!key) return
      const found = finding.get(key)
      if (!found) return
      linking.run(Number(found.id), id)
      count += 1
    },
    linked: () => count,
  }
}
