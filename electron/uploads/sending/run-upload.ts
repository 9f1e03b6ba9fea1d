import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { AlsoSynced, UploadQuestion } from '../../../shared/uploads/upload.ts'
import type { CsvEngine } from '../../csv/engine.ts'
import type { Clients } from '../../eloqua/eloqua-client.ts'
import { PART_LIMITS, type PartLimits } from '../check/plan-upload.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { driveUpload } from './drive-upload.ts'
import { deleteCopies } from './finish-batch.ts'
import { needsSignIn, signInWords } from './sign-in.ts'
import { finishWaiting, type UploadRun } from './upload-run.ts'
import { cancelled } from './upload-trouble.ts'

export interface RunParts {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly limits?: PartLimits
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random?: () => number
  readonly now?: () => Date
  /** Milliseconds on a clock that nobody sets. */
  readonly elapsed?: () => number
  readonly reached?: (step: string) => void
  /** Rows of other uploads that lie where this one's go. */
  readonly alsoThere?: (record: UploadRecord) => readonly AlsoSynced[]
  /** Whether another upload knows this sync as its own. */
  readonly isAnothers?: (record: UploadRecord, syncUri: string) => boolean
}

/** What a run may do to its upload. */
export interface RunHands {
  readonly record: UploadRecord
  readonly signal: AbortSignal
  /** Ends waiting; nothing in flight is cut off by it. */
  readonly pause: AbortSignal
  save(change: Partial<UploadRecord>, event?: string): void
  /** Like `save`; where the journal cannot be written the change is kept for this run of the app alone. */
  keep(change: Partial<UploadRecord>, event?: string): void
  sent(bytes: number): void
}

/** Works on an upload until it waits for somebody or is over. Never rejects. */
export async function runUpload(parts: RunParts, hands: RunHands): Promise<void> {
  try {
    const client = await parts.clients.forConnection(hands.record.connectionId)
    const run = makeRun(parts, hands, client)
    if (run.record.phase !== 'ended') await finishWaiting(run)
    await driveUpload(run)
    if (hands.signal.aborted && run.record.phase !== 'ended') cancelled(run)
    if (run.record.phase === 'ended') await dropCopies(run)
  } catch (error) {
    if (hands.record.phase !== 'ended') hands.keep(couldNotGoOn(hands.record, error))
  }
}

function makeRun(parts: RunParts, hands: RunHands, client: UploadRun['client']): UploadRun {
  const { sleep = sleepUnlessAborted } = parts
  return {
    get record() {
      return hands.record
    },
    client,
    engine: parts.engine,
    limits: parts.limits ?? PART_LIMITS,
    signal: hands.signal,
    save: hands.save,
    sent: hands.sent,
    sleep: (ms) => sleep(ms, hands.signal),
    wait: (ms) => sleep(ms, AbortSignal.any([hands.signal, hands.pause])),
    alsoThere: () => parts.alsoThere?.(hands.record) ?? [],
    isAnothers: (syncUri) => parts.isAnothers?.(hands.record, syncUri) ?? false,
    random: parts.random ?? Math.random,
    now: parts.now ?? (() => new Date()),
    elapsed: parts.elapsed ?? (() => performance.now()),
    reached: parts.reached ?? (() => {}),
  }
}

const CHOICES: UploadQuestion['choices'] = [
  { choice: 'retry', label: 'Go on', means: 'Continues where it stopped; nothing is sent twice.' },
  { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent. A sync that was started goes on in Eloqua.' },
]

function couldNotGoOn(record: UploadRecord, error: unknown): Partial<UploadRecord> {
  const data: AppErrorData = isAppError(error)
    ? error.toData()
    : { code: 'unknown', message: 'Something unexpected happened in Bulkdesk.' }
  const { kind, text } = inWords(record, error, data)
  return { state: 'needs-you', error: data, question: { kind, text, choices: CHOICES } }
}

function inWords(record: UploadRecord, error: unknown, data: AppErrorData): Pick<UploadQuestion, 'kind' | 'text'> {
  if (isDiskTrouble(error)) {
    const text = `${data.message} Nothing is sent that could not be noted first. Make room or mend the folder, then go on. ${appliedSoFar(record)}`
    return { kind: 'disk-trouble', text }
  }
  if (needsSignIn(data)) {
    const text = `${signInWords(record.connectionLabel, data)} ${appliedSoFar(record)}`
    return { kind: 'sign-in-again', text }
  }
  const what = isAppError(error)
    ? `${record.connectionLabel} cannot be used: ${data.message}`
    : `A part of Bulkdesk failed in the middle of this upload. Nothing went out that was not noted first.`
  return { kind: 'cannot-go-on', text: `${what} Go on to try once more. ${appliedSoFar(record)}` }
}

async function dropCopies(run: UploadRun): Promise<void> {
  if (!run.record.copy && run.record.leftCopies.length === 0) return
  const isSyncing = run.record.syncs.some((sync) => sync.batch === run.record.batch && sync.rejects === undefined)
  // Deleting a definition under a running sync ends that sync in error (ELQ-00143): such a copy deletes itself later.
  if (!isSyncing) await deleteCopies(run)
}

function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
