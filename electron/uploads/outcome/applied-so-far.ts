import type { RecordedPart, UploadRecord } from '../journal/upload-record.ts'
import { syncsAtOnce } from '../journal/upload-record.ts'
import { rowsOfParts } from './rows-of-parts.ts'

/** What stopping now means for the data: what was applied, what may have been, what waits, what never left. */
export function appliedSoFar(record: UploadRecord): string {
  return [syncWords(record), doubtWords(record), waitingWords(record)].filter(Boolean).join(' ')
}

function syncWords(record: UploadRecord): string {
  const started = record.syncs.flatMap((sync) => sync.uri ?? [])
  const isLost = record.syncs.some((sync) => !sync.uri)
  const lost =
    'The answer to starting a sync was lost: it may be running, and the rows of this batch may have been applied.'
  const known = started.length > 0 ? `Syncs already started: ${started.join(', ')}${rowsWords(record)}.` : ''
  if (isLost) return `${known} ${lost}`.trim()
  if (known) return known
  if (record.way === 'private-copy' || !record.parts.some(isDoubtful)) return 'Nothing had been applied.'
  return syncsAtOnce(record) ? '' : NO_SYNC_OF_OURS
}

/** Sent again with the whole file, they would be there twice, or written once more. */
function rowsWords(record: UploadRecord): string {
  const batches = new Set(record.syncs.filter(({ uri }) => uri !== undefined).map(({ batch }) => batch))
  const rows = rowsOfParts(record.parts.filter((part) => part.state === 'arrived' && batches.has(part.batch)))
  return rows ? ` (for ${rows} of the file)` : ''
}

/** A private copy that holds a doubtful part is never synced: there is no doubt about the data then. */
function doubtWords(record: UploadRecord): string {
  if (record.way === 'private-copy') return ''
  const doubtful = record.parts.filter(isDoubtful).map((part) => part.index + 1)
  if (doubtful.length === 0) return ''
  const which = doubtful.length === 1 ? `Part ${doubtful[0]}` : `Parts ${doubtful.join(', ')}`
  return syncsAtOnce(record)
    ? `${which} may have arrived, and Eloqua may then have applied its rows.`
    : `${which} may have arrived, and would then be applied by the next sync of ${record.definition.name}; or has been, if that was switched to sync by itself.`
}

function waitingWords(record: UploadRecord): string {
  if (record.way === 'private-copy' || syncsAtOnce(record)) return ''
  const isTaken = record.syncs.some((sync) => sync.batch === record.batch)
  const arrived = record.parts.filter((part) => part.state === 'arrived' && part.batch === record.batch)
  if (isTaken || arrived.length === 0) return ''
  const rows = arrived.reduce((sum, part) => sum + part.rows, 0)
  const subject = rows === 1 ? 'row waits' : 'rows wait'
  return `${rows.toLocaleString('en')} ${subject} at ${record.definition.name} and would be applied by its next sync.`
}

/** Somebody may have switched the definition to sync by itself just then: all we know is what we asked for. */
export const NO_SYNC_OF_OURS =
  'Bulkdesk had started no sync; only if the definition was switched to sync by itself may something have been applied.'

/** Nobody answered for it, whatever the user decided to take it for. */
export function isDoubtful(part: RecordedPart): boolean {
  return part.state === 'sending' || part.state === 'in-doubt' || part.assumed === true
}
