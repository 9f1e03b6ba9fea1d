import { type AppError, type AppErrorData, isAppError } from '../../../shared/contract/errors.ts'
import type { AlsoSynced } from '../../../shared/uploads/upload.ts'
import type { CsvEngine } from '../../csv/engine.ts'
import type { Clients, EloquaClient } from '../../eloqua/eloqua-client.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import type { Effect } from '../core/effects.ts'
import type { Happening } from '../core/events.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { followingMoves } from '../effects/follow-moves.ts'
import { withoutRowData } from '../effects/known.ts'
import { createPartReader, type PartReader } from '../effects/part-reader.ts'
import { perform } from '../effects/perform.ts'
import type { UploadEnvironment } from '../environment.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import { stepAfter, stepBefore, stepsSaved } from './named-steps.ts'

export interface RunParts {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly environment: UploadEnvironment
  readonly log: Log
}

/** What a run may do with its upload. */
export interface RunHands {
  readonly record: UploadRecord
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal
  /** Ends waits; nothing on its way is cut off by it. */
  readonly pause: AbortSignal
  /** Notes what happened, on disk first, and gives what to do next. Throws a disk error when it cannot be noted. */
  note(event: Happening): readonly Effect[]
  /** As `note`; where the journal cannot be written, the change is kept for this run of the app alone. */
  keep(event: Happening): void
  alsoThere(): readonly AlsoSynced[]
  spokenFor(): readonly string[]
  sent(bytes: number): void
}

/** Works on an upload until it waits for somebody or is over. Never rejects. */
export async function runUpload(parts: RunParts, hands: RunHands): Promise<void> {
  const reader = createPartReader(parts.engine, parts.environment.limits)
  try {
    const client = await connect(parts, hands)
    if (client) await work(parts, hands, client, reader)
  } catch (error) {
    const known = dataOf(toKnownError(error, parts.log, 'working on an upload'))
    parts.log.warn('an upload broke off', { error: known })
    hands.keep({ kind: 'run-failed', error: known, on: isDiskTrouble(error) ? 'disk' : 'bulkdesk' })
  } finally {
    await reader.close().catch((error: unknown) => parts.log.warn('a file could not be closed', { error }))
  }
}

/** Undefined where the connection cannot be used; the user was asked then. */
async function connect({ clients }: RunParts, hands: RunHands): Promise<EloquaClient | undefined> {
  try {
    return followingMoves(await clients.forConnection(hands.record.connectionId))
  } catch (error) {
    if (!isAppError(error)) throw error
    hands.keep({ kind: 'run-failed', error: dataOf(error), on: 'connection' })
    return undefined
  }
}

/** One effect after the other; what came of each is noted before the next begins. */
async function work(parts: RunParts, hands: RunHands, client: EloquaClient, reader: PartReader): Promise<void> {
  const { reached } = parts.environment
  const note = (event: Happening): readonly Effect[] => {
    const before = hands.record
    const effects = hands.note(event)
    for (const step of stepsSaved(before, event, hands.record)) reached(step)
    return effects
  }
  const left = [...note({ kind: 'turn' })]
  for (let effect = left.shift(); effect; effect = left.shift()) {
    const { before, after } = { before: stepBefore(effect), after: stepAfter(effect) }
    if (before) reached(before)
    const happening = await perform(effect, contextOf(parts, hands, client, reader))
    if (after) reached(after)
    left.push(...note(happening))
  }
}

function contextOf({ environment, log }: RunParts, hands: RunHands, client: EloquaClient, reader: PartReader) {
  const { record, signal, pause } = hands
  return {
    record,
    client,
    reader,
    environment,
    log,
    signal,
    pause,
    alsoThere: () => hands.alsoThere(),
    spokenFor: () => hands.spokenFor(),
    sent: (bytes: number) => hands.sent(bytes),
  }
}

function dataOf(error: AppError): AppErrorData {
  return withoutRowData(error.toData())
}
