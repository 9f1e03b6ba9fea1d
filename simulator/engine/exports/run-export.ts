import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { createActions } from '../actions/apply-actions.ts'
import type { DefinitionInput, ExportData, ExportRun, LogLine, Outcome } from '../data-engine.ts'
import { compileFilter } from '../filters/compile-filter.ts'
import { parseFilter } from '../filters/parse-filter.ts'
import type { RecordType, Storage } from '../records/record-type.ts'
import { exportText } from '../records/values.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import { createSelectSql } from '../statements/select-sql.ts'
import { BlockEncoder } from './encode-rows.ts'
import { exportLogs } from './export-logs.ts'
import { BLOCK_ROWS, createStoredRows, type Shelf } from './stored-rows.ts'

/** An activity export never holds more; a larger one is silently incomplete, as Eloqua's is. */
const MAX_ACTIVITY_ROWS = 5_000_000

interface Selection {
  readonly statement: StatementSync
  readonly values: readonly (string | number)[]
  readonly storages: readonly Storage[]
  readonly isUtc: boolean
}

/** The SELECT of an export: the record's id, then one column a field. Throws RangeError when it is not valid. */
function selectionOf(database: DatabaseSync, type: RecordType, definition: DefinitionInput): Selection {
  const isUtc = definition.areSystemTimestampsInUTC === true
  const select = createSelectSql(type)
  const storages: Storage[] = []
  const columns = Object.values(definition.fields).map((statement) => {
    const reference = resolveStatement(type, statement)
    if (typeof reference === 'string') throw new RangeError(`${statement}: ${reference}`)
    storages.push(reference.attribute.storage)
    return select.read(reference)
  })
  const target = { type, select, isUtc }
  const where = definition.filter?.trim() ? compileFilter(parseFilter(definition.filter), target) : undefined
  const ceiling = type.key === 'activities' ? MAX_ACTIVITY_ROWS : Number.MAX_SAFE_INTEGER
  const limit = Math.max(0, Math.floor(Math.min(definition.maxRecords ?? ceiling, ceiling)))
  const statement = database.prepare(
    `SELECT t.id, ${columns.join(', ')} ${select.from()} ${where ? `WHERE ${where.sql}` : ''} ORDER BY t.id LIMIT ${limit}`,
  )
  statement.setReturnArrays(true)
  return { statement, values: where?.values ?? [], storages, isUtc }
}

/** Reads what the export holds now into frozen blocks, one step a row, then applies its sync actions. */
export function* exportSteps(
  shelf: Shelf,
  type: RecordType,
  run: ExportRun,
): Generator<void, Outcome & { readonly data: ExportData }> {
  const { definition } = run
  const { database } = shelf
  const { statement, values, storages, isUtc } = selectionOf(database, type, definition)
  const names = Object.keys(definition.fields)
  const stored = createStoredRows(shelf)
  const encoder = new BlockEncoder(names)
  const ids: number[] = []
  const hasActions = (definition.syncActions?.length ?? 0) > 0
  for (const row of statement.iterate(...values) as unknown as Iterable<readonly unknown[]>) {
    encoder.add(storages.map((storage, position) => exportText(storage, row[position + 1], isUtc)))
    if (hasActions) ids.push(Number(row[0]))
    if (encoder.rows === BLOCK_ROWS) stored.add(encoder.take())
    yield
  }
  if (encoder.rows > 0) stored.add(encoder.take())
  const actionLines = yield* applyActions(database, type, definition, ids)
  const data = stored.finish(names)
  const kilobytes = Math.ceil(stored.csvBytes() / 1_024)
  return { logs: exportLogs(data.rowCount, kilobytes, actionLines, run.syncId), rejects: [], data }
}

function* applyActions(
  database: DatabaseSync,
  type: RecordType,
  definition: DefinitionInput,
  ids: readonly number[],
): Generator<void, readonly LogLine[]> {
  const actions = createActions(database, type.key, definition.syncActions)
  for (const id of ids) {
    actions.apply(id)
    yield
  }
  actions.finish()
  return actions.logs()
}
