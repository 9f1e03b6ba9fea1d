import { notNow } from '../../../shared/contract/errors.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { isGoingOn } from '../core/pause.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import { type Place, placeKey } from '../staging/place.ts'
import { type ActiveUpload, type ActiveUploads, leavesCopies } from './active-uploads.ts'
import type { DefinitionStaging } from './definition-staging.ts'
import { type RunParts, runUpload } from './run-upload.ts'

/** Which upload runs when: several at once, but one per definition, and none straight onto rows that are staged there. */
export interface UploadQueue {
  /** Starts whatever may run now. Called after every change that may let something go on. */
  pump(): void
  /** Does something to a definition while no upload of ours is at work there, and none begins. Rejects when one is. */
  whileIdle(place: Place, work: () => Promise<void>): Promise<void>
  close(): void
}

interface QueueParts extends RunParts {
  readonly uploads: ActiveUploads
  readonly staging: DefinitionStaging
}

export function createUploadQueue(parts: QueueParts, onEnd: (entry: ActiveUpload) => void): UploadQueue {
  const { uploads } = parts
  const kept = new Set<string>()
  let isClosed = false

  function busyPlaces(): Set<string> {
    return new Set([...kept, ...uploads.all().flatMap((entry) => (entry.running ? placeKey(entry.record) : []))])
  }

  function run(entry: ActiveUpload): void {
    entry.isDirty = false
    entry.running = runUpload(parts, handsFor(entry, parts)).finally(() => {
      entry.running = undefined
      if (!isClosed) onEnd(entry)
    })
  }

  function pump(): void {
    if (isClosed) return
    const busy = busyPlaces()
    for (const entry of uploads.all()) {
      const place = placeKey(entry.record)
      if (entry.running || !wantsToRun(entry) || busy.has(place)) continue
      if (!mayChange(uploads, entry) || isHeldBack(entry, parts)) continue
      busy.add(place)
      run(entry)
    }
  }

  const whileIdle = (place: Place, work: () => Promise<void>) =>
    keepIdle({ kept, busyPlaces, pump, uploads }, place, work)
  const close = () => {
    isClosed = true
  }
  return { pump, whileIdle, close }
}

interface Places {
  /** Where no upload may begin. */
  readonly kept: Set<string>
  busyPlaces(): ReadonlySet<string>
  pump(): void
  readonly uploads: ActiveUploads
}

async function keepIdle(places: Places, place: Place, work: () => Promise<void>): Promise<void> {
  const key = placeKey(place)
  if (places.busyPlaces().has(key)) throw notNow(uploadReasons.definitionInUse)
  if (!places.uploads.claim(place)) throw notNow(uploadReasons.definitionElsewhere)
  places.kept.add(key)
  try {
    await work()
  } finally {
    places.kept.delete(key)
    places.uploads.settle(place)
    places.pump()
  }
}

/** Another process may be at work at the definition; a disk that refuses the claim is met again by the next look. */
function mayChange(uploads: ActiveUploads, { record }: ActiveUpload): boolean {
  try {
    return uploads.claim(record)
  } catch (error) {
    if (isDiskTrouble(error)) return false
    throw error
  }
}

/** True when the rows of others are in its way: the user is asked, and it goes on by itself once they are gone. */
function isHeldBack(entry: ActiveUpload, { uploads, staging }: QueueParts): boolean {
  const by = sendsStraight(entry.record) ? staging.inTheWay(entry.record) : []
  noteQuietly(uploads, entry, by.length > 0 ? { kind: 'held-back', by } : { kind: 'let-through' })
  return by.length > 0
}

function handsFor(entry: ActiveUpload, { uploads, staging }: QueueParts) {
  return {
    get record() {
      return entry.record
    },
    get signal() {
      return entry.abort.signal
    },
    get pause() {
      return entry.pause.signal
    },
    note: (event: Parameters<ActiveUploads['note']>[1]) => uploads.note(entry, event),
    keep: (event: Parameters<ActiveUploads['note']>[1]) => uploads.keep(entry, event),
    alsoThere: () => staging.alsoThere(entry.record),
    spokenFor: () => staging.spokenFor(entry.record),
    sent: (bytes: number) => uploads.sent(entry, bytes),
  }
}

/** Nothing is sent by it: that it cannot be written is met again by whatever comes next. */
function noteQuietly(uploads: ActiveUploads, entry: ActiveUpload, event: Parameters<ActiveUploads['note']>[1]): void {
  try {
    uploads.note(entry, event)
  } catch (error) {
    if (!isDiskTrouble(error)) throw error
  }
}

/** An upload that ended outside a run may have left copies behind, which a run deletes. */
function wantsToRun({ record, isDirty }: ActiveUpload): boolean {
  if (record.phase === 'ended') return isDirty && leavesCopies(record)
  return isGoingOn(record) || record.question?.kind === 'rows-waiting'
}

/** The next thing it does is to add rows to the definition itself. */
function sendsStraight({ way, phase, parts }: UploadRecord): boolean {
  return way === 'straight' && phase === 'parts' && parts.some((part) => part.state === 'planned')
}
