import { describe, expect, it } from 'vitest'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { filterSyncs } from './filter-syncs.ts'

const sync = (id: number, name: string, createdBy: string, kind: 'export' | 'import'): Sync => ({
  id,
  uri: `/syncs/${id}`,
  syncedInstanceUri: `/contacts/${kind}s/${id}`,
  status: 'success',
  createdAt: '2025-11-03T14:00:00Z',
  createdBy,
  definition: { uri: `/contacts/${kind}s/${id}`, kind, family: 'contacts', id, name },
})
const syncs = [
  sync(1, 'Belgian contacts', 'jane', 'export'),
  sync(2, 'Webinar attendees', 'API.User', 'import'),
  sync(31, 'Newsletter', 'Jane', 'import'),
]
const ids = (filter: Parameters<typeof filterSyncs>[1]) => filterSyncs(syncs, filter).map((each) => each.id)

describe('filterSyncs', () => {
  it('keeps all when nothing is asked', () => {
    expect(ids({ search: '' })).toEqual([1, 2, 31])
  })

  it('finds by name, number, object, user and uri, in any capitals', () => {
    expect(ids({ search: 'BELGIAN' })).toEqual([1])
    expect(ids({ search: '31' })).toEqual([31])
    expect(ids({ search: 'api.user' })).toEqual([2])
    expect(ids({ search: '/imports/' })).toEqual([2, 31])
    expect(ids({ search: 'contacts ' })).toEqual([1, 2, 31])
  })

  it('adds up kind, user and text', () => {
    expect(ids({ kind: 'import', user: 'JANE', search: '' })).toEqual([31])
    expect(ids({ kind: 'export', user: 'API.User', search: '' })).toEqual([])
  })
})
