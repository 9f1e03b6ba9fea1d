import { notNow } from '../../../shared/contract/errors.ts'
import type { WaitingRows } from '../../../shared/uploads/upload.ts'
import type { UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { cannotReviveWords, whyNoPauseWords } from '../../../shared/words/upload-controls.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { toKnownError } from '../../platform/defects.ts'
import { choicesOf } from '../core/choices.ts'
import type { Happening } from '../core/events.ts'
import { isGoingOn, mayPause } from '../core/pause.ts'
import { mayRevive } from '../core/revive.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { toUpload } from '../outcome/to-upload.ts'
import { type Place, placeKey } from '../staging/place.ts'
import { type ActiveUpload, createActiveUploads } from './active-uploads.ts'
import { createDefinitionStaging } from './definition-staging.ts'
import type { DeskRoom, UploadDeskParts } from './desk-room.ts'
import { createStagedRows } from './staged-desk.ts'
import { createUploadQueue } from './upload-queue.ts'

/** Runs uploads: several at once, but one per definition at a time; each survives the end of the app. */
export interface UploadDesk {
  /** Throws a disk error when the upload cannot be noted: then nothing is sent. */
  start(record: UploadRecord): void
  /** Takes up what the last run of the app left unfinished. */
  resume(): void
  /** Takes up what another process has left since. Gives the uploads that others are at work on. */
  lookElsewhere(): readonly string[]
  /** The upload as it stands, also where its latest change could not be written. */
  find(uploadId: string): UploadRecord | undefined
  answer(uploadId: string, choice: UploadChoice): Promise<void>
  /** Goes on with an upload that waits for the user or stopped. Rejects when only a new upload would be honest. */
  retry(uploadId: string): Promise<void>
  startStagedSync(uploadId: string): Promise<void>
  /** Goes on with the uploads of this connection that wait for the user to sign in. */
  goOn(connectionId: string): void
  /** Finishes the part on its way, then sends nothing until `unpause`, also after a restart. */
  pause(uploadId: string): void
  unpause(uploadId: string): void
  cancel(uploadId: string): void
  /** The rows of this upload that are staged at its definition. */
  waiting(record: UploadRecord): WaitingRows | undefined
  waitingAt(place: Place): readonly WaitingRows[]
  /** As `waitingAt`, but asks Eloqua first whether a sync has taken some of them. */
  lookForWaiting(client: EloquaClient, place: Place): Promise<readonly WaitingRows[]>
  /** Has everything deleted that is staged at the upload's definition, and ends or rewinds the uploads whose rows it was. */
  discard(uploadId: string, deleteAll: (record: UploadRecord) => Promise<void>): Promise<void>
  /** Resolves when nothing is running any more. */
  settled(): Promise<void>
  /** From now on nothing is written or started: the app is closing, and the next start takes over. */
  close(): void
}

export function createUploadDesk(parts: UploadDeskParts): UploadDesk {
  const now = () => parts.environment.now()
  const uploads = createActiveUploads(parts, {
    cancel: (uploadId) => presses.cancel(uploadId),
    retry: (uploadId) => void answers.retry(uploadId).catch((error) => sayWhyNot(room, uploadId, error)),
    pause: (uploadId) => presses.pause(uploadId),
    resume: (uploadId) => presses.unpause(uploadId),
  })
  const staging = createDefinitionStaging({ ...parts, uploads }, now)
  const queue = createUploadQueue({ ...parts, uploads, staging }, (entry) => {
    staging.noteTaken(entry.record)
    parts.onRest?.(entry.record)
    queue.pump()
    uploads.settle(entry.record)
  })
  const find = (uploadId: string) => uploads.recordOf(uploadId)
  const room: DeskRoom = { ...parts, uploads, staging, queue, find }
  const answers = createAnswers(room)
  const presses = createPresses(room)
  return {
    ...answers,
    ...presses,
    ...createStagedRows(room),
    find,
    start: (record) => start(room, record),
    resume: () => resume(room),
    lookElsewhere: () => lookElsewhere(room),
    async settled() {
      while (uploads.all().some((entry) => entry.running))
        await Promise.all(uploads.all().map(({ running }) => running))
    },
    close() {
      queue.close()
      uploads.close()
      parts.claims.close()
    },
  }
}

/** One that another process left at the definition is gone on with first, or finished by the user. */
function start({ journal, uploads, queue }: DeskRoom, record: UploadRecord): void {
  if (!uploads.claim(record)) throw notNow(uploadReasons.definitionElsewhere)
  try {
    const isLeft = (one: UploadRecord) => placeKey(one) === placeKey(record) && !uploads.find(one.uploadId)
    if (journal.unfinished().some(isLeft)) throw notNow(uploadReasons.unfinishedThere)
    journal.save(record)
  } catch (error) {
    uploads.settle(record)
    throw error
  }
  uploads.adopt(record)
  queue.pump()
}

function resume(room: DeskRoom): void {
  for (const record of room.journal.unfinished()) takeUp(room, record)
  room.queue.pump()
}

/** Left to the process that is at work on the upload, if one is. */
function takeUp({ uploads, journal, publish }: DeskRoom, { uploadId, ...found }: UploadRecord): void {
  if (!uploads.claim(found)) return
  // It may have come to its end while it was being claimed.
  const record = journal.find(uploadId)
  if (!record || record.phase === 'ended') {
    uploads.settle(found)
    return
  }
  // The practice instance lives in memory: what was being sent to it ended with the app.
  if (record.environment === 'practice') uploads.keepOf(record, { kind: 'practice-ended' })
  else uploads.adopt(record)
  publish('upload-changed', { uploadId })
}

function lookElsewhere(room: DeskRoom): readonly string[] {
  const { journal, uploads, queue, claims } = room
  const isOurs = (record: UploadRecord) => uploads.find(record.uploadId) !== undefined && claims.holds(record)
  for (const record of journal.unfinished()) if (!isOurs(record)) takeUp(room, record)
  queue.pump()
  return journal.unfinished().flatMap((record) => (isOurs(record) ? [] : [record.uploadId]))
}

function sayWhyNot({ uploads, log }: DeskRoom, uploadId: string, error: unknown): void {
  const { message } = toKnownError(error, log, 'going on with an upload')
  uploads.find(uploadId)?.transfer.update({ message })
}

/** The question is on disk, and seen, a moment before the run that asked it has let go of the file. */
async function atRest({ uploads, find }: DeskRoom, uploadId: string): Promise<ActiveUpload> {
  const found = find(uploadId)
  if (!found) throw notNow(uploadReasons.notInHistory)
  if (!uploads.claim(found)) throw notNow(uploadReasons.atWorkElsewhere)
  const entry = uploads.adopt(find(uploadId) ?? found)
  if (entry.running && isGoingOn(entry.record)) throw notNow(uploadReasons.running)
  await entry.running
  return entry
}

async function unfinished(room: DeskRoom, uploadId: string): Promise<ActiveUpload> {
  if (room.find(uploadId)?.phase === 'ended') throw notNow(uploadReasons.over)
  return atRest(room, uploadId)
}

/** What the user does, where no run is at work: one that ended by it may leave a copy to delete, and is told of. */
function noteAtRest(room: DeskRoom, entry: ActiveUpload, event: Happening): void {
  room.uploads.note(entry, event)
  afterNote(room, entry)
}

function afterNote(room: DeskRoom, entry: ActiveUpload): void {
  if (entry.record.phase === 'ended') {
    entry.isDirty = true
    if (!entry.running) room.onRest?.(entry.record)
  }
  room.queue.pump()
  room.uploads.settle(entry.record)
}

function createAnswers(room: DeskRoom): Pick<UploadDesk, 'answer' | 'retry' | 'startStagedSync' | 'goOn'> {
  async function answer(uploadId: string, choice: UploadChoice): Promise<void> {
    const entry = await unfinished(room, uploadId)
    if (choice !== 'stop' && !choicesOf(entry.record).includes(choice)) throw notNow(uploadReasons.notWaitingForThat)
    const onTopOf = choice === 'send-on-top' ? room.staging.inTheWay(entry.record).map((one) => one.uploadId) : []
    noteAtRest(room, entry, { kind: 'answered', choice, onTopOf })
  }

  return {
    answer,
    async retry(uploadId) {
      const entry = await atRest(room, uploadId)
      if (entry.record.phase !== 'ended') return answer(uploadId, 'retry')
      if (!mayRevive(entry.record)) throw notNow(cannotReviveWords(toUpload(entry.record)))
      entry.abort = new AbortController()
      entry.pause = new AbortController()
      room.uploads.note(entry, { kind: 'tried-again' })
      room.queue.pump()
    },
    goOn(connectionId) {
      for (const { record } of room.uploads.all()) {
        const waits = record.state === 'needs-you' && record.question?.kind === 'sign-in-again'
        if (waits && record.connectionId === connectionId)
          void answer(record.uploadId, 'retry').catch((error) => sayWhyNot(room, record.uploadId, error))
      }
    },
    async startStagedSync(uploadId) {
      const entry = await unfinished(room, uploadId)
      if (entry.record.phase !== 'staged') throw notNow(uploadReasons.noRowsStaged)
      room.uploads.note(entry, { kind: 'sync-ordered' })
      room.queue.pump()
    },
  }
}

function createPresses({ uploads, queue, find, ...room }: DeskRoom): Pick<UploadDesk, 'pause' | 'unpause' | 'cancel'> {
  return {
    pause(uploadId) {
      const entry = uploads.find(uploadId)
      if (!entry || entry.record.isPaused) return
      if (!mayPause(entry.record)) throw notNow(whyNoPauseWords())
      uploads.note(entry, { kind: 'paused', isRunning: entry.running !== undefined })
      entry.pause.abort()
      queue.pump()
    },
    unpause(uploadId) {
      const entry = uploads.find(uploadId)
      if (!entry?.record.isPaused || entry.record.phase === 'ended') return
      uploads.note(entry, { kind: 'resumed' })
      entry.pause = new AbortController()
      queue.pump()
    },
    cancel(uploadId) {
      const found = find(uploadId)
      if (!found || found.phase === 'ended') throw notNow(uploadReasons.over)
      if (!uploads.claim(found)) throw notNow(uploadReasons.atWorkElsewhere)
      const record = find(uploadId) ?? found
      const entry = uploads.adopt(record)
      entry.abort.abort()
      uploads.keep(entry, { kind: 'cancelled' })
      afterNote({ uploads, queue, find, ...room }, entry)
    },
  }
}
