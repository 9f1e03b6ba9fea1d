import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { stateOf } from '../../../shared/eloqua/sync-index.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { openIndexFile } from './index-file.ts'
import { countSyncs, pageOfSyncs, type SyncSearch } from './search-syncs.ts'
import { createSyncStore } from './sync-store.ts'

const NOW = new Date(2026, 10, 29, 9, 30).getTime()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

interface Known extends Sync {
  readonly rejected: number | undefined
}

const DEFINITIONS = [
  ['/contacts/exports/88', 'Zürich Webinar'],
  ['/contacts/imports/12', '100%_sure'],
  ['/customObjects/7/imports/3', "O'Brien's list"],
  ['/contacts/syncActions/5', undefined],
] as const

const sync = fc
  .record({
    of: fc.constantFrom(...DEFINITIONS),
    minutes: fc.oneof(fc.nat(60 * 24 * 3), fc.nat(60 * 24 * 60)),
    status: fc.constantFrom('pending', 'active', 'success', 'warning', 'error', 'errored', 'paused'),
    user: fc.constantFrom('Anna.Vogel', 'anna.vogel', 'Q.Ng'),
    took: fc.option(fc.nat(100), { nil: undefined }),
    rejected: fc.option(fc.nat(50), { nil: undefined }),
  })
  .map(({ of: [uri, name], minutes, status, user, took, rejected }): Omit<Known, 'id' | 'uri'> => {
    const ref = parseDefinitionUri(uri)
    const createdAt = new Date(NOW - minutes * MINUTE).toISOString()
    return {
      ...{ syncedInstanceUri: uri, status, createdAt, createdBy: user, rejected },
      ...(took === undefined
        ? {}
        : { syncStartedAt: createdAt, syncEndedAt: new Date(Date.parse(createdAt) + took).toISOString() }),
      ...(ref ? { definition: { ...ref, ...(name ? { name } : {}) } } : {}),
    }
  })

const dayOf = (time: number) => new Date(time - new Date(time).getTimezoneOffset() * MINUTE).toISOString().slice(0, 10)
const day = fc.option(
  fc.nat(40).map((days) => dayOf(NOW - days * DAY)),
  { nil: undefined },
)

const search = fc
  .record({
    words: fc.subarray(
      ['zürich', 'WEBINAR', '%_', "o'brien", 'vogel', 'q.ng', '/exports/', '66003', '20', '11', 'nothing has this'],
      { maxLength: 2 },
    ),
    group: fc.constantFrom('all', 'failed', 'warnings', 'running'),
    kind: fc.constantFrom('export', 'import', 'syncAction', undefined),
    user: fc.constantFrom('ANNA.VOGEL', undefined),
    from: day,
    to: day,
    minRejected: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    key: fc.constantFrom('started', 'id', 'rejected', 'user', 'status'),
    descending: fc.boolean(),
    offset: fc.nat(6),
    limit: fc.integer({ min: 1, max: 10 }),
  })
  .map(
    ({ words, key, descending, ...others }) =>
      ({ text: words.join(' '), sort: { key, descending }, ...others }) as SyncSearch,
  )

/** What a person would do with the list on paper. */
function plainly(
  syncs: readonly Known[],
  { text, kind, user, from = '', to = '9', minRejected, group, sort, offset, limit }: SyncSearch,
) {
  const isOf = {
    all: () => true,
    failed: (s: string) => s === 'error',
    warnings: (s: string) => s === 'warning',
    running: (s: string) => s === 'running',
  }
  const fits = ({ definition, createdBy, syncedInstanceUri, id }: Known) =>
    text
      .toLowerCase()
      .split(' ')
      .every((word) => [id, definition?.name, createdBy, syncedInstanceUri].join(' ').toLowerCase().includes(word)) &&
    (kind === undefined || definition?.kind === kind) &&
    (user === undefined || createdBy.toLowerCase() === user.toLowerCase())
  const others = syncs.filter(fits)
  const near = others.filter(({ rejected }) => minRejected === undefined || (rejected ?? 0) >= minRejected)
  const inDays = (list: readonly Known[]) =>
    list.filter(({ createdAt }) => dayOf(Date.parse(createdAt)) >= from && dayOf(Date.parse(createdAt)) <= to)
  const ofGroup = near.filter(({ status }) => isOf[group](stateOf(status)))
  const found = inDays(ofGroup)
  const value = (one: Known) =>
    ({
      ...{ started: Date.parse(one.createdAt), id: one.id, rejected: one.rejected, user: one.createdBy.toLowerCase() },
      status: ['success', 'other', 'running', 'warning', 'error'].indexOf(stateOf(one.status)),
    })[sort.key as 'id']
  const newest = (a: Known, b: Known) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id
  const sorted = [...found].sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    if (left === right) return sort.key === 'started' && !sort.descending ? a.id - b.id : newest(a, b)
    if (left === undefined) return 1
    if (right === undefined) return -1
    return (left < right ? -1 : 1) * (sort.descending ? -1 : 1)
  })
  return {
    ids: sorted.slice(offset, offset + limit).map(({ id }) => id),
    total: found.length,
    failed: inDays(near).filter(({ status }) => stateOf(status) === 'error').length,
    days: sort.key === 'started' ? [...new Set(sorted.map(({ createdAt }) => dayOf(Date.parse(createdAt))))] : [],
    errorsToday: ofGroup.filter(
      ({ status, createdAt }) => stateOf(status) === 'error' && dayOf(Date.parse(createdAt)) === dayOf(NOW),
    ).length,
    inStrip: ofGroup.filter(({ createdAt }) => dayOf(Date.parse(createdAt)) > dayOf(NOW - 30 * DAY)).length,
  }
}

it('finds what a plain look through the list finds, in the same order, with the same figures', () => {
  fc.assert(
    fc.property(
      fc.array(sync, { maxLength: 25 }),
      fc.array(search, { minLength: 4, maxLength: 4 }),
      (facts, searches) => {
        const syncs = facts.map((fact, index) => ({ ...fact, id: 66_000 + index, uri: `/syncs/${66_000 + index}` }))
        const database = openIndexFile(':memory:', SILENT_LOG)
        const store = createSyncStore(database)
        store.take(
          syncs.map(({ rejected: _rejected, ...one }) => one),
          true,
        )
        store.name(DEFINITIONS.flatMap(([uri, name]) => (name ? [{ uri, name }] : [])))
        for (const { rejected, ...one } of syncs) if (rejected !== undefined) store.keepFigures(one, { rejected })
        for (const asked of searches) {
          const { figures, few } = countSyncs(database, asked, NOW)
          const { total, counts, days, strip } = figures
          const ids = pageOfSyncs(database, asked, NOW).map(({ id }) => id)
          expect(pageOfSyncs(database, asked, NOW, few).map(({ id }) => id)).toEqual(ids)
          expect({
            ids,
            ...{ total, failed: counts.failed, days: days.map((one) => one.day), errorsToday: strip.at(-1)?.error },
            inStrip: strip.reduce(
              (sum, { success, warning, error, other }) => sum + success + warning + error + other,
              0,
            ),
          }).toEqual(plainly(syncs, asked))
        }
        database.close()
      },
    ),
    { numRuns: 60 },
  )
})

it.each(['failed', 'import', '28 nov', 'saturday', '2026-11', 'custom object', '#1', 'yesterday'])(
  'finds a sync by “%s”',
  (text) => {
    const database = openIndexFile(':memory:', SILENT_LOG)
    const at = new Date(2026, 10, 28, 12).toISOString()
    const uri = '/customObjects/7/imports/3'
    createSyncStore(database).take(
      [
        {
          id: 1,
          uri: '/syncs/1',
          syncedInstanceUri: uri,
          status: 'error',
          createdAt: at,
          createdBy: 'q',
          definition: parseDefinitionUri(uri),
        },
      ] as readonly Sync[],
      true,
    )
    const search = { text, group: 'all', sort: { key: 'started', descending: true }, offset: 0, limit: 10 } as const
    expect(pageOfSyncs(database, search, NOW)).toHaveLength(1)
    expect(countSyncs(database, { ...search, text: `${text} xyzzy` }, NOW).figures.total).toBe(0)
    database.close()
  },
)

/** A file with these syncs in it; each failed at noon of its day. */
function withSyncs(...syncs: readonly { id: number; day: string; name?: string; rejected?: number }[]) {
  const database = openIndexFile(':memory:', SILENT_LOG)
  const store = createSyncStore(database)
  for (const { id, day, name, rejected } of syncs) {
    const syncedInstanceUri = `/contacts/imports/${id}`
    if (name) store.name([{ uri: syncedInstanceUri, name }])
    const facts = {
      uri: `/syncs/${id}`,
      status: 'error',
      createdBy: 'q',
      createdAt: new Date(`${day}T12:00`).toISOString(),
    }
    const one = { ...facts, id, syncedInstanceUri, definition: parseDefinitionUri(syncedInstanceUri) }
    store.take([one], true)
    if (rejected !== undefined) store.keepFigures(one, { rejected })
  }
  const ask = (changes: Partial<SyncSearch>) => {
    const sort = { key: 'started', descending: true } as const
    const asked = { text: '', group: 'all', sort, offset: 0, limit: 10, ...changes } as const
    const { figures } = countSyncs(database, asked, NOW)
    const ids = pageOfSyncs(database, asked, NOW).map(({ id }) => id)
    expect(figures.total).toBe(ids.length)
    return { ids, ...figures }
  }
  return { ask, close: () => database.close() }
}

it('finds the syncs of a typed day, and the definitions that carry the day in their names', () => {
  const { ask, close } = withSyncs(
    ...[
      { id: 5, day: '2025-11-20' },
      { id: 6, day: '2026-11-19' },
      { id: 7, day: '2026-11-20' },
    ],
    { id: 8, day: '2026-10-02', name: 'Invites 20 Nov' },
  )
  for (const text of ['20 Nov', 'Nov 20', 'November 20', '20.11.2026', '11/20/2026', '2026-11-20'])
    expect(ask({ text }).ids.filter((id) => id !== 8)).toEqual([7])
  expect(ask({ text: '20 nov' }).ids).toEqual([7, 8])
  expect(ask({ text: '20 nov' }).typedDays).toEqual({ from: '2026-11-20', to: '2026-11-20', typed: '20 nov' })
  expect(ask({ text: '2026-11' }).ids).toEqual([7, 6])
  // No day: the digits of a day are in every sync's text.
  expect(ask({ text: '2026' }).ids).toEqual([])
  close()
})

it('finds by “rejected” what had rejected rows, and says of how many that is not known', () => {
  const { ask, close } = withSyncs(
    ...[
      { id: 5, day: '2026-11-20' },
      { id: 6, day: '2026-11-20', rejected: 0 },
      { id: 7, day: '2026-11-20', rejected: 4 },
    ],
    { id: 8, day: '2026-11-20', name: 'Rejected leads', rejected: 0 },
  )
  expect(ask({ text: 'rejected' })).toMatchObject({ ids: [8, 7], unknownRejected: 1 })
  expect(ask({ text: 'leads' })).toMatchObject({ ids: [8], unknownRejected: 0 })
  close()
})

it('lists syncs whose rows are not known last, and says how many they are', () => {
  const { ask, close } = withSyncs({ id: 5, day: '2026-11-20' }, { id: 6, day: '2026-11-19', rejected: 1 })
  expect(ask({ sort: { key: 'rejected', descending: true } })).toMatchObject({ ids: [6, 5], unknownRejected: 1 })
  expect(ask({ sort: { key: 'rows', descending: true } })).toMatchObject({ unknownRows: 1 })
  close()
})

it('says of how many syncs the rejected rows are not known, and never counts them as none', () => {
  const database = openIndexFile(':memory:', SILENT_LOG)
  const store = createSyncStore(database)
  const uri = '/contacts/imports/3'
  const at = new Date(NOW).toISOString()
  const one = (id: number, status: string) =>
    ({
      id,
      uri: `/syncs/${id}`,
      syncedInstanceUri: uri,
      status,
      createdAt: at,
      createdBy: 'q',
      definition: parseDefinitionUri(uri),
    }) as Sync
  store.take([one(1, 'warning'), one(2, 'warning'), one(3, 'success')], true)
  store.keepFigures(one(1, 'warning'), { rejected: 4 })
  // Its figures were read on another screen, before the list knew of the sync.
  store.keepFigures(one(4, 'warning'), { rejected: 30 })
  store.take([one(4, 'warning')], true)
  const asked = {
    text: '',
    group: 'all',
    minRejected: 2,
    sort: { key: 'started', descending: true },
    offset: 0,
    limit: 10,
  } as const
  expect(countSyncs(database, asked, NOW).figures).toMatchObject({ total: 2, unknownRejected: 1 })
  const sort = { key: 'rejected', descending: true } as const
  expect(pageOfSyncs(database, { ...asked, sort }, NOW).map(({ id }) => id)).toEqual([4, 1])
  database.close()
})
