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
  /** The known entry of this upload, or a new one with a row in the transfers panel. */
  adopt(record: UploadRecord): ActiveUpload
  /** Journal first, then memory, then the window. Throws a disk error and changes nothing when it cannot be written. */
  note(entry: ActiveUpload, event: Happening): readonly Effect[]
  /** As `note`; where it cannot be written the change is kept for this run of the app alone. */
  keep(entry: ActiveUpload, event: Happening): void
  /** As `keep`, for an upload that this run of the app may not know. */
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
    if (this.#isClosed) return
    const entry = this.find(record.uploadId)
    if (entry) {
      this.#note(this.adopt(entry.record), event, true)
      return
    }
    const changed = transition(record, this.#stamped(event)).record
    if (isSame(record, changed)) return
    saveQuietly(this.#parts.journal, changed)
    this.#parts.publish('upload-changed', { uploadId: record.uploadId })
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
