import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { onceOnly, type WalkStep, walk } from '../testing/core-world.ts'
import type { Happening } from './events.ts'
import { transition } from './transition.ts'
import { isInFlight, isThrough, type RecordedPart, type UploadPhase, type UploadRecord } from './upload-record.ts'

const STAMP = { at: '2026-01-01T00:01:00.000Z', chance: 0.5, passedMs: 1_000 }
const parts = (count: number, eachAlone: boolean): readonly RecordedPart[] =>
  Array.from({ length: count }, (_, index) => ({
    index,
    rows: 10,
    bytes: 10,
    sha256: `${index}`,
    state: 'planned',
    batch: eachAlone ? index : Math.floor(index / 2),
    firstRow: index * 10 + 1,
    lastRow: index * 10 + 10,
  }))

const copied = () => anUpload({ parts: parts(4, false), definition: { ...anUpload().definition } })
const straight = () =>
  anUpload({ way: 'straight', phase: 'parts', parts: parts(3, false).map((part) => ({ ...part, batch: 0 })) })
const atOnce = () =>
  anUpload({
    way: 'straight',
    phase: 'parts',
    parts: parts(3, true),
    definition: { ...anUpload().definition, isSyncTriggeredOnImport: true },
  })
const STARTS = {
  'a private copy': copied,
  'the definition itself': straight,
  'the definition itself, to be imported': () => ({ ...straight(), importsAtOnce: true as const }),
  'a definition that syncs at once': atOnce,
}

const error = { code: 'unexpected-answer', message: 'x' } as const
const sync = { uri: '/syncs/7', createdAt: '', status: 'success' }

/** One of every kind of event, and of what an answer may be. */
const EVENTS: readonly Happening[] = [
  { kind: 'turn' },
  { kind: 'waited' },
  { kind: 'copy-answered', answer: { kind: 'accepted', value: '/contacts/imports/9' } },
  { kind: 'copy-answered', answer: { kind: 'in-doubt', error } },
  { kind: 'copy-searched', found: { known: undefined } },
  { kind: 'copy-searched', found: { unknown: error } },
  { kind: 'copies-deleted', left: [], tried: ['/contacts/imports/9'] },
  { kind: 'newest-noted', for: 'part', newest: { known: 3 }, also: [] },
  { kind: 'newest-noted', for: 'sync', newest: { unknown: error }, also: [] },
  { kind: 'newest-noted', for: 'rest', newest: { unknown: error }, also: [] },
  { kind: 'part-read', part: 0, sha256: '0' },
  { kind: 'part-read', part: 0, sha256: 'other' },
  { kind: 'file-ended' },
  { kind: 'file-failed', error },
  { kind: 'part-answered', part: 0, answer: { kind: 'accepted', value: { also: [] } } },
  { kind: 'part-answered', part: 0, answer: { kind: 'accepted', value: { sync, also: [] } } },
  { kind: 'part-answered', part: 0, answer: { kind: 'refused', error } },
  { kind: 'part-answered', part: 0, answer: { kind: 'in-doubt', error } },
  { kind: 'sync-answered', answer: { kind: 'accepted', value: sync } },
  { kind: 'sync-answered', answer: { kind: 'refused', error } },
  { kind: 'sync-answered', answer: { kind: 'in-doubt', error } },
  { kind: 'sync-searched', for: 'part', found: { unknown: error }, also: [] },
  { kind: 'sync-searched', for: 'sync', found: { known: { kind: 'none' } }, also: [] },
  { kind: 'sync-searched', for: 'sync', found: { known: { kind: 'ours', sync } }, also: [] },
  { kind: 'definition-read', found: { known: 'gone' }, refusal: error },
  { kind: 'sync-read', syncUri: '/syncs/7', read: { known: { status: 'success' } } },
  { kind: 'sync-read', syncUri: '/syncs/7', read: { unknown: error } },
  { kind: 'log-read', syncUri: '/syncs/7', logs: { unknown: error } },
  { kind: 'rejects-counted', syncUri: '/syncs/7', rejects: { known: 0 } },
  { kind: 'others-searched', syncUris: { unknown: error } },
  { kind: 'run-failed', error, on: 'disk' },
  { kind: 'answered', choice: 'stop' },
  { kind: 'answered', choice: 'send-again' },
  { kind: 'paused', isRunning: true },
  { kind: 'paused', isRunning: false },
  { kind: 'resumed' },
  { kind: 'cancelled' },
  { kind: 'tried-again' },
  { kind: 'sync-ordered' },
  { kind: 'held-back', by: [] },
  { kind: 'let-through' },
  { kind: 'rows-taken', sync, counted: 'all' },
  { kind: 'rows-taken', sync, counted: 'no-proof' },
  { kind: 'rows-taken', sync, counted: { missing: 1 } },
  { kind: 'rows-discarded' },
  { kind: 'rows-discarded', with: 'other.csv' },
  { kind: 'discard-unsettled' },
  { kind: 'rest-noted', newest: 4 },
  { kind: 'practice-ended' },
]

const arrived = (record: UploadRecord) => ({
  ...record,
  parts: record.parts.map((part) => ({ ...part, state: 'arrived' as const, arrivedAt: STAMP.at })),
})

/** A record in each phase, as it is there by itself. */
function inPhase(record: UploadRecord, phase: UploadPhase): UploadRecord {
  const copy = record.way === 'private-copy' ? { copy: { name: 'c', uri: '/contacts/imports/9' } } : {}
  const syncs = [{ batch: 0, uri: '/syncs/7', askedAt: '', logs: [], status: 'pending' }]
  const settled = [{ batch: 0, uri: '/syncs/7', askedAt: '', logs: [], status: 'success', rejects: 0 }]
  const records: Readonly<Record<UploadPhase, UploadRecord>> = {
    copy: record,
    parts: { ...record, ...copy, phase: 'parts', state: 'sending' },
    staged: { ...arrived(record), phase: 'staged', state: 'staged' },
    'start-sync': { ...arrived(record), ...copy, phase: 'start-sync', state: 'syncing' },
    watch: { ...arrived(record), ...copy, phase: 'watch', state: 'syncing', syncs },
    clean: { ...arrived(record), ...copy, phase: 'clean', state: 'syncing', syncs: settled },
    ended: { ...arrived(record), phase: 'ended', state: 'stopped', syncs, outcome: { kind: 'stopped' } },
  }
  return records[phase]
}

function expectSound({ before, event, after, effects }: WalkStep): void {
  expect(JSON.parse(JSON.stringify(after)), 'a record is plain data').toEqual(withoutUndefined(after))
  const isAtRest = ['needs-you', 'paused', 'staged', 'done', 'stopped'].includes(after.state)
  if (isAtRest) expect(isInFlight(after), `nothing is on its way in ${after.state}`).toBe(false)
  if (after.isPaused || after.isCancelled) expect(onceOnly({ before, event, after, effects })).toEqual([])
  if (after.phase === 'ended') expect(effects.every(({ kind }) => kind === 'delete-copies')).toBe(true)
  if (after.state === 'done') expectDone(after)
  expect(after.lastSyncId ?? 0, 'the noted number never goes down').toBeGreaterThanOrEqual(before.lastSyncId ?? 0)
  const uris = after.syncs.flatMap(({ uri }) => uri ?? [])
  expect(new Set(uris).size, 'one sync settles one part').toBe(uris.length)
  for (const effect of effects) {
    if (effect.kind !== 'post-part') continue
    expect(before.parts[effect.part]?.state, 'a part goes out once').toBe('planned')
    expect(after.parts[effect.part]?.state, 'and is noted before').toBe('sending')
  }
  if (JSON.stringify(event).includes('"unknown"')) expectNothingConcluded(before, after)
}

function expectDone(record: UploadRecord): void {
  expect(record.parts.every(({ state }) => state === 'arrived')).toBe(true)
  expect(record.syncs.every(isThrough), 'every sync went through').toBe(true)
  expect(
    record.syncs.some(({ lacksRows }) => lacksRows),
    'and took every row',
  ).toBe(false)
  const batches = new Set(record.syncs.map(({ batch }) => batch))
  expect(
    record.parts.every(({ batch }) => batches.has(batch)),
    'every batch has its sync',
  ).toBe(true)
}

/** What could not be read adopts no sync, settles no part, and finishes nothing but a sync whose lists are done without. */
function expectNothingConcluded(before: UploadRecord, after: UploadRecord): void {
  expect(after.syncs.filter(({ uri }) => uri).length).toBe(before.syncs.filter(({ uri }) => uri).length)
  const arrivedIn = ({ parts: all }: UploadRecord) => all.filter(({ state }) => state === 'arrived').length
  expect(arrivedIn(after)).toBeLessThanOrEqual(arrivedIn(before))
  expect(after.outcome?.kind === 'definition-gone' && before.outcome?.kind !== 'definition-gone').toBe(false)
  expect(after.lastSyncId).toBe(before.lastSyncId)
}

function withoutUndefined(record: UploadRecord): unknown {
  return JSON.parse(
    JSON.stringify(record, (_, value: unknown) => (value === undefined ? null : value)),
    (_, value) => (value === null ? undefined : value),
  )
}

const PHASES = ['copy', 'parts', 'staged', 'start-sync', 'watch', 'clean', 'ended'] as const

describe.each(Object.entries(STARTS))('an upload to %s', (_name, start) => {
  test.each(PHASES)('in phase %s takes every event, and concludes nothing from what is unknown', (phase) => {
    for (const event of EVENTS) {
      const before = inPhase(start(), phase)
      const { record: after, effects } = transition(before, { ...event, ...STAMP })
      expectSound({ before, event, after, effects })
    }
  })

  test('holds in every world that chance makes of it', () => {
    const ends = new Map<string, number>()
    const property = fc.property(
      fc.array(fc.noBias(fc.nat(255)), { minLength: 40, maxLength: 400, size: 'max' }),
      (dice) => {
        const steps = walk(start(), dice)
        for (const step of steps) expectSound(step)
        expectSentOnce(steps)
        for (const state of new Set(steps.map(({ after }) => after.state))) ends.set(state, (ends.get(state) ?? 0) + 1)
      },
    )
    fc.assert(property, { numRuns: Number(process.env.CORE_RUNS ?? 60) })
    expect(ends.get('done') ?? 0, 'some are finished').toBeGreaterThan(0)
    expect(ends.get('stopped') ?? 0, 'some are not').toBeGreaterThan(0)
  })
})

/**
 * No part of a target may arrive there twice without the user's word: after a post that was taken, or may have been, the
 * same part goes to the same place only when the user said to send it again.
 */
function expectSentOnce(steps: readonly WalkStep[]): void {
  const open = new Map<string, number>()
  for (const step of steps) {
    const { event, before, effects } = step
    const target = before.copy?.uri ?? before.definition.uri
    if (event.kind === 'part-answered' && event.answer.kind === 'refused') open.delete(`${target} ${event.part}`)
    const isUsersWord =
      event.kind === 'answered' && event.choice === 'send-again' && before.question?.kind === 'part-in-doubt'
    if (isUsersWord)
      for (const { index, state } of before.parts) if (state === 'in-doubt') open.delete(`${target} ${index}`)
    if (event.kind === 'tried-again')
      for (const { index, state } of before.parts) if (state === 'refused') open.delete(`${target} ${index}`)
    for (const effect of effects) {
      if (effect.kind !== 'post-part') continue
      const key = `${step.after.copy?.uri ?? step.after.definition.uri} ${effect.part}`
      expect(open.has(key), `part ${effect.part} goes out once`).toBe(false)
      open.set(key, 1)
    }
  }
}

describe('a sync that a question names', () => {
  const asked = () =>
    transition(
      { ...inPhase(straight(), 'start-sync'), syncs: [{ batch: 0, askedAt: '', logs: [], isLost: true }] },
      {
        kind: 'sync-searched',
        for: 'sync',
        found: { known: { kind: 'maybe', sync, named: { uri: '/syncs/7' }, mayTellMore: false } },
        also: [],
        ...STAMP,
      },
    ).record

  test('is asked about, never adopted by itself, and spoken for from then on', () => {
    expect(asked()).toMatchObject({ state: 'needs-you', namedSyncs: ['/syncs/7'], syncs: [{ isLost: true }] })
  })

  test('is followed once the user says so', () => {
    const { record } = transition(asked(), { kind: 'answered', choice: 'take-sync', ...STAMP })
    expect(record).toMatchObject({ phase: 'watch', syncs: [{ uri: '/syncs/7' }] })
  })

  test('may be named again where the user has the list looked at once more', () => {
    const { record } = transition(asked(), { kind: 'answered', choice: 'check-again', ...STAMP })
    expect(record.namedSyncs).toEqual([])
  })
})

describe('a batch that failed', () => {
  const failed = (status: string) => ({
    ...inPhase(copied(), 'clean'),
    copy: undefined,
    batch: 1,
    syncs: [
      { batch: 0, uri: '/syncs/7', askedAt: '', logs: [], status, rejects: 0 },
      { batch: 1, uri: '/syncs/8', askedAt: '', logs: [], status: 'success', rejects: 0 },
    ],
  })

  test.each(['error', 'errored', 'cancelled'])('(%s) keeps the upload from being done, and is named', (status) => {
    const { record } = transition(failed(status), { kind: 'turn', ...STAMP })
    expect(record).toMatchObject({ phase: 'ended', state: 'stopped', outcome: { kind: 'incomplete' } })
  })

  test('that did not fail lets it be done', () => {
    const { record } = transition(failed('warning'), { kind: 'turn', ...STAMP })
    expect(record).toMatchObject({ phase: 'ended', state: 'done', outcome: { kind: 'finished' } })
  })
})
