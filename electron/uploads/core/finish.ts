import { openBatches } from '../outcome/tally.ts'
import { ask, end, endDone, noted, proofOfAll } from './change.ts'
import { copiesDeleted } from './copies.ts'
import { doNext, goOn, type Move, rest } from './effects.ts'
import type { EventOf, Stamp } from './events.ts'
import { hasSurelyEnded } from './sync-ends.ts'
import { batchParts, isLastBatch, syncsAtOnce, type UploadRecord, wentThrough } from './upload-record.ts'

/** After the batch's syncs ended: its copy goes, and what Eloqua lists besides is looked at. */
export function goOnCleaning(record: UploadRecord, stamp: Stamp): Move {
  const kept = keepCopy(record, stamp)
  const uris = copyUris(kept)
  return uris.length > 0 ? doNext(kept, { kind: 'delete-copies', uris }) : searchOthers(kept, stamp)
}

function copyUris({ leftCopies, copy }: UploadRecord): readonly string[] {
  return [...leftCopies, ...(copy?.uri ? [copy.uri] : [])]
}

/**
 * Rejected rows are read from Eloqua when they are looked at. Whether Eloqua keeps their list without the definition is
 * not documented, so a copy with such a list, or of a sync that may still run, deletes itself after a week.
 */
function keepCopy(record: UploadRecord, stamp: Stamp): UploadRecord {
  const { copy, batch } = record
  if (copy?.uri === undefined) return record
  const syncs = record.syncs.filter((sync) => sync.batch === batch)
  const isOpen = syncs.some(({ status }) => !hasSurelyEnded(status))
  const hasRejects = syncs.some(({ rejects = 0, unread = [] }) => rejects > 0 || unread.includes('rejects'))
  if (!isOpen && !hasRejects) return record
  const why = isOpen ? 'unknown-end' : 'rejects'
  return noted({ ...record, copy: undefined }, stamp, { kind: 'copy-kept', uri: copy.uri, why })
}

export function afterDelete(record: UploadRecord, event: EventOf<'copies-deleted'>): Move {
  const changed = copiesDeleted(record, event)
  return changed.phase === 'clean' ? searchOthers(changed, event) : rest(changed)
}

/** A device on the way may have repeated the request: on a definition that syncs at once, each copy started a sync of its own. */
function searchOthers(record: UploadRecord, stamp: Stamp): Move {
  const sync = record.syncs.find(({ batch, isForeign }) => batch === record.batch && !isForeign)
  if (!syncsAtOnce(record) || !sync?.uri) return finishBatch(record, stamp)
  const own = batchParts(record).reduce((sum, { rows }) => sum + rows, 0)
  const rows = (sync.also ?? []).reduce((sum, also) => sum + also.rows, own)
  return doNext(record, { kind: 'search-others', syncUri: sync.uri, rows })
}

/** What the search found, or that it could not be made, is said and changes nothing: neither is a reason to stop. */
export function othersSearched(record: UploadRecord, event: EventOf<'others-searched'>): Move {
  if (record.phase !== 'clean') return goOn(record)
  if ('unknown' in event.syncUris) return finishBatch({ ...record, othersUnread: true }, event)
  const others = event.syncUris.known.filter((uri) => !record.otherSyncs?.includes(uri))
  if (others.length === 0) return finishBatch(record, event)
  const told: UploadRecord = { ...record, otherSyncs: [...(record.otherSyncs ?? []), ...others] }
  return finishBatch(noted(told, event, { kind: 'other-syncs', syncUris: others }), event)
}

/** The next batch; a question, where this one failed; or the end. */
function finishBatch(record: UploadRecord, stamp: Stamp): Move {
  if (isLastBatch(record)) return goOn(conclude(record, stamp))
  const failed = record.syncs.filter(({ batch, status }) => batch === record.batch && !wentThrough(status))
  if (failed.length > 0)
    return ask(record, stamp, { kind: 'batch-failed', syncUris: failed.flatMap(({ uri }) => uri ?? []) })
  return goOn(nextBatch(record))
}

/** With any batch that failed, was left out or is not accounted for, the upload is incomplete. */
function conclude(record: UploadRecord, stamp: Stamp): UploadRecord {
  const proof = proofOfAll(record)
  const [open] = openBatches(record)
  return proof && !open
    ? endDone(record, stamp, { kind: 'finished' }, proof)
    : end(record, stamp, { kind: 'incomplete' })
}

/** The batch at hand is over, however it ended. */
export function nextBatch(record: UploadRecord): UploadRecord {
  const phase = record.way === 'private-copy' ? 'copy' : 'parts'
  return {
    ...record,
    phase,
    batch: record.batch + 1,
    copy: undefined,
    restarts: 0,
    state: 'sending',
    trying: undefined,
  }
}

/** An upload that is over deletes the copies it leaves, but for one that Eloqua may be syncing. */
export function afterTheEnd(record: UploadRecord): Move {
  const uris = copyUris(record)
  const isSyncing = record.syncs.some(
    ({ batch, rejects, status }) => batch === record.batch && (rejects === undefined || !hasSurelyEnded(status)),
  )
  // Deleting a definition under a running sync ends that sync in error (ELQ-00143): such a copy deletes itself later.
  if (uris.length === 0 || isSyncing) return rest(record)
  return doNext(record, { kind: 'delete-copies', uris })
}
