import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import type { UploadChoice, WaitingRows } from '../../../shared/uploads/upload.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { Publish } from '../../platform/desktop.ts'
import type { TransferBook } from '../../transfers/transfer-book.ts'
import { PART_LIMITS } from '../check/plan-upload.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { answered } from '../sending/answer-upload.ts'
import { isGoingOn, pausedWords, pauseMeans, whyNoPause } from '../sending/pause-upload.ts'
import { revived } from '../sending/revive-upload.ts'
import type { RunParts } from '../sending/run-upload.ts'
import type { Leaving } from '../staging/leave-definition.ts'
import { type ActiveUpload, createActiveUploads } from './active-uploads.ts'
import { createDefinitionStaging, type Place } from './definition-staging.ts'
import { createUploadQueue } from './upload-queue.ts'
import { createRateMeter } from './upload-transfer.ts'

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
  /** Finishes the part in flight, then sends nothing until `unpause`, also after a restart. */
  pause(uploadId: string): void
  unpause(uploadId: string): void
  cancel(uploadId: string): void
  /** The rows of this upload that wait at its definition. */
  waiting(record: UploadRecord): WaitingRows | undefined
  waitingAt(place: Place): readonly WaitingRows[]
  /** As `waitingAt`, but asks Eloqua first whether a sync has taken some of them. */
  lookForWaiting(client: EloquaClient, place: Place): Promise<readonly WaitingRows[]>
  /** Has everything deleted that waits at the upload's definition, and ends or rewinds the uploads whose rows it was. */
  discard(uploadId: string, deleteAll: (record: UploadRecord) => Promise<void>): Promise<void>
  /** Resolves when nothing is running any more. */
  settled(): Promise<void>
  /** From now on nothing is written or started: the app is closing, and the next start takes over. */
  close(): void
}

export function createUploadDesk(parts: UploadDeskParts): UploadDesk {
  const now = parts.now ?? (() => new Date())
  const uploads = createActiveUploads(parts, now, {
    cancel: (uploadId) => desk.cancel(uploadId),
    retry: (uploadId) => void desk.retry(uploadId).catch((error) => sayWhyNot(uploadId, error)),
    pause: (uploadId) => desk.pause(uploadId),
    resume: (uploadId) => desk.unpause(uploadId),
  })
  const staging = createDefinitionStaging({ ...parts, uploads }, now, leave)
  const queue = createUploadQueue(
    { ...parts, uploads, staging, alsoThere: staging.alsoThere, isAnothers: staging.isAnothers },
    afterRun,
  )

  function sayWhyNot(uploadId: string, error: unknown): void {
    const message = isAppError(error) ? error.message : 'This upload cannot go on.'
    uploads.find(uploadId)?.transfer.update({ message })
  }

  function afterRun(entry: ActiveUpload): void {
    const isCancelled = entry.abort.signal.aborted && entry.record.phase !== 'ended'
    if (isCancelled) uploads.hands(entry).keep(stoppedNow(entry.record))
    staging.noteTaken(entry.record)
    parts.onRest?.(entry.record)
    queue.pump()
  }

  /** Its rows left the definition without its own doing. What is not of this run is changed in the journal alone. */
  function leave(record: UploadRecord, { change, event }: Leaving): void {
    const entry = uploads.find(record.uploadId)
    if (entry) {
      uploads.keep(entry, change, event)
      return
    }
    const events = event ? [...record.events, { at: now().toISOString(), text: event }] : record.events
    saveQuietly(parts.journal, { ...record, ...change, events })
    parts.publish('upload-changed', { uploadId: record.uploadId })
  }

  function stoppedNow(record: UploadRecord): Partial<UploadRecord> {
    return answered(record, 'stop', now(), parts.limits ?? PART_LIMITS)
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
    queue.pump()
    if (!entry.running) parts.onRest?.(entry.record)
  }

  const desk: UploadDesk = {
    start(record) {
      parts.journal.save(record)
      uploads.adopt(record)
      queue.pump()
    },
    resume() {
      for (const record of parts.journal.unfinished()) {
        if (record.environment === 'practice') saveQuietly(parts.journal, practiceIsGone(record, now()))
        else uploads.adopt(record)
        parts.publish('upload-changed', { uploadId: record.uploadId })
      }
      queue.pump()
    },
    find: (uploadId) => uploads.find(uploadId)?.record ?? parts.journal.find(uploadId),
    async answer(uploadId, choice) {
      const entry = await unfinished(uploadId)
      const onTop = choice === 'send-on-top' ? staging.inTheWay(entry.record).map((one) => one.uploadId) : []
      const agreed = onTop.length > 0 ? { onTopOf: [...(entry.record.onTopOf ?? []), ...onTop] } : {}
      const change = { ...answered(entry.record, choice, now(), parts.limits ?? PART_LIMITS), ...agreed }
      if (change.phase === 'ended') end(entry, change)
      else uploads.save(entry, change)
      queue.pump()
    },
    async retry(uploadId) {
      const entry = await atRest(uploadId)
      if (entry.record.phase !== 'ended') return desk.answer(uploadId, 'retry')
      const change = revived(entry.record)
      if (!change) {
        const again =
          'This upload cannot go on. Check the file again, and send as a new upload what is not in Eloqua yet.'
        throw notNow(`${again} ${appliedSoFar(entry.record)}`)
      }
      entry.abort = new AbortController()
      uploads.save(entry, change, 'You tried again.')
      queue.pump()
    },
    async startStagedSync(uploadId) {
      const entry = await unfinished(uploadId)
      if (entry.record.phase !== 'staged') throw notNow('Nothing waits to be synced.')
      const change = { phase: 'start-sync', state: 'syncing', error: undefined, isPaused: undefined } as const
      uploads.save(entry, change, 'You started the sync.')
      queue.pump()
    },
    pause(uploadId) {
      const entry = uploads.find(uploadId)
      if (!entry || entry.record.isPaused) return
      if (!pauseMeans(entry.record)) throw notNow(whyNoPause(entry.record) ?? 'There is nothing to pause here.')
      if (entry.running) uploads.save(entry, { isPaused: true }, 'You paused it.')
      else uploads.save(entry, { isPaused: true, state: 'paused' }, pausedWords(entry.record))
      entry.pause.abort()
      queue.pump()
    },
    unpause(uploadId) {
      const entry = uploads.find(uploadId)
      if (!entry?.record.isPaused || entry.record.phase === 'ended') return
      const state = entry.record.state === 'paused' ? 'queued' : entry.record.state
      uploads.save(entry, { isPaused: undefined, restarts: 0, state }, 'You resumed it.')
      entry.pause = new AbortController()
      entry.meter = createRateMeter()
      queue.pump()
    },
    waiting: (record) => staging.waiting(record),
    waitingAt: (place) => staging.at(place),
    async lookForWaiting(client, place) {
      await staging.lookForSyncs(client, place)
      queue.pump()
      return staging.at(place)
    },
    async discard(uploadId, deleteAll) {
      const record = desk.find(uploadId)
      const isAtRest = record?.phase === 'ended' || record?.phase === 'staged'
      if (!record || !isAtRest || !staging.waiting(record)) throw notNow('Nothing of this upload is waiting.')
      await queue.whileIdle(record, async () => {
        await deleteAll(record)
        staging.noteDiscarded(desk.find(uploadId) ?? record)
      })
      const ended = desk.find(uploadId)
      if (record.phase === 'staged' && ended) parts.onRest?.(ended)
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
      queue.close()
      uploads.close()
    },
  }
  return desk
}

function notNow(message: string): AppError {
  return new AppError({ code: 'not-allowed-now', message })
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
