import type { QuestionFacts } from '../../../shared/uploads/upload-facts.ts'
import { answersLost } from '../core/interrupt.ts'
import { type UploadRecord, wentThrough } from '../core/upload-record.ts'
import { openBatches } from '../outcome/tally.ts'

/** A record of the first version of the journal, which kept sentences. */
export type FirstRecord = Omit<UploadRecord, 'question' | 'outcome' | 'events'> & {
  readonly question?: { readonly kind: QuestionFacts['kind']; readonly text: string }
  readonly outcome?: string
  readonly events: readonly { readonly at: string; readonly text: string }[]
}

/**
 * A record of the first version as one of facts. What it said in words is kept as it was written; what it asks is asked
 * again from what the record knows. Nothing is on its way: the app had ended.
 */
export function fromFirstVersion(old: FirstRecord): UploadRecord {
  const { question, outcome, events, ...facts } = old
  const record = answersLost({
    ...facts,
    ...(outcome === undefined ? {} : { outcome: { kind: 'written', text: outcome } }),
    events: events.map(({ at, text }) => ({ at, event: { kind: 'written', text } })),
    // 0 was also written where the list of syncs could not be read.
    lastSyncId: facts.lastSyncId || undefined,
    restSyncId: facts.restSyncId || undefined,
  })
  return notDone({ ...record, ...(question ? { question: QUESTIONS[question.kind](record) } : {}) })
}

/** The first version called an upload done whose last batch had gone through, whatever became of the others. */
function notDone(record: UploadRecord): UploadRecord {
  const hasFailed =
    record.state === 'done' && openBatches(record).some(({ why }) => why !== 'missing' && why !== 'mixed')
  return hasFailed ? { ...record, state: 'stopped', outcome: { kind: 'incomplete' } } : record
}

const QUESTIONS: Readonly<Record<QuestionFacts['kind'], (record: UploadRecord) => QuestionFacts>> = {
  'part-in-doubt': ({ parts }) => {
    const doubtful = parts.filter(({ state }) => state === 'in-doubt')
    const hadArrived = doubtful.length > 0 && doubtful.every(({ arrivedAt }) => arrivedAt !== undefined)
    const cause = hadArrived ? 'kept-too-long' : 'no-answer'
    return { kind: 'part-in-doubt', parts: doubtful.map(({ index }) => index), cause }
  },
  'sync-in-doubt': () => ({ kind: 'sync-in-doubt', listed: false }),
  'sync-started-early': ({ syncs }) => ({ kind: 'sync-started-early', syncUri: syncs.at(-1)?.uri ?? '' }),
  'restarts-exhausted': ({ restarts }) => ({ kind: 'restarts-exhausted', tries: restarts }),
  'sign-in-again': () => ({ kind: 'sign-in-again' }),
  'copy-not-allowed': () => ({ kind: 'copy-not-allowed' }),
  'disk-trouble': () => ({ kind: 'disk-trouble' }),
  'rows-waiting': () => ({ kind: 'rows-waiting', others: [] }),
  'batch-failed': ({ syncs, batch }) => {
    const failed = syncs.filter((sync) => sync.batch === batch && !wentThrough(sync.status))
    return { kind: 'batch-failed', syncUris: failed.flatMap(({ uri }) => uri ?? []) }
  },
  'sync-lost': ({ syncs }) => {
    const open = syncs.find(({ uri, rejects }) => uri !== undefined && rejects === undefined)
    return { kind: 'sync-lost', syncUri: open?.uri ?? '' }
  },
  'cannot-go-on': () => ({ kind: 'cannot-go-on' }),
}
