import { notNow } from '../../../shared/contract/errors.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import type { Publish } from '../../platform/desktop.ts'
import { createRate, type Rate } from '../../platform/rate.ts'
import type { TransferBook, TransferHandle } from '../../transfers/transfer-book.ts'
import type { Effect } from '../core/effects.ts'
import type { Happening, UploadEvent } from '../core/events.ts'
import { transition } from '../core/transition.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import type { UploadEnvironment } from '../environment.ts'
import { diskTrouble, isDiskTrouble } from '../journal/disk-trouble.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import { type Place, placeKey } from '../staging/place.ts'
import type { PlaceClaims } from './place-claims.ts'
import { progressOf, transferOf } from './upload-transfer.ts'

/** An upload this run of the app knows of. */
export interface ActiveUpload {
  readonly record: UploadRecord
  readonly transfer: TransferHandle
  /** Aborted when the user cancels. A new one takes its place when the upload is taken up again. */
  abort: AbortController
  /** Aborted when the user pauses: it wakes what waits. A new one takes its place when they resume. */
  pause: AbortController
  running?: Promise<void>
  /** It ended outside a run: something may be left to clean up. */
  isDirty: boolean
}

/** Where records change: each event is noted in the journal, and only then known. */
export interface ActiveUploads {
  all(): readonly ActiveUpload[]
  find(uploadId: string): ActiveUpload | undefined
  /** The upload as it stands: as this process knows it while the upload is its own to change, else as it is on disk. */
  recordOf(uploadId: string): UploadRecord | undefined
  /**
   * Makes the uploads to this definition this process's own to change. False while another process has them. What is known
   * of them is read anew where they were not its own before. Throws a disk error.
   */
  claim(place: Place): boolean
  /** Lets other processes have them, once none of them has anything left to do. */
  settle(place: Place): void
  /** The known entry of this upload, or a new one with a row in the transfers panel. */
  adopt(record: UploadRecord): ActiveUpload
  /**
   * Journal first, then memory, then the window. Throws a disk error, and `not-allowed-now` where another process is at work
   * on the upload, and then changes nothing.
   */
  note(entry: ActiveUpload, event: Happening): readonly Effect[]
  /** As `note`; where it cannot be written the change is kept for this run of the app alone. */
  keep(entry: ActiveUpload, event: Happening): void
  /** As `keep`, for an upload that this run of the app may not know. Left to the process that is at work there, if one is. */
  keepOf(record: UploadRecord, event: Happening): void
  sent(entry: ActiveUpload, bytes: number): void
  close(): void
}

interface Entry extends ActiveUpload {
  record: UploadRecord
  readonly rate: Rate
  inFlight: number
  /** When its latest event was, by the clock that cannot be set. */
  latest: number
}

type Actions = Readonly<Record<'cancel' | 'retry' | 'pause' | 'resume', (uploadId: string) => void>>

interface ActiveUploadsParts {
  readonly journal: UploadJournal
  readonly claims: PlaceClaims
  readonly transfers: TransferBook
  readonly publish: Publish
  readonly environment: UploadEnvironment
}

export function createActiveUploads(parts: ActiveUploadsParts, actions: Actions): ActiveUploads {
  return new NotedUploads(parts, actions)
}

class NotedUploads implements ActiveUploads {
  readonly #parts: ActiveUploadsParts
  readonly #actions: Actions
  readonly #active = new Map<string, Entry>()
  #isClosed = false

  constructor(parts: ActiveUploadsParts, actions: Actions) {
    this.#parts = parts
    this.#actions = actions
  }

  all(): readonly ActiveUpload[] {
    return [...this.#active.values()]
  }

  find(uploadId: string): ActiveUpload | undefined {
    return this.#active.get(uploadId)
  }

  recordOf(uploadId: string): UploadRecord | undefined {
    const known = this.#active.get(uploadId)?.record
    if (known && this.#parts.claims.holds(known)) return known
    return this.#parts.journal.find(uploadId) ?? known
  }

  claim(place: Place): boolean {
    const { claims, journal } = this.#parts
    if (claims.holds(place)) return true
    if (!claims.take(place)) return false
    for (const entry of this.#at(place)) {
      const record = journal.find(entry.record.uploadId)
      if (record && JSON.stringify(record) !== JSON.stringify(entry.record)) this.#show(entry, record)
    }
    return true
  }

  settle(place: Place): void {
    const { claims, journal } = this.#parts
    const isOver = ({ record, running, isDirty }: Entry) =>
      record.phase === 'ended' && !running && !(isDirty && leavesCopies(record))
    // What could not be written is known here alone.
    const isWritten = ({ record }: Entry) => journal.find(record.uploadId)?.phase === 'ended'
    if (claims.holds(place) && this.#at(place).every((entry) => isOver(entry) && isWritten(entry)))
      claims.release(place)
  }

  #at(place: Place): readonly Entry[] {
    const key = placeKey(place)
    return [...this.#active.values()].filter(({ record }) => placeKey(record) === key)
  }

  adopt(record: UploadRecord): Entry {
    const entry = this.#active.get(record.uploadId) ?? open(this.#parts.transfers, record, this.#actions)
    this.#active.set(record.uploadId, entry)
    return entry
  }

  note({ record }: ActiveUpload, event: Happening): readonly Effect[] {
    return this.#note(this.adopt(record), event, false)
  }

  keep({ record }: ActiveUpload, event: Happening): void {
    if (!this.#isClosed) this.#note(this.adopt(record), event, true)
  }

  keepOf(record: UploadRecord, event: Happening): void {
    const wasOurs = this.#parts.claims.holds(record)
    if (this.#isClosed || !this.claim(record)) return
    const entry = this.find(record.uploadId)
    if (entry) {
      this.#note(this.adopt(entry.record), event, true)
      return
    }
    const before = this.recordOf(record.uploadId) ?? record
    const changed = transition(before, this.#stamped(event)).record
    if (!isSame(before, changed)) {
      saveQuietly(this.#parts.journal, changed)
      this.#parts.publish('upload-changed', { uploadId: record.uploadId })
    }
    if (!wasOurs) this.settle(record)
  }

  sent({ record }: ActiveUpload, bytes: number): void {
    const entry = this.adopt(record)
    entry.inFlight = bytes
    const { done } = progressOf(entry.record, bytes, undefined)
    entry.transfer.progress(progressOf(entry.record, bytes, entry.rate.note(done)))
  }

  close(): void {
    this.#isClosed = true
  }

  #note(entry: Entry, event: Happening, isKept: boolean): readonly Effect[] {
    if (this.#isClosed) throw diskTrouble(undefined, 'The upload history')
    if (!this.claim(entry.record)) throw notNow(uploadReasons.atWorkElsewhere)
    const { record, effects } = transition(entry.record, this.#stamped(event, entry))
    if (isSame(entry.record, record)) entry.record = record
    else {
      if (isKept) saveQuietly(this.#parts.journal, record)
      else this.#parts.journal.save(record)
      this.#show(entry, record)
    }
    return effects
  }

  #stamped(event: Happening, entry?: Entry): UploadEvent {
    const { environment } = this.#parts
    const elapsed = environment.elapsed()
    const passedMs = entry && event.kind !== 'turn' ? elapsed - entry.latest : 0
    if (entry) entry.latest = elapsed
    return { ...event, at: environment.now().toISOString(), chance: environment.random(), passedMs }
  }

  #show(entry: Entry, record: UploadRecord): void {
    entry.record = record
    if (record.state !== 'sending') entry.inFlight = 0
    entry.transfer.update({ ...transferOf(record), progress: progressOf(record, entry.inFlight, undefined) })
    this.#parts.publish('upload-changed', { uploadId: record.uploadId })
  }
}

/** A run deletes them. */
export function leavesCopies({ copy, leftCopies }: UploadRecord): boolean {
  return copy?.uri !== undefined || leftCopies.length > 0
}

function open(transfers: TransferBook, record: UploadRecord, actions: Actions): Entry {
  const progress = progressOf(record, 0, undefined)
  const opening = { ...transferOf(record), kind: 'upload' as const, progress, startedAt: record.createdAt }
  const { uploadId } = record
  const transfer = transfers.open(opening, {
    cancel: () => actions.cancel(uploadId),
    retry: () => actions.retry(uploadId),
    pause: () => actions.pause(uploadId),
    resume: () => actions.resume(uploadId),
  })
  const [abort, pause] = [new AbortController(), new AbortController()]
  return { record, transfer, rate: createRate(), inFlight: 0, latest: 0, abort, pause, isDirty: false }
}

/** That time passes while something is tried again is not worth a write. */
function isSame({ trying: _before, ...before }: UploadRecord, { trying: _after, ...after }: UploadRecord): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

/** That the journal cannot be written is met again by the next thing that is to be sent; this one goes on. */
function saveQuietly(journal: UploadJournal, record: UploadRecord): void {
  try {
    journal.save(record)
  } catch (error) {
    if (!isDiskTrouble(error)) throw error
  }
}
