import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import type {
  QuestionFacts,
  UploadEventFacts,
  UploadOutcome,
  WaitReason,
} from '../../../shared/uploads/upload-facts.ts'
import { rest, type Step } from './effects.ts'
import type { Stamp } from './events.ts'
import { isThrough, type RecordedPart, type ThroughSync, type UploadRecord } from './upload-record.ts'

const MAX_EVENTS = 200

/** Adds what happened to the receipt. */
export function noted(record: UploadRecord, { at }: Stamp, event: UploadEventFacts): UploadRecord {
  return { ...record, events: [...record.events, { at, event }].slice(-MAX_EVENTS) }
}

export function changePart(
  record: UploadRecord,
  index: number,
  change: Partial<Omit<RecordedPart, 'index'>>,
): UploadRecord {
  const parts = record.parts.map((part) => (part.index === index ? { ...part, ...change } : part))
  return { ...record, parts }
}

/** Waits for the user. A sync that the question names is theirs to decide about from now on. */
export function ask(record: UploadRecord, stamp: Stamp, question: QuestionFacts, error?: AppErrorData): Step {
  const named = 'named' in question && question.named ? [question.named.uri] : []
  const namedSyncs = [...new Set([...(record.namedSyncs ?? []), ...named])]
  const asked: UploadRecord = {
    ...record,
    ...(namedSyncs.length > 0 ? { namedSyncs } : {}),
    state: 'needs-you',
    question,
    error,
    trying: undefined,
  }
  return rest(noted(asked, stamp, { kind: 'asked', question }))
}

/** Ends the upload for good, short of being done. */
export function end(record: UploadRecord, stamp: Stamp, outcome: UploadOutcome, error?: AppErrorData): UploadRecord {
  return over(record, stamp, 'stopped', outcome, error)
}

/** Done means applied: that takes, as its proof, a sync that went through for every batch. */
export function endDone(
  record: UploadRecord,
  stamp: Stamp,
  outcome: UploadOutcome,
  _proof: readonly [ThroughSync, ...ThroughSync[]],
): UploadRecord {
  return over(record, stamp, 'done', outcome)
}

function over(
  record: UploadRecord,
  stamp: Stamp,
  state: 'done' | 'stopped',
  outcome: UploadOutcome,
  error?: AppErrorData,
): UploadRecord {
  const ended: UploadRecord = {
    ...record,
    phase: 'ended',
    state,
    outcome,
    error,
    question: undefined,
    trying: undefined,
    notBefore: undefined,
    isCancelled: undefined,
    isNewestNoted: undefined,
    endedAt: stamp.at,
  }
  return noted(ended, stamp, { kind: 'ended', outcome })
}

/** The syncs of an upload of which every part arrived and every batch went through; undefined where any is open. */
export function proofOfAll({ parts, syncs }: UploadRecord): readonly [ThroughSync, ...ThroughSync[]] | undefined {
  const through = syncs.filter(isThrough)
  const batches = new Set(through.map(({ batch }) => batch))
  const areAll =
    through.length === syncs.length && parts.every((part) => part.state === 'arrived' && batches.has(part.batch))
  const [first, ...more] = through
  return areAll && first ? [first, ...more] : undefined
}

/** Refusals that pass by themselves: nothing was taken, and the same request may go out again. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['rate-limited', 'offline', 'proxy', 'timeout', 'connection-lost'])

/** The same for reads, which may be repeated whatever became of them. */
const PASSING_READS: ReadonlySet<ErrorCode> = new Set([
  ...PASSING,
  'server-error',
  'unavailable',
  'unexpected-answer',
  'too-large',
  'cancelled',
  'unknown',
])

/** Failures that only signing in again, or unlocking the keychain, can end. Trying again may lock the user out. */
const SIGN_IN: ReadonlySet<ErrorCode> = new Set([
  'unauthorized',
  'sign-in-refused',
  'not-signed-in',
  'keychain-locked',
  'keychain-missing',
  'keychain-refused',
])

export function passes(error: AppErrorData): boolean {
  return PASSING.has(error.code)
}

export function readPasses(error: AppErrorData): boolean {
  return PASSING_READS.has(error.code)
}

export function needsSignIn(error: AppErrorData): boolean {
  return SIGN_IN.has(error.code)
}

export function askToSignIn(record: UploadRecord, stamp: Stamp, error: AppErrorData): Step {
  return ask(record, stamp, { kind: 'sign-in-again' }, error)
}

const GIVE_UP_AFTER_MS = 30 * 60_000

/** Trouble that passes by itself has lasted too long. Having no network is no failure: a closed laptop goes on tomorrow. */
export function hasLastedTooLong({ trying }: UploadRecord, error: AppErrorData): boolean {
  return error.code !== 'offline' && (trying?.forMs ?? 0) > GIVE_UP_AFTER_MS
}

/** Waits worth outliving the app: a restart goes on with the rest of them instead of asking Eloqua too early. */
const LONG_WAIT_MS = 60_000

/** Says that it waits, and waits: full jitter between nothing and 60 s, or what Eloqua asked for. */
export function tryAgain(record: UploadRecord, stamp: Stamp, reason: WaitReason, error: AppErrorData): Step {
  const attempt = record.trying?.attempt ?? 0
  const ms = backoffMs(attempt, error, stamp.chance)
  const notBefore = ms > LONG_WAIT_MS ? new Date(Date.parse(stamp.at) + ms).toISOString() : undefined
  const waiting: UploadRecord = { ...attempted(record), state: 'waiting', error, notBefore }
  const seconds = Math.ceil(ms / 1000)
  const told = noted(waiting, stamp, { kind: 'waiting', for: reason, seconds, error })
  return { record: told, effects: [{ kind: 'wait', ms, endsOnPause: true }] }
}

function backoffMs(attempt: number, error: AppErrorData, chance: number): number {
  if (error.retryAfterSeconds !== undefined) return Math.min(3600, Math.max(1, error.retryAfterSeconds)) * 1000
  return chance * Math.min(60_000, 1_000 * 2 ** Math.min(attempt, 16))
}

/** One attempt more. */
export function attempted(record: UploadRecord): UploadRecord {
  const { attempt, forMs } = record.trying ?? { attempt: 0, forMs: 0 }
  return { ...record, trying: { attempt: attempt + 1, forMs } }
}
