import type { DatabaseSync } from 'node:sqlite'
import type { SyncLog, SyncReject, SyncStatus, WireSync } from '../../shared/eloqua/eloqua.ts'
import { createSequences } from '../definitions/definition-store.ts'
import type { DataEngine, DefinitionKind, ExportData, Outcome } from '../engine/data-engine.ts'
import { toDatabaseTime } from '../world/timestamp.ts'

export interface StoredSync {
  readonly id: number
  readonly definitionUri: string
  readonly kind: DefinitionKind
  readonly callbackUrl?: string
  readonly status: SyncStatus
  readonly createdBy: string
  /** Company and login of who created it; login names repeat between companies. Absent: what the practice world came with. */
  readonly owner?: string
  readonly createdMs: number
  readonly startedMs?: number
  readonly endedMs?: number
  /** Until when an export's data can be read. */
  readonly dataUntilMs?: number
}

/** The frozen rows of exports. */
interface ExportShelf {
  data(id: number): ExportData | undefined
  keepData(id: number, data: ExportData): void
  dropData(id: number): void
}

/** Syncs, their logs and rejects, and the rows of exports. */
export interface SyncStore extends ExportShelf {
  find(id: number): StoredSync | undefined
  list(): readonly StoredSync[]
  nextId(): number
  save(sync: StoredSync): void
  remove(id: number): void
  addLogs(id: number, lines: readonly (Outcome['logs'][number] & { readonly atMs: number })[]): void
  logs(id: number): readonly SyncLog[]
  addRejects(id: number, rejects: readonly SyncReject[]): void
  countRejects(id: number): number
  rejects(id: number, offset: number, limit: number): readonly SyncReject[]
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bulk_syncs (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS bulk_logs (sync INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (sync, position)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS bulk_data (sync INTEGER PRIMARY KEY, export INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS bulk_rejects (sync INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (sync, position)) WITHOUT ROWID;
`

/** A sync as it is read back: database times, unset properties absent. */
export function toWireSync(sync: StoredSync, createdAt = toDatabaseTime(sync.createdMs)): WireSync {
  return {
    syncedInstanceUri: sync.definitionUri,
    ...(sync.callbackUrl === undefined ? {} : { callbackUrl: sync.callbackUrl }),
    ...(sync.startedMs === undefined ? {} : { syncStartedAt: toDatabaseTime(sync.startedMs) }),
    ...(sync.endedMs === undefined ? {} : { syncEndedAt: toDatabaseTime(sync.endedMs) }),
    status: sync.status,
    createdAt,
    createdBy: sync.createdBy,
    uri: `/syncs/${sync.id}`,
  }
}

/** Inserts in one transaction, unless one is open already. */
function inTransaction(database: DatabaseSync, work: () => void): void {
  if (database.isTransaction) {
    work()
    return
  }
  database.exec('BEGIN')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function createLines(database: DatabaseSync, table: 'bulk_logs' | 'bulk_rejects') {
  const count = database.prepare(`SELECT count(*) AS n FROM ${table} WHERE sync = ?`)
  const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`)
  const page = database.prepare(`SELECT body FROM ${table} WHERE sync = ? ORDER BY position LIMIT ? OFFSET ?`)
  const remove = database.prepare(`DELETE FROM ${table} WHERE sync = ?`)
  return {
    count: (sync: number) => Number(count.get(sync)?.n),
    add(sync: number, lines: readonly unknown[]) {
      const first = Number(count.get(sync)?.n)
      inTransaction(database, () => {
        for (const [index, line] of lines.entries()) insert.run(sync, first + index, JSON.stringify(line))
      })
    },
    page: <T>(sync: number, offset: number, limit: number) =>
      page.all(sync, limit, offset).map((row) => JSON.parse(String(row.body)) as T),
    remove: (sync: number) => void remove.run(sync),
  }
}

/** Which frozen export is which sync's: what the data side can open again is still there when a data file is. */
function createShelf(database: DatabaseSync, open: DataEngine['openExport']): ExportShelf {
  const known = database.prepare('SELECT sync, export FROM bulk_data').all()
  const ids = new Map(known.map((row) => [Number(row.sync), Number(row.export)]))
  const frozen = new Map<number, ExportData>()
  const write = database.prepare('INSERT OR REPLACE INTO bulk_data VALUES (?, ?)')
  const erase = database.prepare('DELETE FROM bulk_data WHERE sync = ?')
  const data: ExportShelf['data'] = (id) => {
    const exportId = ids.get(id)
    const found = frozen.get(id) ?? (exportId === undefined ? undefined : open(exportId))
    if (found) frozen.set(id, found)
    return found
  }
  return {
    data,
    keepData(id, kept) {
      frozen.set(id, kept)
      if (kept.id === undefined) return
      ids.set(id, kept.id)
      write.run(id, kept.id)
    },
    dropData(id) {
      data(id)?.drop()
      frozen.delete(id)
      if (ids.delete(id)) erase.run(id)
    },
  }
}

export function createSyncStore(database: DatabaseSync, openExport: DataEngine['openExport']): SyncStore {
  database.exec(SCHEMA)
  const sequences = createSequences(database)
  const logs = createLines(database, 'bulk_logs')
  const rejects = createLines(database, 'bulk_rejects')
  const rows = database.prepare('SELECT body FROM bulk_syncs ORDER BY id').all()
  const known = rows.map((row) => JSON.parse(String(row.body)) as StoredSync)
  const byId = new Map(known.map((sync) => [sync.id, sync]))
  const shelf = createShelf(database, openExport)
  const write = database.prepare('INSERT OR REPLACE INTO bulk_syncs VALUES (?, ?)')
  const erase = database.prepare('DELETE FROM bulk_syncs WHERE id = ?')

  return {
    find: (id) => byId.get(id),
    list: () => [...byId.values()],
    nextId: () => sequences.next('/syncs'),
    save(sync) {
      sequences.pass('/syncs', sync.id)
      byId.set(sync.id, sync)
      write.run(sync.id, JSON.stringify(sync))
    },
    remove(id) {
      byId.delete(id)
      erase.run(id)
      logs.remove(id)
      rejects.remove(id)
      shelf.dropData(id)
    },
    addLogs: (id, lines) =>
      logs.add(
        id,
        lines.map(({ atMs, ...line }) => toWireLog(id, line, atMs)),
      ),
    logs: (id) => logs.page<SyncLog>(id, 0, -1),
    addRejects: (id, lines) => rejects.add(id, lines),
    countRejects: (id) => rejects.count(id),
    rejects: (id, offset, limit) => rejects.page<SyncReject>(id, offset, limit),
    ...shelf,
  }
}

function toWireLog(id: number, line: Outcome['logs'][number], atMs: number): SyncLog {
  return {
    syncUri: `/syncs/${id}`,
    count: line.count,
    severity: line.severity,
    statusCode: line.statusCode,
    ...(line.message === undefined ? {} : { message: line.message.replace(/(?<=for sync )\d*(?=,)/, String(id)) }),
    createdAt: toDatabaseTime(atMs),
  }
}
