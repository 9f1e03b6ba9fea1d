import type { DatabaseSync } from 'node:sqlite'
import { syncActionSteps } from './actions/run-sync-action.ts'
import { catalogueItems } from './catalogues/catalogue.ts'
import { activityFieldItems } from './catalogues/field-items.ts'
import type { DataEngine, ExportData, ExportRun, Outcome, PageMemory } from './data-engine.ts'
import { type DerivedSource, derivedExportSteps, openDerivedRows } from './derived/run-derived-export.ts'
import { createTransactions } from './derived/transactions.ts'
import { createBlockCache } from './exports/block-cache.ts'
import { openExportBook } from './exports/export-book.ts'
import { exportSteps } from './exports/run-export.ts'
import { openStoredRows } from './exports/stored-rows.ts'
import { importSteps } from './imports/run-import.ts'
import { CUSTOM_OBJECTS, EVENTS, LOYALTY_TRANSACTIONS } from './records/custom-objects.ts'
import type { RecordType } from './records/record-type.ts'
import { createRecordTypes } from './records/record-types.ts'
import { createTables } from './records/tables.ts'
import { seedInstance } from './seed/seed-instance.ts'
import { validateDefinition } from './validation/validate-definition.ts'
import { createQueue, runInSlices } from './work/slices.ts'

const DEFAULT_CONTACTS = 1_000
const DEFAULT_ROWS = 100_000

export interface DataEngineOptions {
  /** Memory or file. A file that an engine filled before keeps its records. */
  readonly database: DatabaseSync
  /** The same seed gives the same records everywhere. */
  readonly seed: string | number
  readonly contacts?: number
  /** Rows of the custom object Loyalty Transactions, which are derived and cost no memory. */
  readonly rows?: number
  /** Where large pages are made; without it each is new memory. */
  readonly memory?: PageMemory
}

/** Blocks of exports kept at hand: a few hundred thousand rows. */
const MOST_CACHED_BYTES = 64_000_000

const NEW_MEMORY: PageMemory = { take: (bytes) => Buffer.allocUnsafeSlow(bytes), give: () => undefined }

/** Builds the instance's tables and records in `database` and answers for them. */
export function createDataEngine(options: DataEngineOptions): DataEngine {
  const { database, seed, contacts = DEFAULT_CONTACTS, rows = DEFAULT_ROWS, memory = NEW_MEMORY } = options
  const types = createRecordTypes(CUSTOM_OBJECTS, EVENTS)
  // A slice of an import commits some ten times a second: a file need not reach the disk each time.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  createTables(database, types.all)
  const book = openExportBook(database)
  const shelf = { database, book, cache: createBlockCache(MOST_CACHED_BYTES) }
  seedInstance(database, { seed, contacts })
  const source = { database, types, objects: CUSTOM_OBJECTS, events: EVENTS }
  const transactions = createTransactions(seed, rows, LOYALTY_TRANSACTIONS.fields)
  const queue = createQueue()
  const derivedFrom = (type: RecordType): DerivedSource => ({ type, transactions, book, memory })
  const openExport = (id: number): ExportData | undefined => {
    const booked = book.find(id)
    if (!booked) return undefined
    const { entry, rowCount } = booked
    if (entry.kind === 'stored') return openStoredRows(shelf, { id, rowCount, names: entry.names })
    const type = types.all.find(({ isDerived }) => isDerived)
    return type && openDerivedRows(derivedFrom(type), id, { ...booked, entry })
  }
  const exporting = (run: ExportRun): Generator<void, Outcome & { readonly data: ExportData }> => {
    const { family, parentId } = run.definition
    const type = types.ofFamily(family, parentId)
    if (!type) throw new RangeError(`no ${family} ${parentId}`)
    return type.isDerived ? derivedExportSteps(derivedFrom(type), run) : exportSteps(shelf, type, run)
  }
  return {
    catalogue: (resource, parentId) => catalogueItems(source, resource, parentId),
    activityFields: (activityType) => activityFieldItems(activityType),
    validate: (definition) => validateDefinition(types, definition),
    runImport: (run) => queue(() => runInSlices(database, importSteps(database, types, run))),
    runSyncAction: (run) => queue(() => runInSlices(database, syncActionSteps(database, types, run))),
    runExport: (run) => queue(() => runInSlices(database, exporting(run))),
    openExport,
  }
}
