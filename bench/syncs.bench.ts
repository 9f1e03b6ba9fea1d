import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { openIndexFile } from '../electron/syncs/index/index-file.ts'
import { SyncIndex } from '../electron/syncs/index/sync-index.ts'
import { createSyncStore } from '../electron/syncs/index/sync-store.ts'
import { parseDefinitionUri } from '../shared/eloqua/definition.ts'
import type { Sync } from '../shared/eloqua/sync.ts'
import type { Bench, Contest } from './bench-entry.ts'

const SYNCS = 100_000
const LIST_MS = 300
const SEARCH_MS = 100
const YEAR_MS = 365 * 86_400_000
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined }
const NEWEST = { text: '', group: 'all', sort: { key: 'started', descending: true }, offset: 0, limit: 200 } as const
const SEARCHES = [
  { text: 'webinar' },
  { text: 'belgian contacts 12' },
  { text: '166104' },
  { text: 'failed' },
  { text: 'no such thing' },
  { text: 'nov 20' },
  { text: 'rejected' },
  { group: 'warnings' },
  { kind: 'import', user: 'ANNA.VOGEL' },
  { sort: { key: 'name', descending: false } },
  { sort: { key: 'duration', descending: true } },
  { sort: { key: 'status', descending: true } },
  { sort: { key: 'rows', descending: true } },
  { offset: 99_000 },
  { minRejected: 10 },
] as const

/** A year of a busy company: a few thousand definitions, some failures, figures of some. */
function aYear(): readonly Sync[] {
  const newest = Date.now()
  return Array.from({ length: SYNCS }, (_, place) => {
    const uri = `/contacts/${place % 3 === 0 ? 'imports' : 'exports'}/${place % 3_000}`
    const at = newest - Math.floor((place * YEAR_MS) / SYNCS)
    const ref = parseDefinitionUri(uri)
    return {
      ...{ id: 200_000 - place, uri: `/syncs/${200_000 - place}`, syncedInstanceUri: uri },
      status: place % 50 === 0 ? 'error' : place % 20 === 0 ? 'warning' : 'success',
      ...{ createdAt: new Date(at).toISOString(), syncStartedAt: new Date(at + 400).toISOString() },
      ...{ syncEndedAt: new Date(at + 400 + (place % 977) * 100).toISOString() },
      createdBy: place % 4 === 0 ? 'anna.vogel' : 'crm.integration',
      ...(ref ? { definition: ref } : {}),
    }
  })
}

function openYear() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-syncs-'))
  const path = join(folder, 'syncs.db')
  const database = openIndexFile(path, LOG)
  const store = createSyncStore(database)
  const words = ['Belgian contacts', 'Webinar attendees', 'Nightly feed', 'Newsletter']
  store.name(
    Array.from({ length: 3_000 }, (_, id) => ({
      uri: `/contacts/${id % 3 === 0 ? 'imports' : 'exports'}/${id}`,
      name: `${words[id % words.length]} ${id}`,
    })),
  )
  const year = aYear()
  store.take(year, true)
  for (const sync of year)
    if (sync.id > 190_000 && sync.id % 20 === 0) store.keepFigures(sync, { rows: sync.id, rejected: sync.id % 30 })
  database.close()
  const open = () =>
    new SyncIndex({ connectionId: 'bench', database: openIndexFile(path, LOG), log: LOG, onChange: () => undefined })
  return { open, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** From the file on disk to the first 200 rows and all figures, as bytes for the window. */
async function openList(): Promise<Contest> {
  const year = openYear()
  return {
    ours() {
      const from = performance.now()
      const index = year.open()
      serialize(index.search(NEWEST))
      const took = performance.now() - from
      index.close()
      return took
    },
    against: () => LIST_MS,
    close: year.remove,
  }
}

async function searchAll(): Promise<Contest> {
  const year = openYear()
  const index = year.open()
  const time = (search: (typeof SEARCHES)[number]): number => {
    const from = performance.now()
    serialize(index.search({ ...NEWEST, ...search }))
    return performance.now() - from
  }
  return {
    ours: () => Math.max(...SEARCHES.map(time)),
    against: () => SEARCH_MS,
    close() {
      index.close()
      year.remove()
    },
  }
}

export const benches: readonly Bench[] = [
  {
    name: 'syncs-list-100k',
    title:
      'main opens the index of 100,000 syncs on disk and answers the first 200 rows with all counts, against 300 ms',
    ...{ unit: 'ms', better: 'less', target: 1, prepare: openList },
  },
  {
    name: 'syncs-search-100k',
    title: `the slowest of ${SEARCHES.length} searches among 100,000 syncs, counts and days included, against 100 ms`,
    ...{ unit: 'ms', better: 'less', target: 1, prepare: searchAll },
  },
]
