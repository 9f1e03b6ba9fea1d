import type { Publish } from '../../platform/desktop.ts'
import type { TransferBook, TransferHandle } from '../../transfers/transfer-book.ts'
import { diskTrouble, isDiskTrouble } from '../journal/disk-trouble.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import type { RunHands } from '../sending/run-upload.ts'
import { createRateMeter, progressOf, transferOf } from './upload-transfer.ts'

/** An upload this run of the app knows of. */
export interface ActiveUpload {
  record: UploadRecord
  readonly transfer: TransferHandle
  meter: ReturnType<typeof createRateMeter>
  inFlight: number
  abort: AbortController
  /** Aborted when the user pauses: it wakes what waits. A new one takes its place when they resume. */
  pause: AbortController
  running?: Promise<void>
  /** It ended outside a run: something may be left to clean up. */
  isDirty: boolean
}

export interface ActiveUploads {
  all(): readonly ActiveUpload[]
  find(uploadId: string): ActiveUpload | undefined
  /** The known entry of this upload, or a new one with a row in the transfers panel. */
  adopt(record: UploadRecord): ActiveUpload
  /** Journal first, then memory, then the window. Throws a disk error and changes nothing when it cannot be written. */
  save(entry: ActiveUpload, change: Partial<UploadRecord>, event?: string): void
  /** As `save`; where it cannot be written the change is kept for this run of the app alone. */
  keep(entry: ActiveUpload, change: Partial<UploadRecord>, event?: string): void
  hands(entry: ActiveUpload): RunHands
  close(): void
}

const MAX_EVENTS = 200

/** Receipts hold no row data: what Eloqua quotes of a request it refused may be a row's. */
function withoutRowData(change: Partial<UploadRecord>): Partial<UploadRecord> {
  if (!change.error) return change
  const { detail: _detail, failures, ...error } = change.error
  const named = failures?.map(({ field, constraint }) => ({ field, constraint }))
  return { ...change, error: { ...error, ...(named ? { failures: named } : {}) } }
}

export function createActiveUploads(
  parts: { readonly journal: UploadJournal; readonly transfers: TransferBook; readonly publish: Publish },
  now: () => Date,
  actions: Readonly<Record<'cancel' | 'retry' | 'pause' | 'resume', (uploadId: string) => void>>,
): ActiveUploads {
  const active = new Map<string, ActiveUpload>()
  let isClosed = false

  function changed(record: UploadRecord, change: Partial<UploadRecord>, event?: string): UploadRecord {
    const events = event
      ? [...record.events, { at: now().toISOString(), text: event }].slice(-MAX_EVENTS)
      : record.events
    return { ...record, ...withoutRowData(change), events }
  }

  function show(entry: ActiveUpload, record: UploadRecord): void {
    entry.record = record
    if (record.state !== 'sending') entry.inFlight = 0
    entry.transfer.update({ ...transferOf(record), progress: progressOf(record, entry.inFlight, undefined) })
    parts.publish('upload-changed', { uploadId: record.uploadId })
  }

  function save(entry: ActiveUpload, change: Partial<UploadRecord>, event?: string): void {
    if (isClosed) throw diskTrouble(undefined, 'The journal of uploads')
    const record = changed(entry.record, change, event)
    parts.journal.save(record)
    show(entry, record)
  }

  function keep(entry: ActiveUpload, change: Partial<UploadRecord>, event?: string): void {
    if (isClosed) return
    try {
      save(entry, change, event)
    } catch (error) {
      if (!isDiskTrouble(error)) throw error
      show(entry, changed(entry.record, change, event))
    }
  }

  function sent(entry: ActiveUpload, bytes: number): void {
    entry.inFlight = bytes
    const plain = progressOf(entry.record, bytes, undefined)
    entry.transfer.progress(progressOf(entry.record, bytes, entry.meter(plain.done)))
  }

  function open(record: UploadRecord): ActiveUpload {
    const progress = progressOf(record, 0, undefined)
    const opening = { ...transferOf(record), kind: 'upload' as const, progress, startedAt: record.createdAt }
    const { uploadId } = record
    const transfer = parts.transfers.open(opening, {
      cancel: () => actions.cancel(uploadId),
      retry: () => actions.retry(uploadId),
      pause: () => actions.pause(uploadId),
      resume: () => actions.resume(uploadId),
    })
    const [abort, pause] = [new AbortController(), new AbortController()]
    return { record, transfer, meter: createRateMeter(), inFlight: 0, abort, pause, isDirty: false }
  }

  return {
    all: () => [...active.values()],
    find: (uploadId) => active.get(uploadId),
    adopt(record) {
      const known = active.get(record.uploadId)
      if (known) return known
      const entry = open(record)
      active.set(record.uploadId, entry)
      return entry
    },
    save,
    keep,
    hands: (entry) => ({
      get record() {
        return entry.record
      },
      get signal() {
        return entry.abort.signal
      },
      get pause() {
        return entry.pause.signal
      },
      save: (change, event) => save(entry, change, event),
      keep: (change, event) => keep(entry, change, event),
      sent: (bytes) => sent(entry, bytes),
    }),
    close() {
      isClosed = true
    },
  }
}
