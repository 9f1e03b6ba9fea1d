import type { AppliedSoFar } from '../../../shared/uploads/upload-facts.ts'
import { currentSync, isDoubtful, syncsAtOnce, type UploadRecord } from '../core/upload-record.ts'
import { spansOfParts } from './rows-of-parts.ts'

/** What stopping now means for the data: what was applied, what may have been, what is staged, what never left. */
export function appliedSoFar(record: UploadRecord): AppliedSoFar {
  const syncs = record.syncs.filter(({ uri }) => uri !== undefined)
  const batches = new Set(syncs.map(({ batch }) => batch))
  return {
    applied: certainty(record, syncs.length > 0),
    syncUris: syncs.flatMap(({ uri }) => uri ?? []),
    spans: spansOfParts(record.parts.filter((part) => part.state === 'arrived' && batches.has(part.batch))),
    isSyncLost: record.syncs.some(({ uri }) => uri === undefined),
    doubtfulParts: doubtfulParts(record),
    stagedRows: stagedRows(record),
  }
}

/** On a definition that others share, a colleague's sync may have taken what arrived: all we know is what we asked for. */
function certainty(record: UploadRecord, hasSyncs: boolean): AppliedSoFar['applied'] {
  if (record.syncs.some(({ uri }) => uri === undefined)) return 'maybe'
  if (hasSyncs) return 'some'
  if (record.way === 'private-copy') return 'nothing'
  if (record.parts.some(isDoubtful)) return syncsAtOnce(record) ? 'maybe' : 'nothing-known'
  return record.parts.some(({ state }) => state === 'arrived') ? 'nothing-known' : 'nothing'
}

/** A private copy that holds a doubtful part is never synced: there is no doubt about the data then. */
function doubtfulParts({ way, parts }: UploadRecord): readonly number[] {
  return way === 'private-copy' ? [] : parts.filter(isDoubtful).map(({ index }) => index)
}

function stagedRows(record: UploadRecord): number {
  if (record.way === 'private-copy' || syncsAtOnce(record) || currentSync(record)) return 0
  const there = record.parts.filter((part) => part.state === 'arrived' && part.batch === record.batch && !part.isGone)
  return there.reduce((sum, { rows }) => sum + rows, 0)
}
