import type { DatabaseSync } from 'node:sqlite'
import type { DefinitionInput } from '../data-engine.ts'
import { OPPORTUNITY_STAGES } from '../records/sales-fields.ts'
import type { ImportPlan } from './plan-import.ts'
import type { ReadRow } from './read-row.ts'
import type { RejectCode } from './status-codes.ts'
import { MAX_MATCHES } from './write-records.ts'

export interface Rejection {
  readonly code: RejectCode
  readonly fields: readonly string[]
}

/** Decides whether a row with a good, unrepeated identifier is rejected after all. */
export interface RowRules {
  reject(read: ReadRow, matches: readonly number[]): Rejection | undefined
}

const STAGES: ReadonlySet<string> = new Set(OPPORTUNITY_STAGES)

/** The rules of one definition: import rule, too many matches, required fields, unique addresses, known stages. */
export function createRowRules(database: DatabaseSync, plan: ImportPlan, definition: DefinitionInput): RowRules {
  const identifierName = plan.columns[plan.identifier]?.name ?? ''
  const rejectMissing = createRequiredRule(plan, definition)
  const rejectTaken = createAddressRule(database, plan)
  const stage = plan.type.key === 'opportunities' ? columnOf(plan, 'Field(Stage)') : -1
  return {
    reject: (read, matches) => {
      if (read.rejection) {
        const emails = plan.columns.filter(
          (column, at) => column.attribute.storage === 'email' && read.values[at] === null,
        )
        return { code: read.rejection, fields: emails.map(({ name }) => name) }
      }
      const isNew = matches.length === 0
      if (isNew && definition.importRule === 'updateOnly') return { code: 'ELQ-00034', fields: [identifierName] }
      if (!isNew && definition.importRule === 'createOnly') return { code: 'ELQ-00048', fields: [identifierName] }
      if (matches.length > MAX_MATCHES) return { code: 'ELQ-00135', fields: [identifierName] }
      const stageValue = read.values[stage]
      if (stageValue && !STAGES.has(stageValue)) return { code: 'ELQ-00039', fields: [plan.columns[stage]?.name ?? ''] }
      return (isNew ? rejectMissing(read) : undefined) ?? rejectTaken(read, matches[0])
    },
  }
}

function columnOf(plan: ImportPlan, path: string): number {
  return plan.columns.findIndex(({ attribute }) => attribute.path === path)
}

/** A new record needs its not-null fields, and an identifier that Eloqua does not give out itself. */
function createRequiredRule(plan: ImportPlan, definition: DefinitionInput): (read: ReadRow) => Rejection | undefined {
  const identifier = plan.columns[plan.identifier]
  const required = [...plan.type.attributes.values()]
    .filter(({ isNotNull }) => isNotNull)
    .map(({ column }) => plan.columns.findLastIndex(({ attribute }) => attribute.column === column))
  const names = Object.keys(definition.fields)
  return ({ values }) => {
    if (!identifier || identifier.attribute.isReadOnly) return { code: 'ELQ-00034', fields: [identifier?.name ?? ''] }
    const missing = required.filter((position) => !values[position]?.trim())
    if (missing.length === 0) return undefined
    return { code: 'ELQ-00061', fields: missing.flatMap((position) => names[position] ?? []) }
  }
}

/** An e-mail address belongs to one contact: another one cannot take it. */
function createAddressRule(
  database: DatabaseSync,
  plan: ImportPlan,
): (read: ReadRow, id: number | undefined) => Rejection | undefined {
  const position = plan.columns.findLastIndex(({ attribute }) => attribute.storage === 'email')
  const column = plan.columns[position]
  if (!column || position === plan.identifier) return () => undefined
  const owner = database.prepare(`SELECT id FROM ${plan.type.table} WHERE ${column.attribute.column} = ?`)
  return ({ values }, id) => {
    const found = values[position] ? owner.get(values[position]) : undefined
    return found && found.id !== id ? { code: 'ELQ-00011', fields: [column.name] } : undefined
  }
}
