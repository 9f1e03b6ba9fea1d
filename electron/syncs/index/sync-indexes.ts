import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SyncIndexState } from '../../../shared/eloqua/sync-index.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Log } from '../../platform/logger.ts'
import { makePrivateFolder } from '../../platform/private-folder.ts'
import { openIndexFile, removeIndexFile } from './index-file.ts'
import { SyncIndex } from './sync-index.ts'

export interface SyncIndexes {
  /** The index of the connection in use. The others rest. */
  of(client: EloquaClient): SyncIndex
  /** Removes what is kept of every other connection. */
  keepOnly(connectionIds: readonly string[]): void
  close(): void
}

export interface SyncIndexesOptions {
  readonly folder: string
  readonly log: Log
  readonly onChange: (state: SyncIndexState) => void
}

/** One index a connection, in files that only this user can read. That of the practice instance lasts as long as the window, like its data. */
export function createSyncIndexes({ folder, log, onChange }: SyncIndexesOptions): SyncIndexes {
  const opened = new Map<string, SyncIndex>()

  function open({ connection: { id, environment } }: EloquaClient): SyncIndex {
    const database = openIndexFile(environment === 'practice' ? ':memory:' : pathOf(folder, id, log), log)
    const index = new SyncIndex({ connectionId: id, database, log, onChange })
    opened.set(id, index)
    return index
  }

  return {
    of(client) {
      for (const [id, index] of opened) if (id !== client.connection.id) index.rest()
      return opened.get(client.connection.id) ?? open(client)
    },
    keepOnly(connectionIds) {
      const kept = new Set(connectionIds)
      for (const [id, index] of [...opened]) {
        if (kept.has(id)) continue
        opened.delete(id)
        index.close()
      }
      removeOthers(folder, new Set(connectionIds.map(fileName)), log)
    },
    close() {
      for (const index of opened.values()) index.close()
      opened.clear()
    },
  }
}

/** The id of a connection is no name for a file until its characters are known. */
function fileName(connectionId: string): string {
  return `${createHash('sha256').update(connectionId).digest('hex').slice(0, 32)}.db`
}

function pathOf(folder: string, connectionId: string, log: Log): string {
  try {
    makePrivateFolder(folder)
  } catch (error) {
    log.warn('the folder for the index of syncs could not be made', { error })
  }
  return join(folder, fileName(connectionId))
}

/** Also what was set aside, and what a crash left. */
function removeOthers(folder: string, kept: ReadonlySet<string>, log: Log): void {
  try {
    const names = readdirSync(folder).filter((name) => !kept.has(name.replace(/\.db.*$/, '.db')))
    for (const name of names) removeIndexFile(join(folder, name))
  } catch (error) {
    if (!isMissing(error)) log.warn('the index of a removed connection could not be removed', { error })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
