import { describe, expect, test } from 'vitest'
import { readSync } from '../../eloqua/answers/sync.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { anUpload } from '../testing/an-upload.ts'
import { findTaken } from './taken-rows.ts'

const PART = { index: 0, rows: 10, bytes: 10, state: 'arrived' as const, sha256: 'cd', batch: 0 }
const staged = (uploadId: string, changes: Partial<Omit<UploadRecord, 'file'>> = {}) => {
  const resting = { way: 'straight', phase: 'staged', state: 'staged', parts: [PART], restSyncId: 5 } as const
  return anUpload({ uploadId, file: { name: `${uploadId}.csv` }, ...resting, ...changes })
}

function syncOf(id: number) {
  const read = readSync({
    ...{ uri: `/syncs/${id}`, syncedInstanceUri: '/contacts/imports/5', status: 'success' },
    ...{ createdBy: 'Colleague', createdAt: '2026-01-01T00:00:00.0000000Z' },
  })
  if (!('known' in read)) throw new Error('It is no sync')
  return read.known
}

/** Each sync found so many rows. */
function loggedBy(rows: Readonly<Record<number, number>>): Pick<EloquaClient, 'readJson'> {
  return {
    readJson: async ({ path }) => {
      const id = Number(/\/syncs\/(\d+)\/logs/.exec(path)?.[1])
      const line = { syncUri: `/syncs/${id}`, severity: 'information', statusCode: 'ELQ-00001', count: rows[id] }
      const items = [{ ...line, message: 'x', createdAt: '2026-01-01T00:00:00.0000000Z' }]
      return { items, totalResults: 1, limit: 1000, offset: 0, count: 1, hasMore: false }
    },
  }
}

const find = (resting: readonly UploadRecord[], rows: Readonly<Record<number, number>>, recent = resting) => {
  const syncs = Object.keys(rows).map((id) => syncOf(Number(id)))
  return findTaken(loggedBy(rows) as EloquaClient, resting, syncs.toReversed(), () => recent)
}
const facts = async (found: ReturnType<typeof find>) =>
  (await found).map(({ record, sync, counted, starter }) => [record.uploadId, sync.uri, counted, starter])

describe('rows that lie at a definition', () => {
  test('went with the first sync since, however many came after that', async () => {
    expect(await facts(find([staged('a')], { 4: 10, 6: 10, 7: 3 }))).toEqual([['a', '/syncs/6', 'all', undefined]])
  })

  test('are held against the log together', async () => {
    const both = [staged('a'), staged('b')]
    expect(await facts(find(both, { 6: 20 }))).toEqual([
      ['a', '/syncs/6', 'all', undefined],
      ['b', '/syncs/6', 'all', undefined],
    ])
    expect(await facts(find(both, { 6: 17 }))).toEqual([
      ['a', '/syncs/6', { missing: 3 }, undefined],
      ['b', '/syncs/6', { missing: 3 }, undefined],
    ])
    expect(await facts(find(both, { 6: 21 }))).toEqual([
      ['a', '/syncs/6', 'no-proof', undefined],
      ['b', '/syncs/6', 'no-proof', undefined],
    ])
  })

  test('went with a sync of another upload where that one started it, and not where it lost its own rows to it', async () => {
    const sync = { batch: 0, uri: '/syncs/6', askedAt: '', logs: [] }
    const over = { phase: 'watch', state: 'syncing' } as const
    const starter = staged('b', { ...over, syncs: [sync] })
    expect(await facts(find([staged('a')], { 6: 20 }, [starter]))).toEqual([['a', '/syncs/6', 'all', 'b.csv']])
    const loser = staged('b', { ...over, syncs: [{ ...sync, isForeign: true }] })
    expect(await facts(find([staged('a')], { 6: 10 }, [loser]))).toEqual([['a', '/syncs/6', 'all', undefined]])
    const elsewhere = { ...starter, connectionId: 'another' }
    expect(await facts(find([staged('a')], { 6: 10 }, [elsewhere]))).toEqual([['a', '/syncs/6', 'all', undefined]])
  })
})
