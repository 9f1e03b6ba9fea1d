import type { Environment } from '../../../shared/contract/connection.ts'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { MadeFrom, Mapping, Reading } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import type { AlsoSynced, Upload, UploadPart, UploadState, UploadWay } from '../../../shared/uploads/upload.ts'
import type { QuestionFacts, SyncList, UploadEvent, UploadOutcome } from '../../../shared/uploads/upload-facts.ts'
import type { FileStamp } from '../../csv/engine.ts'

/** Where an upload stands. */
export type UploadPhase = 'copy' | 'parts' | 'staged' | 'start-sync' | 'watch' | 'clean' | 'ended'

export interface RecordedPart extends UploadPart {
  readonly batch: number
  /** Bulkdesk saw no answer: the user said to treat the part as arrived. */
  readonly assumed?: true
  /** The user had the part sent again after a send whose answer was lost. */
  readonly sentAgain?: true
  /** ISO time, by our clock; absent in records of an older Bulkdesk. */
  readonly arrivedAt?: string
  /** Its rows are staged at the definition no more, whatever its state says: they were deleted, or another sync took them. */
  readonly isGone?: true
  /** Its rows were to be deleted, and the answer to that was lost. */
  readonly maybeGone?: true
}

export interface RecordedSync {
  readonly batch: number
  /** Absent between the intent and the answer. */
  readonly uri?: string
  /** The answer to the request that starts the sync was lost: the sync is looked for. Absent while the request is on its way. */
  readonly isLost?: true
  /** ISO time of the intent: what a doubtful POST /syncs is looked up by. */
  readonly askedAt: string
  readonly status?: string
  /** Eloqua gave a time at which the sync ended. */
  readonly endedAt?: string
  readonly logs: readonly SyncLog[]
  /** Rows on the sync's reject list. Known only once the sync has ended and all there is to read of it was read. */
  readonly rejects?: number
  /** What could not be read of a sync that has ended. */
  readonly unread?: readonly SyncList[]
  /** Reads of the sync that were refused, one after the other. */
  readonly refusals?: number
  /** ISO time, by our clock, since when we have been watching it. */
  readonly watchedSince?: string
  /** Not started for this upload: it took rows that waited at the definition. */
  readonly isForeign?: true
  /** Of a foreign sync: its log does not account for all the rows that it was to take. */
  readonly lacksRows?: true
  /** How many of them it lacks, where its log tells. */
  readonly missingRows?: number
  /** The user chose to have the sync started once more, should it not be listed by now. */
  readonly isToRepeat?: true
  /** The user was told that it takes unusually long. */
  readonly toldSlow?: true
  /** Rows of other uploads that waited at the definition when this sync was asked for. */
  readonly also?: readonly AlsoSynced[]
}

interface RecordedCopy {
  readonly name: string
  readonly uri?: string
  /** The answer to the request that makes the copy was lost: the copy is looked for by its name. */
  readonly isLost?: true
}

/** Something that is tried again. Starts anew with every turn of the upload. */
interface Trying {
  readonly attempt: number
  /** Milliseconds since the first attempt, by a clock that cannot be set. */
  readonly forMs: number
}

/** An upload as the journal keeps it. No row data; the file is named by path, size, time and hash. */
export interface UploadRecord {
  readonly uploadId: string
  /** Shared by the files that were opened together; each is an upload of its own. */
  readonly groupId?: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly environment: Environment
  readonly user: string
  readonly file: FileStamp & { readonly name: string; readonly sha256: string; readonly madeFrom?: MadeFrom }
  readonly headers: readonly string[]
  readonly reading: Reading
  readonly mapping: Mapping
  readonly definition: Definition
  readonly way: UploadWay
  readonly scope: Upload['scope']
  readonly rowsInFile: number
  readonly rowsHeldBack: number
  readonly parts: readonly RecordedPart[]
  readonly phase: UploadPhase
  readonly batch: number
  /** Counts private copies: each copy that was thrown away makes the next generation. */
  readonly generation: number
  readonly restarts: number
  readonly copy?: RecordedCopy
  /** Copies thrown away that may still stand at Eloqua. */
  readonly leftCopies: readonly string[]
  readonly syncs: readonly RecordedSync[]
  /** The newest sync of the instance before we last asked for one: ours can only be newer. Never goes down. */
  readonly lastSyncId?: number
  /** The newest sync was noted for the request that comes next. */
  readonly isNewestNoted?: true
  /** Syncs that a question named: the user decides about them, and no search takes one for the answer to anything else. */
  readonly namedSyncs?: readonly string[]
  /** Syncs of the same definition and user that took as many rows as ours, found when ours had ended. */
  readonly otherSyncs?: readonly string[]
  /** Whether there are such syncs could not be read. */
  readonly othersUnread?: true
  readonly trying?: Trying
  /** ISO time until which Eloqua asked us to wait: kept when the app is closed. */
  readonly notBefore?: string
  /** The user cancelled it: it ends as soon as the request on its way is answered. */
  readonly isCancelled?: true
  /** The user paused it: nothing that writes is sent until they resume. */
  readonly isPaused?: true
  /** The user sent it from a check page that was shown, or confirmed it in a dialog of the system. */
  readonly isConfirmed?: true
  /** Sent straight, to be imported as soon as all rows are staged. */
  readonly importsAtOnce?: true
  /** Uploads whose staged rows the user agreed to send on top of. */
  readonly onTopOf?: readonly string[]
  /** The newest sync of the instance when its waiting rows were first looked at: a newer one of the definition took them. */
  readonly restSyncId?: number
  readonly state: UploadState
  readonly question?: QuestionFacts
  readonly outcome?: UploadOutcome
  readonly error?: AppErrorData
  readonly createdAt: string
  readonly endedAt?: string
  readonly events: readonly UploadEvent[]
}

export function batchParts(record: UploadRecord, batch = record.batch): readonly RecordedPart[] {
  return record.parts.filter((part) => part.batch === batch)
}

export function isLastBatch(record: UploadRecord): boolean {
  return record.parts.every((part) => part.batch <= record.batch)
}

/** Where the parts go: the private copy when there is one, else the definition itself. */
export function targetUri(record: UploadRecord): string {
  return record.copy?.uri ?? record.definition.uri
}

/** The sync of the batch at hand, once it was asked for. */
export function currentSync(record: UploadRecord): RecordedSync | undefined {
  return record.syncs.find((sync) => sync.batch === record.batch)
}

/** Definitions whose every upload starts a sync of its own: each part is then a batch. */
export function syncsAtOnce(record: Pick<UploadRecord, 'way' | 'definition'>): boolean {
  return record.way === 'straight' && record.definition.isSyncTriggeredOnImport === true
}

/** Only these two words mean that the rows were processed (sync status types). */
export function wentThrough(status: string | undefined): boolean {
  return status === 'success' || status === 'warning'
}

/** A sync that has ended, of which all was read, and by which Eloqua says that it processed the rows, all of them as far as its log counts. */
export type ThroughSync = RecordedSync & {
  readonly uri: string
  readonly status: 'success' | 'warning'
  readonly rejects: number
}

export function isThrough(sync: RecordedSync): sync is ThroughSync {
  return sync.uri !== undefined && sync.rejects !== undefined && !sync.lacksRows && wentThrough(sync.status)
}

/** Bulkdesk saw no answer for the part, whatever the user decided to take it for. */
export function isDoubtful(part: RecordedPart): boolean {
  return part.state === 'sending' || part.state === 'in-doubt' || part.assumed === true
}

/** A once-only request of this upload is on its way: its answer is the next thing that may happen. */
export function isInFlight({ parts, syncs, copy, phase }: UploadRecord): boolean {
  if (phase === 'ended') return false
  if (parts.some(({ state }) => state === 'sending')) return true
  if (syncs.some(({ uri, isLost }) => uri === undefined && !isLost)) return true
  return phase === 'copy' && copy !== undefined && copy.uri === undefined && !copy.isLost
}
