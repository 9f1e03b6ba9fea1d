import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { isFinal, type Sync, type SyncFigures } from '../../../shared/eloqua/sync.ts'
import { stateOf } from '../../../shared/eloqua/sync-index.ts'
import { type KnownDefinition, type SyncRow, toListed } from './sync-row.ts'
import { dayOf, textOf } from './sync-text.ts'

interface SyncWriter {
  put(sync: Sync, joined: boolean): 'new' | 'known'
  /** Also of a sync that was seen elsewhere before the list was read. */
  keepFigures(sync: Sync, figures: SyncFigures): void
  /** Remembers what a definition is called, and calls its syncs so. */
  name(definition: KnownDefinition): void
}

const PUT = `
  INSERT INTO syncs (id, definition, status, created, started, ended, user, at, day, state, kind, name, parent, took, joined, text)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    definition = excluded.definition, status = excluded.status, created = excluded.created, started = excluded.started,
    ended = excluded.ended, user = excluded.user, at = excluded.at, day = excluded.day, state = excluded.state,
    kind = excluded.kind, name = excluded.name, parent = excluded.parent, took = excluded.took,
    joined = max(joined, excluded.joined), text = excluded.text
`

/** Writes rows of the table; each call is part of a write that the caller began. */
export function createSyncWriter(database: DatabaseSync): SyncWriter {
  const find = database.prepare('SELECT * FROM syncs WHERE id = ?')
  const put = database.prepare(PUT)
  const markJoined = database.prepare('UPDATE syncs SET joined = 1 WHERE id = ?')
  const figures = database.prepare(
    'UPDATE syncs SET rows = ?, rejected = ?, duplicates = ?, reasons = ?, has_figures = 1 WHERE id = ?',
  )
  const named = createNames(database)

  function write(sync: Sync, joined: boolean): void {
    const { name, parentName } = named.of(sync.syncedInstanceUri)
    putRow(put, withName(sync, name, parentName), joined)
  }

  function bringUpToDate(row: SyncRow, sync: Sync, joined: boolean): void {
    const isOld = isFinal(row.status) && !isFinal(sync.status)
    const isSame = row.status === sync.status && row.ended === (sync.syncEndedAt ?? null) && row.started !== null
    if (!isOld && !isSame) write(sync, joined)
    else if (joined && row.joined === 0) markJoined.run(sync.id)
  }

  return {
    put(sync, joined) {
      const row = find.get(sync.id) as SyncRow | undefined
      if (row) bringUpToDate(row, sync, joined)
      else write(sync, joined)
      return row ? 'known' : 'new'
    },
    keepFigures(sync, { rows = null, rejected = null, duplicates = null, reasons }) {
      const { id } = sync
      if (!find.get(id)) write(sync, false)
      figures.run(rows, rejected, duplicates, reasons ? JSON.stringify(reasons) : null, id)
    },
    name(definition) {
      if (!named.remember(definition)) return
      const { name, parentName, uri } = definition
      for (const row of named.syncsOf(uri)) putRow(put, withName(toListed(row), name, parentName), row.joined === 1)
    },
  }
}

/** What definitions are called. A name outlives its definition: the sync of a deleted one keeps the name. */
function createNames(database: DatabaseSync) {
  const all = database.prepare('SELECT * FROM definitions')
  const save = database.prepare(
    `INSERT INTO definitions VALUES (?, ?, ?, ?)
     ON CONFLICT (uri) DO UPDATE SET name = coalesce(excluded.name, name), parent = coalesce(excluded.parent, parent),
     retention = coalesce(excluded.retention, retention)`,
  )
  const syncs = database.prepare('SELECT * FROM syncs WHERE definition = ? COLLATE NOCASE')
  const names = new Map<string, KnownDefinition>()
  for (const { uri, name, parent, retention } of all.all()) {
    names.set(String(uri), clean({ uri: String(uri), name, parentName: parent, retention }))
  }
  return {
    of: (uri: string): Partial<KnownDefinition> => names.get(uri.toLowerCase()) ?? {},
    syncsOf: (uri: string) => syncs.all(uri) as unknown as readonly SyncRow[],
    /** Says whether anything that syncs show has changed. */
    remember(definition: KnownDefinition): boolean {
      const uri = definition.uri.toLowerCase()
      const before = names.get(uri)
      const now = { ...before, ...clean({ ...definition, uri }) }
      names.set(uri, now)
      save.run(uri, now.name ?? null, now.parentName ?? null, now.retention ?? null)
      return before?.name !== now.name || before?.parentName !== now.parentName
    },
  }
}

function clean(definition: Readonly<Record<keyof KnownDefinition, unknown>> | KnownDefinition): KnownDefinition {
  const texts = Object.entries(definition).filter(([, value]) => typeof value === 'string')
  return Object.fromEntries(texts) as unknown as KnownDefinition
}

function withName(sync: Sync, name: string | undefined, parentName: string | undefined): Sync {
  const { definition } = sync
  if (!definition) return sync
  const known = { name: name ?? definition.name, parentName: parentName ?? definition.parentName }
  return { ...sync, definition: { ...definition, ...clean({ uri: definition.uri, ...known } as KnownDefinition) } }
}

function putRow(put: StatementSync, sync: Sync, joined: boolean): void {
  const { id, definition, status, syncStartedAt, syncEndedAt } = sync
  const at = Date.parse(sync.createdAt) || 0
  const took = Date.parse(syncEndedAt ?? '') - Date.parse(syncStartedAt ?? '')
  put.run(
    ...[id, sync.syncedInstanceUri, status, sync.createdAt, syncStartedAt ?? null, syncEndedAt ?? null],
    ...[sync.createdBy, at, dayOf(at), stateOf(status), definition?.kind ?? null, definition?.name ?? null],
    ...[definition?.parentName ?? null, Number.isNaN(took) ? null : took, joined ? 1 : 0, textOf(sync)],
  )
}
