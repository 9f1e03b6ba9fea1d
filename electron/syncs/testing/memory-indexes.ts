import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { createSyncIndexes, type SyncIndexes } from '../index/sync-indexes.ts'

/** Indexes in a folder of their own, for tests that are about something else. */
export function indexesForTest(): SyncIndexes {
  const folder = mkdtempSync(join(tmpdir(), 'sync-indexes-'))
  return createSyncIndexes({ folder, log: SILENT_LOG, onChange: () => undefined })
}
