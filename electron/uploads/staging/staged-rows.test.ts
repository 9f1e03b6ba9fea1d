import { describe, expect, test } from 'vitest'
import type { RecordedPart, RecordedSync, UploadRecord } from '../core/upload-record.ts'
import { anUpload } from '../testing/an-upload.ts'
import { alsoTaken, waitingRows } from './staged-rows.ts'

const NOW = new Date('2026-01-03T00:00:00.000Z')
const part = (index: number, facts: Partial<RecordedPart> = {}): RecordedPart => ({
  index,
  rows: 10,
  bytes: 10,
  state: 'arrived',
  batch: 0,
  arrivedAt: '2026-01-02T00:00:00.000Z',
  ...facts,
})
const sync = (facts: Partial<RecordedSync> = {}): RecordedSync => ({
  batch: 0,
  uri: '/syncs/1',
  askedAt: '',
  status: 'success',
  rejects: 0,
  logs: [],
  ...facts,
})
const straight = (facts: Partial<UploadRecord> = {}) =>
  anUpload({ way: 'straight', phase: 'ended', state: 'stopped', parts: [part(0)], ...facts } as never)
const counts = (record: UploadRecord) => {
  const waiting = waitingRows(record, NOW)
  return waiting && [waiting.rows, waiting.doubtfulRows]
}

describe('waitingRows', () => {
  test('are those that arrived at the definition itself and went into no sync', () => {
    expect(counts(straight({ parts: [part(0), part(1), part(2, { state: 'planned' })] }))).toEqual([20, 0])
    expect(counts(straight({ way: 'private-copy' }))).toBeUndefined()
    expect(counts(straight({ syncs: [sync()] }))).toBeUndefined()
    expect(counts(straight({ syncs: [sync({ status: 'active', rejects: undefined } as never)] }))).toBeUndefined()
    expect(counts(straight({ parts: [part(0, { state: 'thrown-away' })] }))).toBeUndefined()
    expect(counts(straight({ parts: [part(0, { isGone: true })] }))).toBeUndefined()
  })

  test('are doubtful where nobody saw them arrive, or saw what their sync made of them', () => {
    expect(counts(straight({ parts: [part(0), part(1, { state: 'in-doubt' })] }))).toEqual([10, 10])
    expect(counts(straight({ parts: [part(0, { assumed: true })] }))).toEqual([0, 10])
    expect(counts(straight({ syncs: [{ batch: 0, askedAt: '', logs: [] }] }))).toEqual([0, 10])
    expect(counts(straight({ syncs: [sync({ status: 'error' })] }))).toEqual([0, 10])
  })

  test('are none where every part starts its own sync', () => {
    const definition = { ...anUpload().definition, isSyncTriggeredOnImport: true }
    const parts = [part(0), part(1, { state: 'in-doubt', batch: 1 })]
    expect(counts(straight({ definition, parts, syncs: [sync()] }))).toBeUndefined()
  })

  test('are forgotten when Eloqua has dropped them by the rule of the definition', () => {
    const keeping = (dataRetentionDuration: string) =>
      waitingRows(straight({ definition: { ...anUpload().definition, dataRetentionDuration } }), NOW)
    expect(keeping('PT23H')).toBeUndefined()
    expect(keeping('PT25H')).toMatchObject({ rows: 10, keptUntil: '2026-01-03T01:00:00.000Z' })
    expect(waitingRows(straight(), NOW)).toMatchObject({ keptUntil: '2026-01-09T00:00:00.000Z' })
  })

  test('of a sync action have no end that anybody names, but are not remembered for ever', () => {
    const record = straight({ definition: { ...anUpload().definition, kind: 'syncAction' } })
    expect(waitingRows(record, NOW)?.keptUntil).toBeUndefined()
    expect(waitingRows(record, NOW)?.rows).toBe(10)
    expect(waitingRows(record, new Date('2026-01-16T00:00:00.001Z'))).toBeUndefined()
  })

  test('of a record of an older Bulkdesk count from the last that is known of it', () => {
    const { arrivedAt: _never, ...old } = part(0)
    const record = straight({ parts: [old], events: [{ at: '2026-01-01T12:00:00.000Z', event: { kind: 'paused' } }] })
    expect(waitingRows(record, NOW)).toMatchObject({ rows: 10, since: '2026-01-01T12:00:00.000Z' })
  })
})

test('a sync takes the rows of others once', () => {
  const waiting = waitingRows(straight({ uploadId: 'a' }), NOW)
  if (!waiting) throw new Error('Nothing waits.')
  const also = [{ uploadId: 'a', fileName: 'rows.csv', rows: 10 }]
  const doubtful = { uploadId: 'b', fileName: 'rows.csv', rows: 0, doubtfulRows: 5 }
  const none = { ...waiting, uploadId: 'c', rows: 0 }
  expect(alsoTaken(anUpload(), [waiting, { ...waiting, ...doubtful }, none])).toEqual([...also, doubtful])
  expect(alsoTaken(anUpload({ syncs: [sync({ also })] }), [waiting])).toEqual([])
})
