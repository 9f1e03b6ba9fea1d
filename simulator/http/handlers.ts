import { listCatalogue, readCatalogueItem } from '../definitions/catalogue-handlers.ts'
import {
  changeDefinition,
  createDefinition,
  deleteDefinition,
  listAllOfKind,
  listDefinitions,
  readDefinition,
} from '../definitions/definition-handlers.ts'
import {
  createSync,
  deleteExportData,
  deleteSyncData,
  listLogs,
  listRejects,
  listSyncs,
  readLatestData,
  readSync,
  readSyncData,
} from '../syncs/sync-handlers.ts'
import { deleteStaged, readUsage, upload } from '../uploads/upload-handlers.ts'
import type { Handler } from './exchange.ts'
import type { Operation } from './paths.ts'

/** One handler per operation of the path table. */
export const HANDLERS: Readonly<Record<Operation, Handler>> = {
  listDefinitions,
  createDefinition,
  readDefinition,
  changeDefinition,
  deleteDefinition,
  upload,
  deleteStaged,
  readLatestData,
  deleteExportData,
  listCatalogue,
  readCatalogueItem,
  listAllOfKind,
  readUsage,
  listSyncs,
  createSync,
  readSync,
  readSyncData,
  deleteSyncData,
  listLogs,
  listRejects,
}
