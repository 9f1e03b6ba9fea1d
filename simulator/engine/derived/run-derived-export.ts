import type { ExportData, ExportRun, Outcome } from '../data-engine.ts'
import { exportLogs } from '../exports/export-logs.ts'
import { parseFilter } from '../filters/parse-filter.ts'
import type { RecordType } from '../records/record-type.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import type { ColumnLayout } from './day-template.ts'
import { createDerivedRows } from './derived-rows.ts'
import { createRowTest } from './match-rows.ts'
import type { Transactions } from './transactions.ts'

/** Rows looked at before the export may pause. */
const ROWS_A_STEP = 1_000

/** Exports derived rows: without a filter there is nothing to do, with one the numbers of its rows are noted. */
export function* derivedExportSteps(
  type: RecordType,
  transactions: Transactions,
  { definition, syncId }: ExportRun,
): Generator<void, Outcome & { readonly data: ExportData }> {
  const isUtc = definition.areSystemTimestampsInUTC === true
  const layout = Object.entries(definition.fields).map(([name, statement]): ColumnLayout => {
    const reference = resolveStatement(type, statement)
    const column = typeof reference === 'string' ? undefined : transactions.column(reference.attribute.path)
    if (!column) throw new RangeError(`${statement} is no field of ${type.entity}`)
    return { name, column }
  })
  const limit = Math.max(0, Math.floor(Math.min(definition.maxRecords ?? transactions.rowCount, transactions.rowCount)))
  const filter = definition.filter?.trim()
  const indices = filter
    ? yield* matchingRows(createRowTest(parseFilter(filter), type, transactions, isUtc), transactions.rowCount, limit)
    : undefined
  const data = createDerivedRows(transactions, layout, isUtc, indices?.length ?? limit, indices)
  const sample = data.csv(0, 1).length
  return { logs: exportLogs(data.rowCount, Math.ceil((sample * data.rowCount) / 1_024), [], syncId), rejects: [], data }
}

function* matchingRows(test: (index: number) => boolean, rows: number, limit: number): Generator<void, Uint32Array> {
  const found: number[] = []
  for (let index = 0; index < rows && found.length < limit; index += 1) {
    if (test(index)) found.push(index)
    if (index % ROWS_A_STEP === 0) yield
  }
  return Uint32Array.from(found)
}
