import type { DatabaseSync } from 'node:sqlite'
import { syncActionSteps } from './actions/run-sync-action.ts'
import { catalogueItems } from './catalogues/catalogue.ts'
import { activityFieldItems } from './catalogues/field-items.ts'
import type { DataEngine } from './data-engine.ts'
import { exportSteps } from './exports/run-export.ts'
import { createExportTable } from './exports/stored-rows.ts'
import { importSteps } from './imports/run-import.ts'
import { CUSTOM_OBJECTS, EVENTS } from './records/custom-objects.ts'
import { createRecordTypes } from './records/record-types.ts'
import { createTables } from './records/tables.ts'
import { seedInstance } from './seed/seed-instance.ts'
import { validateDefinition } from './validation/validate-definition.ts'
import { createQueue, runInSlices } from './work/slices.ts'

export const DEFAULT_CONTACTS = 1_000

export interface DataEngineOptions {
  /** Memory or file. A file that an engine filled before keeps its records. */
  readonly database: DatabaseSync
  /** The same seed gives the same records everywhere. */
  readonly seed: string | number
  readonly contacts?: number
}

/** Builds the instance's tables and records in `database` and answers for them. */
export function createDataEngine({ database, seed, contacts = DEFAULT_CONTACTS }: DataEngineOptions): DataEngine {
  const types = createRecordTypes(CUSTOM_OBJECTS, EVENTS)
  createTables(database, types.all)
  createExportTable(database)
  seedInstance(database, { seed, contacts })
  const source = { database, types, objects: CUSTOM_OBJECTS, events: EVENTS }
  const queue = createQueue()
  return {
    catalogue: (resource, parentId) => catalogueItems(source, resource, parentId),
    activityFields: (activityType) => activityFieldItems(activityType),
    validate: (definition) => validateDefinition(types, definition),
    runImport: (run) => queue(() => runInSlices(database, importSteps(database, types, run))),
    runSyncAction: (run) => queue(() => runInSlices(database, syncActionSteps(database, types, run))),
    runExport: (run) => queue(() => runInSlices(database, exportSteps(database, types, run))),
    close: () => {
      database.exec('DROP TABLE IF EXISTS export_blocks')
    },
  }
}
