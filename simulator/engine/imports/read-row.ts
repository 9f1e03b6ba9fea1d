import { canonicalValue, identifierKey } from '../records/values.ts'
import type { Column, ImportPlan } from './plan-import.ts'
import type { StagedRow } from './staged-rows.ts'
import type { RejectCode } from './status-codes.ts'
import type { Value } from './write-records.ts'

/** A staged row understood: values per column (null: leave the field alone), or why the row is rejected. */
export interface ReadRow {
  readonly rejection?: RejectCode
  /** Definition fields whose value cannot be one; the row is kept without them. */
  readonly badFields: readonly string[]
  readonly values: readonly Value[]
  /** The identifier as records are matched by it: without outer blanks. */
  readonly key: string
}

/** What can be said of a row's identifier before anything is written: missing, not an address, or its key. */
export function readIdentifier(column: Column, cell: string | undefined): { rejection?: RejectCode; key: string } {
  const trimmed = (cell ?? '').trim()
  if (trimmed === '') return { rejection: 'ELQ-00061', key: '' }
  const value = canonicalValue(column.attribute.storage, trimmed)
  if (value === undefined)
    return { rejection: column.attribute.storage === 'email' ? 'ELQ-00002' : 'ELQ-00061', key: '' }
  return { key: identifierKey(cutCode(column, value)) }
}

/** A code of more characters is cut: the rows of codes that begin alike become one record. */
function cutCode({ cutAt = Number.POSITIVE_INFINITY }: Column, value: string): string {
  return value.trim().length > cutAt ? value.trim().slice(0, cutAt) : value
}

function readKey(column: Column, cell: string): string | undefined {
  const value = canonicalValue(column.attribute.storage, cell)
  return value === undefined ? undefined : cutCode(column, value)
}

function readCell({ attribute }: Column, cell: string): string | undefined {
  if (attribute.longest !== undefined && cell.length > attribute.longest) return undefined
  return canonicalValue(attribute.storage, cell)
}

/** Reads all cells of a row. An e-mail address that is none rejects the row; any other bad value only its field. */
export function readRow({ columns, identifier }: ImportPlan, { cells }: StagedRow): ReadRow {
  const badFields: string[] = []
  const values: Value[] = []
  let rejection: RejectCode | undefined
  let key = ''
  for (let position = 0; position < columns.length; position += 1) {
    const column = columns[position]
    const cell = cells[position]
    if (!column || cell === undefined) {
      values.push(null)
      continue
    }
    const value = position === identifier ? readKey(column, cell) : readCell(column, cell)
    if (position === identifier) key = value?.trim() ?? ''
    if (value === undefined && column.attribute.storage === 'email') rejection = 'ELQ-00002'
    else if (value === undefined) badFields.push(column.name)
    const cannotBeEmpty = column.attribute.isNotNull || column.attribute.storage === 'flag'
    values.push(value === undefined || (value === '' && cannotBeEmpty) ? null : value)
  }
  return { ...(rejection ? { rejection } : {}), badFields, values, key }
}
