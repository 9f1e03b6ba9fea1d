import { describe, expect, it } from 'vitest'
import { eventWords } from '../../../shared/words/upload-events.ts'
import { outcomeWords } from '../../../shared/words/upload-outcome.ts'
import { tallyRows } from '../outcome/tally.ts'
import { toUpload } from '../outcome/to-upload.ts'
import { partsThere } from '../staging/staged-rows.ts'
import { anUpload } from '../testing/an-upload.ts'
import type { Happening, RowsCounted } from './events.ts'
import { transition } from './transition.ts'
import type { RecordedPart, UploadRecord } from './upload-record.ts'

const STAMP = { at: '2026-01-01T00:01:00.000Z', chance: 0.5, passedMs: 1_000 }
const AT_REST: RecordedPart = { index: 0, rows: 10, bytes: 10, state: 'arrived', sha256: 'cd', batch: 0 }
const staged = (changes: Partial<Omit<UploadRecord, 'file'>> = {}) =>
  anUpload({ way: 'straight', phase: 'staged', state: 'staged', parts: [AT_REST], ...changes })
const next = (record: UploadRecord, event: Happening) => transition(record, { ...event, ...STAMP })
const refusal = { code: 'bad-request', message: 'x', status: 400 } as const

const SYNC = { uri: '/syncs/7', createdAt: '2026-01-01T00:00:30.000Z', status: 'success' }
const told = (record: UploadRecord) => outcomeWords(toUpload(record))

describe('rows that a sync of somebody else took', () => {
  const taken = (counted: RowsCounted, changes: Partial<Omit<UploadRecord, 'file'>> = {}) =>
    next(staged(changes), { kind: 'rows-taken', sync: SYNC, counted }).record

  it('are done only where the log of that sync counts them all', () => {
    expect(taken('all')).toMatchObject({ state: 'done', outcome: { kind: 'taken', rows: 10 } })
    expect(told(taken('all'))).toBe(
      'Sync 7 processed the 10 rows staged for rows.csv. Its log tells what happened to them.',
    )
  })

  it('name the rejected rows that the log of that sync counts', () => {
    const starter = 'other.csv'
    const event = { kind: 'rows-taken', sync: SYNC, counted: 'all', rejected: 1, starter } as const
    expect(told(next(staged(), event).record)).toBe(
      'Sync 7, started for other.csv, processed the 10 rows staged for rows.csv. Its log counts 1 rejected row.',
    )
  })

  it('end the upload as incomplete where that log does not count them, or could not be read', () => {
    const record = taken('no-proof')
    expect(record).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' }, parts: [{ isGone: true }] })
    expect(tallyRows(record).open).toEqual([
      { why: 'mixed', syncUri: '/syncs/7', status: 'success', rows: 10, spans: [] },
    ])
    expect(told(record)).toBe(
      '10 rows sent. Sync 7 may not have processed what was sent: its log doesn’t account for 10 rows.',
    )
  })

  it('say how many of them are missing where that log counts fewer', () => {
    const record = taken({ missing: 3 })
    expect(record).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    expect(told(record)).toBe('10 rows sent. Sync 7 found 3 rows fewer than were sent.')
  })

  it('are said of an upload that had ended, which is no more done by it than before', () => {
    const over = { phase: 'ended', state: 'stopped', outcome: { kind: 'stopped' } } as const
    expect(taken('all', over)).toMatchObject({ state: 'stopped', outcome: { kind: 'taken' } })
    const record = taken('no-proof', over)
    expect(record).toMatchObject({ state: 'stopped', outcome: { kind: 'incomplete' } })
    const [event] = toUpload(record).events.slice(-1)
    expect(event && eventWords(toUpload(record), event.event)).toBe(
      'Sync 7 ended, and its log doesn’t account for 10 staged rows.',
    )
  })

  it('whose discard is unsettled may not have been there: such an upload is done by their count alone', () => {
    const maybeGone = { parts: [{ ...AT_REST, maybeGone: true as const }] }
    expect(taken('all', maybeGone)).toMatchObject({ state: 'done', outcome: { kind: 'taken', rows: 0 } })
    const record = taken({ missing: 10 }, maybeGone)
    expect(record).toMatchObject({ state: 'stopped', outcome: { kind: 'taken', rows: 0 } })
    expect(told(record)).toContain('Sync 7 found 10 rows fewer than were sent.')
  })
})

describe('a discard whose answer was lost', () => {
  it('leaves it open whether the rows are staged: they are neither counted as there nor as gone', () => {
    const { record } = next(staged(), { kind: 'discard-unsettled' })
    expect(record).toMatchObject({ state: 'staged', parts: [{ state: 'arrived', maybeGone: true }] })
    expect(partsThere(record)).toMatchObject([{ isSure: false }])
    expect(record.events.at(-1)?.event).toEqual({ kind: 'discard-unsettled' })
  })

  it('is settled by the next one that is answered', () => {
    const unsettled = next(staged(), { kind: 'discard-unsettled' }).record
    const { record } = next(unsettled, { kind: 'rows-discarded' })
    expect(record).toMatchObject({ state: 'stopped', outcome: { kind: 'discarded' } })
    expect(partsThere(record)).toEqual([])
  })

  it('says the same of an upload that is over, and nothing of one that has rows on their way', () => {
    const over = next(staged({ phase: 'ended', state: 'stopped', outcome: { kind: 'stopped' } }), {
      kind: 'discard-unsettled',
    }).record
    expect(over.parts[0]).toMatchObject({ maybeGone: true })
    const sending = staged({ phase: 'parts', state: 'sending', parts: [{ ...AT_REST, state: 'sending' }] })
    expect(next(sending, { kind: 'discard-unsettled' }).record).toEqual(sending)
  })
})

describe('a definition that was deleted meanwhile', () => {
  const asking = () => {
    const ordered = next(staged(), { kind: 'sync-ordered' }).record
    const turn = next(ordered, { kind: 'turn' })
    const noted = next(turn.record, { kind: 'newest-noted', for: 'sync', newest: { known: 3 }, also: [] })
    expect(noted.effects).toEqual([{ kind: 'start-sync' }])
    return next(noted.record, { kind: 'sync-answered', answer: { kind: 'refused', error: refusal } })
  }

  it('is looked at before anything is said of the rows', () => {
    const { record, effects } = asking()
    expect(effects).toEqual([{ kind: 'read-definition', refusal }])
    expect(record.phase).toBe('start-sync')
    expect(record.syncs).toEqual([])
  })

  it('took the rows with it, and the upload ends', () => {
    const { record } = next(asking().record, { kind: 'definition-read', found: { known: 'gone' }, refusal })
    expect(record).toMatchObject({
      state: 'stopped',
      outcome: { kind: 'definition-gone' },
      parts: [{ state: 'thrown-away' }],
    })
    expect(partsThere(record)).toEqual([])
  })

  it.each([{ known: 'there' as const }, { unknown: { code: 'unavailable' as const, message: 'x' } }])(
    'and is not (%j): the rows stay staged, with the refusal in sight',
    (found) => {
      const { record } = next(asking().record, { kind: 'definition-read', found, refusal })
      expect(record).toMatchObject({ phase: 'staged', state: 'staged', error: refusal, parts: [{ state: 'arrived' }] })
    },
  )
})

describe('the temporary copy', () => {
  const cleaning = (status: string, rejects = 0) =>
    anUpload({
      phase: 'clean',
      state: 'syncing',
      parts: [AT_REST],
      copy: { name: 'c', uri: '/contacts/imports/9' },
      syncs: [{ batch: 0, uri: '/syncs/7', askedAt: '', logs: [], status, rejects }],
    })

  it('of a sync that ended by an undocumented word is kept: deleting it under a running sync would end that sync', () => {
    const { record, effects } = next(cleaning('cancelled'), { kind: 'turn' })
    expect(effects).toEqual([])
    const kept = { kind: 'copy-kept', uri: '/contacts/imports/9', why: 'unknown-end' }
    expect(record.events.map(({ event }) => event)).toContainEqual(kept)
  })

  it('with rejected rows is kept for as long as they may be looked at', () => {
    const { record, effects } = next(cleaning('warning', 2), { kind: 'turn' })
    expect(effects).toEqual([])
    expect(record.events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'copy-kept', why: 'rejects' }),
    )
  })

  it.each(['success', 'warning', 'error', 'errored'])('of a sync that ended as %s is deleted', (status) => {
    const { effects } = next(cleaning(status), { kind: 'turn' })
    expect(effects).toEqual([{ kind: 'delete-copies', uris: ['/contacts/imports/9'] }])
  })
})
