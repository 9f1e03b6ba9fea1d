import type { AppErrorData } from '../../shared/errors.ts'
import type { UploadQuestion } from '../../shared/upload.ts'
import type { CsvEngine } from '../csv/engine.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { RecordedPart, UploadPhase, UploadRecord } from './upload-record.ts'

/** `continue`: do what `record.phase` says next; `halt`: the record says what it waits for. */
export type Step = 'continue' | 'halt'

/** One upload being worked on: the only way its record changes, each change on disk before the next thing happens. */
export interface UploadRun {
  readonly record: UploadRecord
  readonly client: EloquaClient
  readonly engine: CsvEngine
  readonly signal: AbortSignal
  /** Saves the change (and an event in words), then tells the window. */
  save(change: Partial<UploadRecord>, event?: string): void
  /** Bytes of the part in flight that went out so far. */
  sent(bytes: number): void
  sleep(ms: number): Promise<void>
  random(): number
  now(): Date
  /** Names a step that a crash may fall on: the crash tests stop the process here. */
  reached(step: string): void
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
export function backoffMs(run: UploadRun, attempt: number, error: AppErrorData): number {
  if (error.retryAfterSeconds !== undefined) return Math.min(3600, Math.max(1, error.retryAfterSeconds)) * 1000
  return run.random() * Math.min(60_000, 1_000 * 2 ** attempt)
}

export function setPart(
  run: UploadRun,
  index: number,
  state: RecordedPart['state'],
  change: Partial<UploadRecord> = {},
  event?: string,
): void {
  const parts = run.record.parts.map((part) => (part.index === index ? { ...part, state } : part))
  run.save({ ...change, parts }, event)
}
