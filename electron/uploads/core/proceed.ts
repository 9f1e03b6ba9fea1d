import { goOnWithCopy } from './copies.ts'
import { type Move, rest } from './effects.ts'
import type { Stamp } from './events.ts'
import { afterTheEnd, goOnCleaning } from './finish.ts'
import { goOnWithParts } from './parts.ts'
import { restPaused, restsHere } from './pause.ts'
import { goOnWithSync } from './syncs.ts'
import { isInFlight, type UploadPhase, type UploadRecord } from './upload-record.ts'
import { goOnWatching } from './watch.ts'

/** What is next, decided from the record alone: going on after a crash is the same as going on. */
export function proceed(record: UploadRecord, stamp: Stamp): Move {
  if (isInFlight(record)) return rest(record)
  if (restsHere(record)) return restPaused(record, stamp)
  return NEXT[record.phase](record, stamp)
}

const NEXT: Readonly<Record<UploadPhase, (record: UploadRecord, stamp: Stamp) => Move>> = {
  copy: goOnWithCopy,
  parts: goOnWithParts,
  staged: rest,
  'start-sync': goOnWithSync,
  watch: goOnWatching,
  clean: goOnCleaning,
  ended: afterTheEnd,
}
