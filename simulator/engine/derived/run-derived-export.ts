import type { ExportData, ExportRun, Outcome, PageMemory } from '../data-engine.ts'
import type { BookedExport, DerivedEntry, ExportBook } from '../exports/export-book.ts'
import { exportLogs } from '../exports/export-logs.ts'
import { pageLength } from '../exports/page-bytes.ts'
import { parseFilter } from '../filters/parse-filter.ts'
import type { RecordType } from '../records/record-type.ts'
import { resolveStatement } from '../statements/resolve-statement.ts'
import type { ColumnLayout } from './day-template.ts'
import { createDerivedPages } from './derived-rows.ts'
import { createRowTest } from './match-rows.ts'
import type { Transactions } from './transactions.ts'

/** Rows looked at before the export may pause. */
const ROWS_A_STEP = 1_000

/** What derived exports are made of. */
export interface DerivedSource {
  readonly type: RecordType
  readonly transactions: Transactions
  readonly book: ExportBook
  readonly memory: PageMemory
}

/** The rows of a booked export. Throws RangeError for a field that transactions do not have. */
export function openDerivedRows(
  { type, transactions, book, memory }: DerivedSource,
  id: number,
  { entry: { fields, isUtc }, rowCount, indices }: BookedExport<DerivedEntry>,
): ExportData {
  const layout = Object.entries(fields).map(([name, statement]): ColumnLayout => {
    const reference = resolveStatement(type, statement)
    const column = typeof reference === 'string' ? undefined : transactions.column(reference.attribute.path)
    if (!column) throw new RangeError(`${statement} is no field of ${type.entity}`)
    return { name, column }
  })
  const pages = createDerivedPages({ transactions, layout, isUtc, memory }, rowCount, indices)
  return { id, rowCount, ...pages, drop: () => book.remove(id) }
}

/** Exports derived rows: without a filter there is nothing to do, with one the numbers of its rows are noted. */
export function* derivedExportSteps(
  source: DerivedSource,
  { definition, syncId }: ExportRun,
): Generator<void, Outcome & { readonly data: ExportData }> {
  const { type, transactions, book } = source
  const isUtc = definition.areSystemTimestampsInUTC === true
  const limit = Math.max(0, Math.floor(Math.min(definition.maxRecords ?? transactions.rowCount, transactions.rowCount)))
  const filter = definition.filter?.trim()
  const indices = filter
    ? yield* matchingRows(createRowTest(parseFilter(filter), type, transactions, isUtc), transactions.rowCount, limit)
    : undefined
  const { fields } = definition
  const entry = { kind: 'derived', fields, isUtc } as const
  const id = book.nextId()
  const booked = { rowCount: indices?.length ?? limit, entry, ...(indices ? { indices } : {}) }
  book.add(id, booked)
  const data = openDerivedRows(source, id, booked)
  const sample = pageLength(data.csv(0, 1))
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
