import { ask, needsSignIn } from './change.ts'
import { rest, type Step } from './effects.ts'
import type { EventOf } from './events.ts'
import type { UploadRecord } from './upload-record.ts'

/**
 * What was on its way when Bulkdesk ended, or when a run of the upload broke off: its answer will never be seen. A part
 * is in doubt; a copy and a sync are looked for. Nothing of it is sent again by this.
 */
export function answersLost(record: UploadRecord): UploadRecord {
  const parts = record.parts.map((part) => (part.state === 'sending' ? { ...part, state: 'in-doubt' as const } : part))
  const syncs = record.syncs.map((sync) => (sync.uri === undefined ? { ...sync, isLost: true as const } : sync))
  const { copy } = record
  const lost = copy && copy.uri === undefined ? { ...copy, isLost: true as const } : copy
  return { ...record, parts, syncs, copy: lost, isNewestNoted: undefined, trying: undefined }
}

/** Something of ours broke. The user goes on once it is put right; nothing went out that was not noted first. */
export function runFailed(record: UploadRecord, event: EventOf<'run-failed'>): Step {
  if (record.phase === 'ended') return rest(record)
  const { error, on } = event
  const lost = answersLost(record)
  if (on === 'disk') return ask(lost, event, { kind: 'disk-trouble' }, error)
  if (needsSignIn(error)) return ask(lost, event, { kind: 'sign-in-again' }, error)
  return ask(lost, event, { kind: 'cannot-go-on' }, error)
}
