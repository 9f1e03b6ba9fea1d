import type { Environment } from '../../../shared/contract/connection.ts'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Mapping, Reading } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { SyncLog } from '../../../shared/eloqua/eloqua.ts'
import type {
  AlsoSynced,
  Upload,
  UploadPart,
  UploadQuestion,
  UploadState,
  UploadWay,
  WaitingRows,
} from '../../../shared/uploads/upload.ts'
import type { FileStamp } from '../../csv/engine.ts'
import { countRows } from '../outcome/ledger.ts'

/** Where an upload stands: what the next thing to do is. Written before every once-only request and after every answer. */
export type UploadPhase = 'copy' | 'parts' | 'staged' | 'start-sync' | 'watch' | 'clean' | 'ended'

export interface RecordedPart extends UploadPart {
  readonly batch: number
  /** Nobody saw its answer: the user said to treat it as arrived. */
  readonly assumed?: true
  /** ISO time, by our clock; absent in records of an older Bulkdesk. */
  readonly arrivedAt?: string
  /** Its rows wait at the definition no more, whatever its state says: they were discarded, or another sync took them. */
  readonly isGone?: true
}

export interface RecordedSync {
  readonly batch: number
  /** Absent between the intent and the answer. */
  readonly uri?: string
  /** ISO time of the intent: what a doubtful POST /syncs is looked up by. */
  readonly askedAt: string
  readonly status?: string
  readonly logs: readonly SyncLog[]
  /** Rows on the sync's reject list. */
  readonly rejects?: number
  /** ISO time, by our clock, since when we have been watching it. */
  readonly watchedSince?: string
  /** Not started for this upload: it took rows that waited at the definition. */
  readonly isForeign?: true
  /** The user chose to ask for it once more, should it not be there by now. */
  readonly isToRepeat?: true
  /** The user was told that it takes unusually long. */
  readonly toldSlow?: true
  /** Rows of other uploads that waited at the definition when this sync was asked for. */
  readonly also?: readonly AlsoSynced[]
}

/** An upload as the journal keeps it. No row data; the file is named by path, size, time and hash. */
export interface UploadRecord {
  readonly uploadId: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly environment: Environment
  readonly user: string
  readonly file: FileStamp & { readonly name: string; readonly sha256: string }
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
  readonly copy?: { readonly name: string; readonly uri?: string }
  /** Copies thrown away that may still stand at Eloqua. */
  readonly leftCopies: readonly string[]
  readonly syncs: readonly RecordedSync[]
  /** The newest sync of the instance before we last asked for one: ours can only be newer, whatever the clocks say. */
  readonly lastSyncId?: number
  /** ISO time until which Eloqua asked us to wait: kept when the app is closed. */
  readonly notBefore?: string
  /** The user paused it: nothing that writes is sent until they resume. */
  readonly isPaused?: true
  /** Uploads whose waiting rows the user agreed to send on top of. */
  readonly onTopOf?: readonly string[]
  /** The newest sync of the instance when its waiting rows were first looked at: a newer one of the definition took them. */
  readonly restSyncId?: number
  readonly state: UploadState
  readonly question?: UploadQuestion
  readonly outcome?: string
  readonly error?: AppErrorData
  readonly createdAt: string
  readonly endedAt?: string
  readonly events: readonly { readonly at: string; readonly text: string }[]
}

/** What the window may see of a record. */
export function toUpload(record: UploadRecord, waiting?: WaitingRows): Upload {
  const { uri, kind, family, id, parentId, name, parentName } = record.definition
  return {
    uploadId: record.uploadId,
    connectionId: record.connectionId,
    connectionLabel: record.connectionLabel,
    user: record.user,
    file: { name: record.file.name, size: record.file.size, sha256: record.file.sha256 },
    definition: {
      uri,
      kind,
      family,
      id,
      name,
      ...(parentId ? { parentId } : {}),
      ...(parentName ? { parentName } : {}),
    },
    way: record.way,
    scope: record.scope,
    mappingWords: record.mapping.fields.map(({ field, source }) => ({
      field,
      source:
        source.from === 'column'
          ? (record.headers[source.column] ?? `column ${source.column + 1}`)
          : JSON.stringify(source.value),
    })),
    state: record.state,
    parts: record.parts.map(({ index, rows, bytes, state, sha256 }) => ({ index, rows, bytes, state, sha256 })),
    generation: record.generation,
    syncUris: record.syncs.flatMap((sync) => sync.uri ?? []),
    syncStatuses: Object.fromEntries(
      record.syncs.flatMap((sync) => (sync.uri && sync.status ? [[sync.uri, sync.status]] : [])),
    ),
    logs: record.syncs.flatMap((sync) => sync.logs),
    ledger: countRows(record),
    ...(waiting ? { waiting } : {}),
    question: record.question,
    outcome: record.outcome,
    error: record.error,
    createdAt: record.createdAt,
    endedAt: record.endedAt,
    events: record.events,
  }
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
