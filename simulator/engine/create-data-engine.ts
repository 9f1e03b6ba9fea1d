import type { DatabaseSync } from 'node:sqlite'
import { syncActionSteps } from './actions/run-sync-action.ts'
import { catalogueItems } from './catalogues/catalogue.ts'
import { activityFieldItems } from './catalogues/field-items.ts'
import type { DataEngine, ExportData, ExportRun, Outcome } from './data-engine.ts'
import { derivedExportSteps } from './derived/run-derived-export.ts'
import { createTransactions } from './derived/transactions.ts'
import { exportSteps } from './exports/run-export.ts'
import { createExportTable } from './exports/stored-rows.ts'
import { importSteps } from './imports/run-import.ts'
import { CUSTOM_OBJECTS, EVENTS, LOYALTY_TRANSACTIONS } from './records/custom-objects.ts'
import { createRecordTypes } from './records/record-types.ts'
import { createTables } from './records/tables.ts'
import { seedInstance } from './seed/seed-instance.ts'
import { validateDefinition } from './validation/validate-definition.ts'
import { createQueue, runInSlices } from './work/slices.ts'

export const DEFAULT_CONTACTS = 1_000
export const DEFAULT_ROWS = 100_000

export interface DataEngineOptions {
  /** Memory or file. A file that an engine filled before keeps its records. */
  readonly database: DatabaseSync
  /** The same seed gives the same records everywhere. */
  readonly seed: string | number
  readonly contacts?: number
  /** Rows of the custom object Loyalty Transactions, which are derived and cost no memory. */
  readonly rows?: number
}

/** Builds the instance's tables and records in `database` and answers for them. */
export function createDataEngine(options: DataEngineOptions): DataEngine {
  const { database, seed, contacts = DEFAULT_CONTACTS, rows = DEFAULT_ROWS } = options
  const types = createRecordTypes(CUSTOM_OBJECTS, EVENTS)
  // A slice of an import commits some ten times a second: a file need not reach the disk each time.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  createTables(database, types.all)
  createExportTable(database)
  seedInstance(database, { seed, contacts })
  const source = { database, types, objects: CUSTOM_OBJECTS, events: EVENTS }
  const transactions = createTransactions(seed, rows, LOYALTY_TRANSACTIONS.fields)
  const queue = createQueue()
  const exporting = (run: ExportRun): Generator<void, Outcome & { readonly data: ExportData }> => {
    const { family, parentId } = run.definition
    const type = types.ofFamily(family, parentId)
    if (!type) throw new RangeError(`no ${family} ${parentId}`)
    return type.isDerived ? derivedExportSteps(type, transactions, run) : exportSteps(database, type, run)
  }
  return {
    catalogue: (resource, parentId) => catalogueItems(source, resource, parentId),
    activityFields: (activityType) => activityFieldItems(activityType),
    validate: (definition) => validateDefinition(types, definition),
    runImport: (run) => queue(() => runInSlices(database, importSteps(database, types, run))),
    runSyncAction: (run) => queue(() => runInSlices(database, syncActionSteps(database, types, run))),
    runExport: (run) => queue(() => runInSlices(database, exporting(run))),
    close: () => {
      if (database.isOpen) database.exec('DROP TABLE IF EXISTS export_blocks')
    },
  }
}
