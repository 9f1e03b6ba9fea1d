import { describe, expect, test } from 'vitest'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import { anUpload } from '../testing/an-upload.ts'
import { tallyRows } from './tally.ts'

const log = (statusCode: string, count: number): SyncLog => ({
  syncUri: '/syncs/1',
  severity: 'information',
  statusCode,
  count,
  createdAt: '2026-01-01T00:00:00.0000000Z',
})
const arrived = (rows: number, batch = 0) => ({ index: batch, rows, bytes: rows, state: 'arrived' as const, batch })
const sync = (logs: readonly SyncLog[], batch = 0) => ({
  batch,
  uri: '/syncs/1',
  askedAt: '',
  status: 'warning',
  logs,
  rejects: 0,
})

describe('tallyRows', () => {
  test('explains every sent row by what Eloqua logged, as in its own sample of 300 rows', () => {
    const logs = [
      log('ELQ-00130', 300),
      log('ELQ-00001', 300),
      log('ELQ-00026', 10),
      log('ELQ-00003', 290),
      log('ELQ-00004', 40),
      log('ELQ-00022', 250),
    ]
    const record = anUpload({ rowsInFile: 312, rowsHeldBack: 12, parts: [arrived(300)], syncs: [sync(logs)] })
    expect(tallyRows(record)).toEqual({
      inFile: 312,
      heldBack: 12,
      sent: 300,
      created: 40,
      updated: 250,
      duplicates: 10,
      processed: 300,
      unexplained: 0,
    })
  })

  test('shows what the log leaves open instead of hiding it', () => {
    const record = anUpload({ parts: [arrived(10)], syncs: [sync([log('ELQ-00004', 4), log('ELQ-00002', 1)])] })
    expect(tallyRows(record)).toMatchObject({ created: 4, rejected: 1, unexplained: 5 })
  })

  test('leaves every row open where the log of a sync that ended is empty, but for a sync that was not started for it', () => {
    const record = anUpload({ parts: [arrived(10)], syncs: [sync([])] })
    expect(tallyRows(record)).toMatchObject({ sent: 10, unexplained: 10 })
    const foreign = anUpload({ parts: [arrived(10)], syncs: [{ ...sync([]), isForeign: true }] })
    expect(tallyRows(foreign)).toEqual({ inFile: 10, heldBack: 0, sent: 10 })
  })

  test('counts what a sync action dropped as a duplicate, and new records under whatever name', () => {
    const definition = { ...anUpload().definition, kind: 'syncAction' as const }
    const logs = [log('ELQ-00119', 2), log('ELQ-00034', 1), log('ELQ-00026', 1)]
    const acted = anUpload({ definition, parts: [arrived(4)], syncs: [sync(logs)] })
    expect(tallyRows(acted)).toMatchObject({ acted: 2, rejected: 1, duplicates: 1, unexplained: 0 })
    const linked = anUpload({ parts: [arrived(3)], syncs: [sync([log('ELQ-00049', 3)])] })
    expect(tallyRows(linked)).toMatchObject({ created: 3, unexplained: 0 })
  })

  test('claims nothing before a sync has ended', () => {
    expect(tallyRows(anUpload({ parts: [arrived(10)] }))).toEqual({ inFile: 10, heldBack: 0, sent: 0, staged: 10 })
  })

  test('several actions on the same rows count those rows once', () => {
    const definition = { ...anUpload().definition, kind: 'syncAction' as const }
    const record = anUpload({
      definition,
      parts: [arrived(5)],
      syncs: [sync([log('ELQ-00119', 5), log('ELQ-00115', 4)])],
    })
    expect(tallyRows(record)).toMatchObject({ acted: 5, unexplained: 0 })
  })

  test('counts the rows of others that went into the same sync as known, not as unexplained', () => {
    const also = [{ uploadId: 'a', fileName: 'a.csv', rows: 61 }]
    const logs = [log('ELQ-00001', 71), log('ELQ-00004', 71)]
    const record = anUpload({ parts: [arrived(10)], syncs: [{ ...sync(logs), also }] })
    expect(tallyRows(record)).toMatchObject({ sent: 10, also, processed: 71, created: 71, unexplained: 0 })
  })

  test('proves nothing where rows of another upload may have been there, unless Eloqua found just so many more', () => {
    const also = [{ uploadId: 'a', fileName: 'a.csv', rows: 0, doubtfulRows: 4 }]
    const of = (rows: number) => {
      const logs = [log('ELQ-00001', rows), log('ELQ-00004', rows)]
      const parts = [arrived(10)]
      return tallyRows(anUpload({ way: 'straight', parts, syncs: [{ ...sync(logs), also, status: 'success' }] }))
    }
    for (const found of [10, 12, 6]) expect(of(found).open).toMatchObject([{ why: 'mixed', rows: 10 }])
    expect(of(14)).toMatchObject({ also: [{ fileName: 'a.csv', rows: 4 }], created: 14, unexplained: 0 })
    expect(of(14).open).toBeUndefined()
    expect(of(14).excess).toBeUndefined()
  })

  test.each([
    ['counts that add up to all rows, which may be one count twice', [2, 2], [{ why: 'missing', rows: 2 }]],
    ['one count that is of all rows, which may be one of two steps', [4, 4], [{ why: 'mixed', rows: 4 }]],
    ['a count that changed', [3, 1], [{ why: 'missing', rows: 1 }]],
  ])('proves nothing by lines that repeat: %s', (_what, counts, open) => {
    const logs = counts.flatMap((rows) => [log('ELQ-00001', rows), log('ELQ-00004', rows)])
    const syncs = [{ ...sync(logs), status: 'success' }]
    expect(tallyRows(anUpload({ way: 'straight', parts: [arrived(4)], syncs })).open).toMatchObject(open)
  })

  test('a batch whose sync has not ended is sent but not yet explained', () => {
    const going = { batch: 1, uri: '/syncs/2', askedAt: '', logs: [] }
    const parts = [arrived(5, 0), arrived(7, 1), arrived(3, 2)]
    const record = anUpload({ rowsInFile: 15, parts, syncs: [sync([log('ELQ-00004', 5)], 0), going] })
    expect(tallyRows(record)).toMatchObject({ sent: 12, staged: 3, created: 5, unexplained: 0 })
  })
})
