import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { RestartCause } from '../../../shared/uploads/upload-facts.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { ask, askToSignIn, end, hasLastedTooLong, needsSignIn, noted, passes, readPasses, tryAgain } from './change.ts'
import { doNext, goOn, type Move, rest } from './effects.ts'
import type { EventOf, Stamp } from './events.ts'
import { copyName } from './private-copy.ts'
import type { UploadRecord } from './upload-record.ts'

/** The batch's private copy is noted, then made; a creation in doubt is looked up by its name. */
export function goOnWithCopy(record: UploadRecord): Move {
  const { copy } = record
  if (record.way === 'straight' || copy?.uri) return goOn({ ...record, phase: 'parts' })
  if (copy) return doNext(record, { kind: 'search-copy', name: copy.name })
  const name = copyName(record)
  return doNext({ ...record, copy: { name }, state: 'sending', question: undefined }, { kind: 'create-copy', name })
}

export function copyAnswered(record: UploadRecord, event: EventOf<'copy-answered'>): Move {
  const { answer } = event
  const { copy } = record
  if (!copy || copy.uri || copy.isLost) return rest(record)
  if (answer.kind === 'accepted') return copyMade(record, event, copy.name, answer.value)
  if (answer.kind === 'in-doubt') return goOn({ ...record, copy: { ...copy, isLost: true }, error: answer.error })
  const { error } = answer
  const without: UploadRecord = { ...record, copy: undefined, error }
  if (needsSignIn(error)) return askToSignIn(without, event, error)
  if (error.code === 'forbidden') return ask(without, event, { kind: 'copy-not-allowed' }, error)
  if (passes(error) && !hasLastedTooLong(without, error)) return tryAgain(without, event, 'copy', error)
  return goOn(end(without, event, { kind: 'copy-refused' }, error))
}

export function copySearched(record: UploadRecord, event: EventOf<'copy-searched'>): Move {
  const { found } = event
  const { copy } = record
  if (record.phase !== 'copy' || !copy || copy.uri) return goOn(record)
  if ('unknown' in found) return copyUnknown(record, event, found.unknown)
  if (found.known !== undefined) return copyMade(record, event, copy.name, found.known)
  // A name is used once: should the lost creation arrive late, it stays an empty orphan that deletes itself.
  const fresh: UploadRecord = { ...record, copy: undefined, generation: record.generation + 1, trying: undefined }
  return goOn(noted(fresh, event, { kind: 'copy-not-made' }))
}

function copyUnknown(record: UploadRecord, stamp: Stamp, error: AppErrorData): Move {
  if (needsSignIn(error)) return askToSignIn(record, stamp, error)
  if (readPasses(error) && !hasLastedTooLong(record, error)) return tryAgain(record, stamp, 'copy-search', error)
  return goOn(end(record, stamp, { kind: 'copy-unknown' }, error))
}

function copyMade(record: UploadRecord, stamp: Stamp, name: string, uri: string): Move {
  const made: UploadRecord = { ...record, phase: 'parts', copy: { name, uri }, error: undefined, trying: undefined }
  return goOn(noted(made, stamp, { kind: 'copy-made', uri }))
}

const MAX_RESTARTS = 3

/** The whole batch starts over in a new copy: nothing of the old one was or will be applied. */
export function restartBatch(record: UploadRecord, stamp: Stamp, cause: RestartCause): Move {
  const error = cause.error ?? KEPT_TOO_LONG
  const fresh: UploadRecord = { ...startedOver(record), phase: 'copy', restarts: record.restarts + 1, error }
  if (fresh.restarts > MAX_RESTARTS)
    return ask(fresh, stamp, { kind: 'restarts-exhausted', tries: fresh.restarts }, error)
  const told = noted(fresh, stamp, { kind: 'batch-restarted', batch: record.batch, cause })
  return tryAgain({ ...told, trying: { attempt: fresh.restarts, forMs: 0 } }, stamp, 'batch', error)
}

const KEPT_TOO_LONG: AppErrorData = {
  code: 'gone',
  message: uploadReasons.copyTooOld,
}

/** The batch at hand is to be sent anew into a new copy; the old copy was never synced, and is deleted. */
export function startedOver(record: UploadRecord): UploadRecord {
  const parts = record.parts.map((part) =>
    part.batch === record.batch ? { ...part, state: 'planned' as const, arrivedAt: undefined } : part,
  )
  const leftCopies = [...record.leftCopies, ...(record.copy?.uri ? [record.copy.uri] : [])]
  return { ...record, parts, leftCopies, copy: undefined, generation: record.generation + 1 }
}

/** What of the copies could not be deleted is tried again at the next end of a batch; a copy that stays deletes itself. */
export function copiesDeleted(
  record: UploadRecord,
  { left, tried, ...stamp }: EventOf<'copies-deleted'>,
): UploadRecord {
  const isTried = (uri: string) => tried.includes(uri)
  const leftCopies = [...record.leftCopies.filter((uri) => !isTried(uri)), ...left]
  const copy = record.copy?.uri && isTried(record.copy.uri) ? undefined : record.copy
  const changed: UploadRecord = { ...record, leftCopies, copy }
  return left.length < tried.length ? noted(changed, stamp, { kind: 'copy-deleted' }) : changed
}
