import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import type { AlsoSynced, UploadQuestion } from '../../../shared/uploads/upload.ts'
import type { CsvEngine } from '../../csv/engine.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import type { PartLimits } from '../check/plan-upload.ts'
import type { RecordedPart, RecordedSync, UploadPhase, UploadRecord } from '../journal/upload-record.ts'

/** `continue`: do what `record.phase` says next; `halt`: the record says what it waits for. */
export type Step = 'continue' | 'halt'

/** One upload being worked on: the only way its record changes, each change on disk before the next thing happens. */
export interface UploadRun {
  readonly record: UploadRecord
  readonly client: EloquaClient
  readonly engine: CsvEngine
  readonly limits: PartLimits
  readonly signal: AbortSignal
  /**
   * Saves the change (and an event in words), then tells the window. Throws a disk error when the journal cannot be
   * written; the record is then as it was, so that going on later is going on after a crash.
   */
  save(change: Partial<UploadRecord>, event?: string): void
  /** Bytes of the part in flight that went out so far. */
  sent(bytes: number): void
  sleep(ms: number): Promise<void>
  /** A sleep that ends as soon as the user pauses. */
  wait(ms: number): Promise<void>
  /** Rows of other uploads that a sync of this one's definition would take now. */
  alsoThere(): readonly AlsoSynced[]
  /** True for a sync that another upload knows as its own. */
  isAnothers(syncUri: string): boolean
  random(): number
  now(): Date
  /** Milliseconds on a clock that nobody sets: what waiting is measured by. */
  elapsed(): number
  /** Names a step that a crash may fall on: the crash tests stop the process here. */
  reached(step: string): void
}

/** Refusals that pass by themselves: nothing was taken, the same request may go again. */
export const PASSING: ReadonlySet<AppErrorData['code']> = new Set<AppErrorData['code']>([
  'rate-limited',
  'offline',
  'proxy',
  'timeout',
  'connection-lost',
])

/** The same for reads, which may go again whatever became of them: these say nothing of whether they may be read. */
export const PASSING_READS: ReadonlySet<AppErrorData['code']> = new Set<AppErrorData['code']>([
  ...PASSING,
  'server-error',
  'unavailable',
  'unexpected-answer',
  'unknown',
])

const GIVE_UP_AFTER_MS = 30 * 60_000

/**
 * True when trouble that passes by itself has lasted too long since `startedAt` (by `run.elapsed`). To have no network is
 * no failure: a closed laptop goes on tomorrow.
 */
export function hasLastedTooLong(run: UploadRun, startedAt: number, error: AppErrorData): boolean {
  return error.code !== 'offline' && run.elapsed() - startedAt > GIVE_UP_AFTER_MS
}

export function next(run: UploadRun, phase: UploadPhase, change: Partial<UploadRecord> = {}, event?: string): Step {
  run.save({ ...change, phase }, event)
  return 'continue'
}

/** Stops for good. `outcome` says what happened and what it means for the data. */
export function stop(run: UploadRun, outcome: string, error?: AppErrorData): Step {
  run.save(
    { phase: 'ended', state: 'stopped', outcome, error, question: undefined, endedAt: run.now().toISOString() },
    outcome,
  )
  return 'halt'
}

export function ask(run: UploadRun, question: UploadQuestion, error?: AppErrorData): Step {
  run.save({ state: 'needs-you', question, error }, question.text)
  return 'halt'
}

/** Full jitter: between nothing and min(cap, base * 2^attempt); what the server asked for wins. */
function backoffMs(run: UploadRun, attempt: number, error: AppErrorData): number {
  if (error.retryAfterSeconds !== undefined) return Math.min(3600, Math.max(1, error.retryAfterSeconds)) * 1000
  return run.random() * Math.min(60_000, 1_000 * 2 ** attempt)
}

/** Waits worth outliving the app: a restart goes on with the rest of them instead of asking Eloqua too early. */
const LONG_WAIT_MS = 60_000

/** Says that it waits, and waits; a long wait goes on after a restart. */
export async function waitOut(
  run: UploadRun,
  wait: { readonly error: AppErrorData; readonly attempt: number; readonly change?: Partial<UploadRecord> },
  event: (seconds: number) => string,
): Promise<void> {
  const ms = backoffMs(run, wait.attempt, wait.error)
  const isLong = ms > LONG_WAIT_MS
  const notBefore = isLong ? new Date(run.now().getTime() + ms).toISOString() : undefined
  run.save({ ...wait.change, state: 'waiting', error: wait.error, notBefore }, event(Math.ceil(ms / 1000)))
  await run.wait(ms)
  if (isLong) waited(run)
}

/** What is left of a long wait that the end of the app cut short. Never more than Eloqua may ask for: clocks are set. */
export async function finishWaiting(run: UploadRun): Promise<void> {
  if (run.record.notBefore === undefined) return
  const left = Math.min(3_600_000, Date.parse(run.record.notBefore) - run.now().getTime())
  if (left > 0) await run.wait(left)
  waited(run)
}

/** A pause cuts a wait short and does not make up for the rest of it. */
function waited(run: UploadRun): void {
  if (!run.signal.aborted && !run.record.isPaused) run.save({ notBefore: undefined })
}

export function setPart(
  run: UploadRun,
  index: number,
  change: Partial<Pick<RecordedPart, 'state' | 'assumed' | 'arrivedAt'>>,
  also: Partial<UploadRecord> = {},
  event?: string,
): void {
  run.save({ ...also, parts: changedPart(run.record, index, change) }, event)
}

/** What is noted of a part that arrived just now. */
export function arrived(run: UploadRun): Pick<RecordedPart, 'state' | 'arrivedAt'> {
  return { state: 'arrived', arrivedAt: run.now().toISOString() }
}

/** The sync that a part started by itself. It takes whatever else waited there. */
export function startedBy(run: UploadRun, part: RecordedPart, sync: WireSync): RecordedSync {
  const also = run.record.way === 'straight' ? run.alsoThere() : []
  const { uri, createdAt: askedAt, status } = sync
  return { batch: part.batch, uri, askedAt, status, logs: [], ...(also.length > 0 ? { also } : {}) }
}

export function changedPart(
  record: UploadRecord,
  index: number,
  change: Partial<Pick<RecordedPart, 'state' | 'assumed' | 'arrivedAt'>>,
): readonly RecordedPart[] {
  return record.parts.map((part) => (part.index === index ? { ...part, ...change } : part))
}
