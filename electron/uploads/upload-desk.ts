import { AppError, isAppError } from '../../shared/errors.ts'
import type { UploadChoice } from '../../shared/upload.ts'
import type { Publish } from '../desktop.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import { type ActiveUpload, createActiveUploads } from './active-uploads.ts'
import { answered } from './answer-upload.ts'
import { isDoubtful, NO_SYNC_OF_OURS } from './applied-so-far.ts'
import { isDiskTrouble } from './disk-trouble.ts'
import { PART_LIMITS } from './plan-upload.ts'
import { revived } from './revive-upload.ts'
import { type RunParts, runUpload } from './run-upload.ts'
import type { UploadJournal } from './upload-journal.ts'
import type { UploadRecord } from './upload-record.ts'

export interface UploadDeskParts extends RunParts {
  readonly journal: UploadJournal
  readonly transfers: TransferBook
  readonly publish: Publish
  /** Told of every upload that ended or needs the user, for a notice outside the window. */
  readonly onRest?: (record: UploadRecord) => void
}

/** Runs uploads: several at once, but one per definition at a time; each survives the end of the app. */
export interface UploadDesk {
  /** Throws a disk error when the upload cannot be noted: then nothing is sent. */
  start(record: UploadRecord): void
  /** Takes up what the last run of the app left unfinished. */
  resume(): void
  /** The upload as it stands, also where its latest change could not be written. */
  find(uploadId: string): UploadRecord | undefined
  answer(uploadId: string, choice: UploadChoice): Promise<void>
  /** Goes on with an upload that waits for the user or stopped. Rejects when only a new upload would be honest. */
  retry(uploadId: string): Promise<void>
  startStagedSync(uploadId: string): Promise<void>
  /** Ends an upload whose staged rows were deleted at Eloqua. */
  discarded(uploadId: string): void
  cancel(uploadId: string): void
  /** Resolves when nothing is running any more. */
  settled(): Promise<void>
  /** From now on nothing is written or started: the app is closing, and the next start takes over. */
  close(): void
}

export function createUploadDesk(parts: UploadDeskParts): UploadDesk {
  const now = parts.now ?? (() => new Date())
  let isClosed = false
  const uploads = createActiveUploads(parts, now, {
    cancel: (uploadId) => desk.cancel(uploadId),
    retry: (uploadId) => void desk.retry(uploadId).catch((error) => sayWhyNot(uploadId, error)),
  })

  function sayWhyNot(uploadId: string, error: unknown): void {
    const message = isAppError(error) ? error.message : 'This upload cannot go on.'
    uploads.find(uploadId)?.transfer.update({ message })
  }

  function afterRun(entry: ActiveUpload): void {
    entry.running = undefined
    if (isClosed) return
    const isCancelled = entry.abort.signal.aborted && entry.record.phase !== 'ended'
    if (isCancelled) uploads.hands(entry).keep(stoppedNow(entry.record))
    parts.onRest?.(entry.record)
    pump()
  }

  function stoppedNow(record: UploadRecord): Partial<UploadRecord> {
    return answered(record, 'stop', now(), parts.limits ?? PART_LIMITS)
  }

  function pump(): void {
    if (isClosed) return
    const busy = new Set(uploads.all().flatMap((entry) => (entry.running ? queueKey(entry.record) : [])))
    for (const entry of uploads.all()) {
      if (entry.running || !wantsToRun(entry) || busy.has(queueKey(entry.record))) continue
      busy.add(queueKey(entry.record))
      entry.isDirty = false
      entry.running = runUpload(parts, uploads.hands(entry)).finally(() => afterRun(entry))
    }
  }

  /** The question is on disk, and seen, a moment before the run that asked it has let go of the file. */
  async function atRest(uploadId: string): Promise<ActiveUpload> {
    const record = desk.find(uploadId)
    if (!record) throw new AppError({ code: 'not-allowed-now', message: 'This upload is no longer in the history.' })
    const entry = uploads.adopt(record)
    if (entry.running && isGoingOn(entry.record)) throw notNow('This upload is going on by itself.')
    await entry.running
    return entry
  }

  async function unfinished(uploadId: string): Promise<ActiveUpload> {
    if (desk.find(uploadId)?.phase === 'ended') throw notNow('This upload is over.')
    return atRest(uploadId)
  }

  function end(entry: ActiveUpload, change: Partial<UploadRecord>): void {
    uploads.save(entry, change, change.outcome)
    entry.isDirty = true
    pump()
    if (!entry.running) parts.onRest?.(entry.record)
  }

  const desk: UploadDesk = {
    start(record) {
      parts.journal.save(record)
      uploads.adopt(record)
      pump()
    },
    resume() {
      for (const record of parts.journal.unfinished()) {
        if (record.environment === 'practice') saveQuietly(parts.journal, practiceIsGone(record, now()))
        else uploads.adopt(record)
        parts.publish('upload-changed', { uploadId: record.uploadId })
      }
      pump()
    },
    find: (uploadId) => uploads.find(uploadId)?.record ?? parts.journal.find(uploadId),
    async answer(uploadId, choice) {
      const entry = await unfinished(uploadId)
      const change = answered(entry.record, choice, now(), parts.limits ?? PART_LIMITS)
      if (change.phase === 'ended') end(entry, change)
      else uploads.save(entry, change)
      pump()
    },
    async retry(uploadId) {
      const entry = await atRest(uploadId)
      if (entry.record.phase !== 'ended') return desk.answer(uploadId, 'retry')
      const change = revived(entry.record)
      if (!change) throw notNow('This upload cannot go on. Check the file again and send it as a new upload.')
      entry.abort = new AbortController()
      uploads.save(entry, change, 'You tried again.')
      pump()
    },
    async startStagedSync(uploadId) {
      const entry = await unfinished(uploadId)
      if (entry.record.phase !== 'staged') throw notNow('Nothing waits to be synced.')
      uploads.save(entry, { phase: 'start-sync', state: 'syncing', error: undefined }, 'You started the sync.')
      pump()
    },
    discarded(uploadId) {
      const record = desk.find(uploadId)
      if (record) end(uploads.adopt(record), discardedRecord(record, now()))
    },
    cancel(uploadId) {
      const record = desk.find(uploadId)
      if (!record || record.phase === 'ended') throw notNow('This upload is over.')
      const entry = uploads.adopt(record)
      entry.abort.abort()
      if (!entry.running) end(entry, stoppedNow(entry.record))
    },
    async settled() {
      while (uploads.all().some((entry) => entry.running)) {
        await Promise.all(uploads.all().map((entry) => entry.running))
      }
    },
    close() {
      isClosed = true
      uploads.close()
    },
  }
  return desk
}

function notNow(message: string): AppError {
  return new AppError({ code: 'not-allowed-now', message })
}

/** One upload per definition at a time: the same definition must never be in two syncs at once (best practices). */
function queueKey(record: UploadRecord): string {
  return `${record.connectionId} ${record.definition.uri.toLowerCase()}`
}

function isGoingOn(record: UploadRecord): boolean {
  return record.phase !== 'ended' && record.phase !== 'staged' && record.state !== 'needs-you'
}

/** An upload that ended outside a run may have left copies behind, which a run deletes. */
function wantsToRun({ record, isDirty }: ActiveUpload): boolean {
  if (record.phase !== 'ended') return isGoingOn(record)
  return isDirty && (record.copy?.uri !== undefined || record.leftCopies.length > 0)
}

/** The practice instance lives in memory: what was being sent to it ended with the app. */
function practiceIsGone(record: UploadRecord, now: Date): UploadRecord {
  const outcome = 'The practice instance it was sent to is gone, and its data with it.'
  return { ...record, phase: 'ended', state: 'stopped', question: undefined, outcome, endedAt: now.toISOString() }
}

function saveQuietly(journal: UploadJournal, record: UploadRecord): void {
  try {
    journal.save(record)
  } catch (error) {
    // Whoever looks at it is told that the journal cannot be written; the start of the app goes on.
    if (!isDiskTrouble(error)) throw error
  }
}

function discardedRecord(record: UploadRecord, now: Date): Partial<UploadRecord> {
  const parts = record.parts.map((part) =>
    part.batch === record.batch && part.state === 'arrived' ? { ...part, state: 'thrown-away' as const } : part,
  )
  const earlier = record.syncs.flatMap((sync) => sync.uri ?? [])
  const ownWords = record.parts.some(isDoubtful) ? NO_SYNC_OF_OURS : 'Nothing was applied.'
  const applied = earlier.length > 0 ? `Syncs already started: ${earlier.join(', ')}.` : ownWords
  const outcome = `You discarded the rows that waited at ${record.definition.name}. ${applied}`
  const error = { code: 'cancelled' as const, message: 'Discarded by you.' }
  return { parts, phase: 'ended', state: 'stopped', question: undefined, outcome, error, endedAt: now.toISOString() }
}
