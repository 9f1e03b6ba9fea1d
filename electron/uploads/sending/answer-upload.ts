import { AppError } from '../../../shared/contract/errors.ts'
import type { UploadChoice } from '../../../shared/uploads/upload.ts'
import { assignBatches, type PartLimits } from '../check/plan-upload.ts'
import type { RecordedPart, UploadRecord } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'

/** What the user's answer changes in the record. Rejects an answer that was not offered, but for stopping. */
export function answered(
  record: UploadRecord,
  choice: UploadChoice,
  now: Date,
  limits: PartLimits,
): Partial<UploadRecord> {
  const offered = record.question?.choices.some((offer) => offer.choice === choice)
  if (!offered && choice !== 'stop')
    throw new AppError({ code: 'not-allowed-now', message: 'This upload is not waiting for that answer.' })
  const goOn = { question: undefined, error: undefined, isPaused: undefined, state: 'sending' as const }
  const answers: Readonly<Record<UploadChoice, () => Partial<UploadRecord>>> = {
    stop: () => stopped(record, now),
    retry: () => ({ ...goOn, restarts: 0 }),
    'check-again': () => goOn,
    'send-on-top': () => ({ ...goOn, state: 'queued' }),
    'send-rest': () => ({ ...goOn, ...nextBatch(record) }),
    'send-again': () => ({ ...goOn, parts: resolveDoubt(record, 'planned') }),
    'treat-as-arrived': () => ({ ...goOn, parts: resolveDoubt(record, 'arrived') }),
    'start-sync': () => ({
      ...goOn,
      state: 'syncing',
      syncs: record.syncs.map((sync) =>
        sync.uri || sync.batch !== record.batch ? sync : { ...sync, isToRepeat: true },
      ),
    }),
    'send-straight': () => ({
      ...goOn,
      way: 'straight',
      phase: 'parts',
      copy: undefined,
      parts: assignBatches(record.parts, record.definition.isSyncTriggeredOnImport === true, limits),
    }),
  }
  return answers[choice]()
}

/** The batch at hand is over, however it ended. */
export function nextBatch({ way, batch }: UploadRecord): Partial<UploadRecord> {
  const phase = way === 'private-copy' ? 'copy' : 'parts'
  return { phase, batch: batch + 1, copy: undefined, restarts: 0, state: 'sending' }
}

function resolveDoubt(record: UploadRecord, state: 'planned' | 'arrived'): readonly RecordedPart[] {
  return record.parts.map((part) => {
    if (part.state !== 'in-doubt' && part.state !== 'sending') return part
    return state === 'arrived' ? { ...part, state, assumed: true } : { ...part, state }
  })
}

function stopped(record: UploadRecord, now: Date): Partial<UploadRecord> {
  const outcome = `Stopped by you. ${appliedSoFar(record)}`
  const error = { code: 'cancelled' as const, message: 'Stopped by you.' }
  return { phase: 'ended', state: 'stopped', question: undefined, outcome, error, endedAt: now.toISOString() }
}
