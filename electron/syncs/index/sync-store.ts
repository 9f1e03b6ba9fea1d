import type { DatabaseSync } from 'node:sqlite'
import type { Sync, SyncFigures } from '../../../shared/eloqua/sync.ts'
import type { KnownDefinition, SyncRow } from './sync-row.ts'
import { createSyncWriter } from './sync-writer.ts'

/**
 * The syncs of one connection, without row data. A sync is joined when every sync between it and the newest joined one is
 * known too; what was read at the top, while something between it and the rest is still missing, is not.
 */
export interface SyncStore {
  /** Goes up with every change. */
  version(): number
  /** Adds syncs or brings them up to date, and says how many were not known before. What has ended stays ended. */
  take(syncs: readonly Sync[], joined: boolean): number
  /** All that is known is joined. */
  join(): void
  /** Brings a sync up to date, if it is known. */
  update(sync: Sync): void
  remove(ids: readonly number[]): void
  dropOlderThan(row: Pick<SyncRow, 'id' | 'at'>): void
  find(id: number): SyncRow | undefined
  counts(): StoreCounts
  ids(): readonly number[]
  /** Those that had not ended when they were last looked at, the newest first. */
  unended(limit: number): readonly number[]
  keepFigures(sync: Sync, figures: SyncFigures): void
  /** Uris of the definitions of syncs: all, or those that nothing is known of. */
  definitions(which: 'all' | 'unnamed'): readonly string[]
  name(definitions: readonly KnownDefinition[]): void
  fact(key: string): string | undefined
  setFact(key: string, value: string): void
}

export interface StoreCounts {
  readonly all: number
  readonly joined: number
  /** When the oldest joined sync was created, as Eloqua spells it. */
  readonly reach: string | undefined
}

export function createSyncStore(database: DatabaseSync): SyncStore {
  const writer = createSyncWriter(database)
  const ask = prepare(database)
  let version = 0
  const change = <T>(work: () => T): T => {
    version += 1
    return inOneWrite(database, work)
  }
  return {
    version: () => version,
    take: (syncs, joined) => change(() => syncs.filter((sync) => writer.put(sync, joined) === 'new').length),
    join: () => change(() => void ask.join.run()),
    update: (sync) => change(() => void (ask.find.get(sync.id) && writer.put(sync, false))),
    remove: (ids) => change(() => ids.forEach((id) => void ask.remove.run(id))),
    dropOlderThan: ({ at, id }) => change(() => void ask.drop.run(at, at, id)),
    find: (id) => ask.find.get(id) as SyncRow | undefined,
    counts: () => countsOf(ask),
    ids: () => ask.ids.all().map(({ id }) => Number(id)),
    unended: (limit) => ask.unended.all(limit).map(({ id }) => Number(id)),
    keepFigures: (sync, figures) => change(() => writer.keepFigures(sync, figures)),
    definitions: (which) => ask[which].all().map(({ definition }) => String(definition)),
    name: (definitions) => change(() => definitions.forEach(writer.name)),
    fact: (key) => (ask.fact.get(key) as { value: string } | undefined)?.value,
    setFact: (key, value) => void ask.setFact.run(key, value),
  }
}

function prepare(database: DatabaseSync) {
  return {
    find: database.prepare('SELECT * FROM syncs WHERE id = ?'),
    join: database.prepare('UPDATE syncs SET joined = 1 WHERE joined = 0'),
    remove: database.prepare('DELETE FROM syncs WHERE id = ?'),
    drop: database.prepare('DELETE FROM syncs WHERE at < ? OR (at = ? AND id < ?)'),
    counts: database.prepare(
      'SELECT count(*) AS everything, coalesce(sum(joined), 0) AS joined FROM syncs INDEXED BY syncs_by_reach',
    ),
    oldest: database.prepare('SELECT created FROM syncs WHERE joined = 1 ORDER BY at, id LIMIT 1'),
    ids: database.prepare('SELECT id FROM syncs'),
    unended: database.prepare("SELECT id FROM syncs WHERE state = 'running' ORDER BY at DESC LIMIT ?"),
    all: database.prepare('SELECT DISTINCT definition FROM syncs'),
    unnamed: database.prepare(
      'SELECT definition FROM (SELECT DISTINCT definition FROM syncs) WHERE lower(definition) NOT IN (SELECT uri FROM definitions)',
    ),
    fact: database.prepare('SELECT value FROM facts WHERE key = ?'),
    setFact: database.prepare('INSERT INTO facts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  }
}

function countsOf({ counts, oldest }: ReturnType<typeof prepare>): StoreCounts {
  const { everything, joined } = counts.get() as { everything: number; joined: number }
  return { all: everything, joined, reach: (oldest.get() as { created: string } | undefined)?.created }
}

function inOneWrite<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
