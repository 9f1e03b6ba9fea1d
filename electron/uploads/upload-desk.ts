import type { AppErrorData } from '../../shared/errors.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { UploadChoice } from '../../shared/upload.ts'
import type { CsvEngine } from '../csv/engine.ts'
import type { Publish } from '../desktop.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { TransferBook, TransferHandle } from '../transfers/transfer-book.ts'
import { answered } from './answer-upload.ts'
import { driveUpload } from './drive-upload.ts'
import { deleteCopies } from './finish-batch.ts'
import type { UploadJournal } from './upload-journal.ts'
import type { UploadRecord } from './upload-record.ts'
import type { UploadRun } from './upload-run.ts'
import { createRateMeter, progressOf, transferOf } from './upload-transfer.ts'
import { cancelled } from './upload-trouble.ts'

export interface UploadDeskParts {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly journal: UploadJournal
  readonly transfers: TransferBook
  readonly publish: Publish
  /** Told of every upload that ended or needs the user, for a notice outside the window. */
  readonly onRest?: (record: UploadRecord) => void
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random?: () => number
  readonly now?: () => Date
  readonly reached?: (step: string) => void
}

/** Runs uploads: several at once, but one per definition at a time; each survives the end of the app. */
export interface UploadDesk {
  start(record: UploadRecord): void
  /** Takes up what the last run of the app left unfinished. */
  resume(): void
  answer(uploadId: string, choice: UploadChoice): Promise<void>
  startStagedSync(uploadId: string): Promise<void>
  cancel(uploadId: string): void
  /** Resolves when nothing is running any more. */
  settled(): Promise<void>
}

interface Active {
  record: UploadRecord
  readonly transfer: TransferHandle
  readonly meter: ReturnType<typeof createRateMeter>
  inFlight: number
  abort: AbortController
  running?: Promise<void>
}

const MAX_EVENTS = 200

export function createUploadDesk(parts: UploadDeskParts): UploadDesk {
  const now = parts.now ?? (() => new Date())
  const active = new Map<string, Active>()

  function save(entry: Active, change: Partial<UploadRecord>, event?: string): void {
    const events = event
      ? [...entry.record.events, { at: now().toISOString(), text: event }].slice(-MAX_EVENTS)
      : entry.record.events
    entry.record = { ...entry.record, ...change, events }
    parts.journal.save(entry.record)
    entry.transfer.update({
      ...transferOf(entry.record),
      progress: progressOf(entry.record, entry.inFlight, undefined),
    })
    parts.publish('upload-changed', { uploadId: entry.record.uploadId })
  }

  function adopt(record: UploadRecord): Active {
    const known = active.get(record.uploadId)
    if (known) return known
    const cancel = () => desk.cancel(record.uploadId)
    const retry = () => void desk.answer(record.uploadId, 'retry').catch(() => {})
    const opening = {
      ...transferOf(record),
      kind: 'upload' as const,
      progress: progressOf(record, 0, undefined),
      startedAt: record.createdAt,
    }
    const transfer = parts.transfers.open(opening, { cancel, retry })
    const entry: Active = { record, transfer, meter: createRateMeter(), inFlight: 0, abort: new AbortController() }
    active.set(record.uploadId, entry)
    return entry
  }

  function sent(entry: Active, bytes: number): void {
    entry.inFlight = bytes
    const plain = progressOf(entry.record, bytes, undefined)
    entry.transfer.progress(progressOf(entry.record, bytes, entry.meter(plain.done)))
  }

  async function runOne(entry: Active): Promise<void> {
    let run: UploadRun | undefined
    try {
      const client = await parts.clients.forConnection(entry.record.connectionId)
      run = {
        get record() {
          return entry.record
        },
        client,
        engine: parts.engine,
        signal: entry.abort.signal,
        save: (change, event) => save(entry, change, event),
        sent: (bytes) => sent(entry, bytes),
        sleep: (ms) => (parts.sleep ?? sleepUnlessAborted)(ms, entry.abort.signal),
        random: parts.random ?? Math.random,
        now,
        reached: parts.reached ?? (() => {}),
      }
      await driveUpload(run)
    } catch (error) {
      save(entry, couldNotGoOn(entry.record, error))
    }
    if (run && entry.abort.signal.aborted && entry.record.phase !== 'ended') cancelled(run)
    if (run && entry.record.phase === 'ended' && (entry.record.copy || entry.record.leftCopies.length > 0))
      await dropCopies(run)
  }

  function pump(): void {
    const busy = new Set([...active.values()].filter((entry) => entry.running).map((entry) => queueKey(entry.record)))
    for (const entry of active.values()) {
      if (entry.running || !wantsToRun(entry.record) || busy.has(queueKey(entry.record))) continue
      busy.add(queueKey(entry.record))
      entry.running = runOne(entry).finally(() => {
        entry.running = undefined
        parts.onRest?.(entry.record)
        pump()
      })
    }
  }

  function get(uploadId: string): Active {
    const record = active.get(uploadId)?.record ?? parts.journal.find(uploadId)
    if (!record || record.phase === 'ended')
      throw new AppError({ code: 'not-allowed-now', message: 'This upload is over.' })
    return adopt(record)
  }

  const desk: UploadDesk = {
    start(record) {
      parts.journal.save(record)
      adopt(record)
      pump()
    },
    resume() {
      for (const record of parts.journal.unfinished()) {
        if (record.environment === 'practice') parts.journal.save(practiceIsGone(record, now()))
        else adopt(record)
      }
      pump()
    },
    async answer(uploadId, choice) {
      const entry = get(uploadId)
      await rested(entry)
      save(entry, answered(entry.record, choice, now()))
      pump()
    },
    async startStagedSync(uploadId) {
      const entry = get(uploadId)
      await rested(entry)
      if (entry.record.phase !== 'staged')
        throw new AppError({ code: 'not-allowed-now', message: 'Nothing waits to be synced.' })
      save(entry, { phase: 'start-sync', state: 'syncing', error: undefined }, 'You started the sync.')
      pump()
    },
    cancel(uploadId) {
      const entry = get(uploadId)
      entry.abort.abort()
      if (!entry.running) {
        save(entry, answered(entry.record, 'stop', now()))
        parts.onRest?.(entry.record)
      }
    },
    async settled() {
      while ([...active.values()].some((entry) => entry.running)) {
        await Promise.all([...active.values()].map((entry) => entry.running))
      }
    },
  }
  return desk
}

/** The question is on disk, and seen, a moment before the run that asked it has let go of the file. */
async function rested(entry: Active): Promise<void> {
  if (!entry.running) return
  if (wantsToRun(entry.record))
    throw new AppError({ code: 'not-allowed-now', message: 'This upload is going on by itself.' })
  await entry.running
}

/** One upload per definition at a time: the same definition must never be in two syncs at once (best practices). */
function queueKey(record: UploadRecord): string {
  return `${record.connectionId} ${record.definition.uri.toLowerCase()}`
}

function wantsToRun(record: UploadRecord): boolean {
  return record.phase !== 'ended' && record.phase !== 'staged' && record.state !== 'needs-you'
}

function couldNotGoOn(record: UploadRecord, error: unknown): Partial<UploadRecord> {
  const data: AppErrorData = isAppError(error)
    ? error.toData()
    : { code: 'unknown', message: 'Something unexpected happened in Bulkdesk.' }
  const text = `${record.connectionLabel} cannot be used: ${data.message} Nothing was sent twice; sign in again and go on.`
  const choices = [
    { choice: 'retry' as const, label: 'Go on', means: 'Continues where it stopped; nothing is sent twice.' },
    { choice: 'stop' as const, label: 'Stop here', means: 'Nothing more is sent.' },
  ]
  return { state: 'needs-you', error: data, question: { kind: 'sign-in-again', text, choices } }
}

/** The practice instance lives in memory: what was being sent to it ended with the app. */
function practiceIsGone(record: UploadRecord, now: Date): UploadRecord {
  const outcome = 'The practice instance it was sent to is gone, and its data with it.'
  return { ...record, phase: 'ended', state: 'stopped', question: undefined, outcome, endedAt: now.toISOString() }
}

async function dropCopies(run: UploadRun): Promise<void> {
  const isSyncing = run.record.syncs.some((sync) => sync.batch === run.record.batch)
  // Deleting a definition under a running sync ends that sync in error (ELQ-00143): such a copy deletes itself later.
  if (!isSyncing) await deleteCopies(run)
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
