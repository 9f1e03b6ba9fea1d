import type { CheckReport, FirstLook, Mapping, Reading, ReadingProposal } from '../../shared/csv/csv.ts'
import type { Fix, FixPreview } from '../../shared/csv/fixes.ts'
import type { ValueProblemKind } from '../../shared/csv/values.ts'
import type { Definition } from '../../shared/eloqua/definition.ts'
import type { FieldRules } from '../../shared/eloqua/field-rule.ts'

/** A file on disk as it was when we looked: any difference later means it was changed. */
export interface FileStamp {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/** What the user chose about how the file is read; the rest is found out. */
export interface LookRequest extends ReadingProposal {
  readonly path: string
  /** How rows end, of a file that we wrote ourselves; absent where that is to be found out. */
  readonly ends?: RowEnds
}

/** What is found out of how the rows of a file end, and is no choice of the user's. */
export type RowEnds = Pick<Reading, 'crRows' | 'endBlank'>

/** What the check needs to know of the target. */
export type CheckTarget = Pick<
  Definition,
  'kind' | 'family' | 'fields' | 'identifierFieldName' | 'updateRule' | 'updateRuleByField'
>

export interface CheckRequest {
  readonly stamp: FileStamp
  readonly reading: Reading
  readonly mapping: Mapping
  readonly target: CheckTarget
  /** What values must be to fit their fields. Without it no value is judged. */
  readonly rules?: FieldRules
  readonly signal: AbortSignal
  readonly onProgress: (bytesRead: number) => void
}

export interface HashRequest {
  readonly stamp: FileStamp
  readonly signal: AbortSignal
}

export interface FixRequest {
  readonly stamp: FileStamp
  readonly reading: Reading
  readonly fixes: readonly Fix[]
  /** Where the copy is written, by this user alone readable. Absent: nothing is written. */
  readonly path?: string
  readonly signal: AbortSignal
  readonly onProgress: (bytesRead: number) => void
}

export interface FixOutcome {
  /** The names of the columns, as Bulkdesk uses them. */
  readonly headers: readonly string[]
  /** What each fix did, in their order. */
  readonly previews: readonly FixPreview[]
  /** Rows of the file (1-based, ascending) that the copy lacks. */
  readonly leftOut: Uint32Array
}

/** Values of one field that don't fit in one way. */
export interface Doubt {
  readonly field: string
  readonly kind: ValueProblemKind
}

/** Which rows that can be sent are in doubt. */
export interface DoubtfulRequest extends Omit<CheckRequest, 'onProgress'> {
  readonly doubts: readonly Doubt[]
  /** Rows that are in doubt for another reason, by their 1-based numbers. */
  readonly also: readonly number[]
}

export interface DoubtfulRow {
  readonly row: number
  /** Places in the request's `doubts`; none of a row that was named. */
  readonly doubts: readonly number[]
  readonly cells: readonly string[]
}

/** Rows are skipped by the same rules the check applied, so the parts hold exactly its good rows. */
export interface PartsRequest {
  readonly stamp: FileStamp
  readonly reading: Reading
  readonly mapping: Mapping
  readonly target: CheckTarget
  readonly body: 'csv' | 'json'
  /** Most bytes in one body. */
  readonly maxBytes: number
  /** Stop after so many good rows (the trial); absent: all. */
  readonly maxRows?: number
  /**
   * The parts were planned, and who takes them compares their hashes with the plan's: bytes that were found to be text
   * then are not looked at once more.
   */
  readonly isPlanned?: boolean
  /** Continue with the part of this index (0-based); parts are the same every time for the same request. */
  readonly fromPart?: number
  readonly signal: AbortSignal
}

export interface Part {
  readonly index: number
  readonly rows: number
  /** 1-based data rows of the file the part starts and ends with. */
  readonly firstRow: number
  readonly lastRow: number
  /** Hex, over `body`. */
  readonly sha256: string
  readonly body: Buffer
  /** True when no part follows. */
  readonly last: boolean
  /**
   * Gives the body's memory back once it is sent, so that memory stays flat; `body` is empty afterwards. Optional:
   * without it the garbage collector does the same, later.
   */
  release(): void
}

/** A part without its body. */
type PlannedPart = Pick<Part, 'rows' | 'firstRow' | 'lastRow' | 'sha256'> & { readonly bytes: number }

/** The parts without their bodies, and the body of the first, cut for showing. */
export interface PartsPlan {
  readonly parts: readonly PlannedPart[]
  readonly firstBody: string
}

export interface HeldBackRow {
  readonly row: number
  readonly line: number
  readonly reason: string
  readonly cells: readonly string[]
}

/**
 * Reads CSV files: every call does its work in a worker thread, with memory flat in file size.
 * Errors are AppErrors: `file-missing`, `file-changed`, `file-unreadable`, `file-not-csv`, `cancelled`.
 */
export interface CsvEngine {
  firstLook(request: LookRequest): Promise<Omit<FirstLook, 'file'> & { readonly stamp: FileStamp }>
  check(request: CheckRequest): Promise<CheckReport>
  /** SHA-256 of the whole file, hex: what a receipt names it by. */
  hash(request: HashRequest): Promise<string>
  plan(request: Omit<PartsRequest, 'fromPart' | 'isPlanned'>): Promise<PartsPlan>
  parts(request: PartsRequest): AsyncIterable<Part>
  /**
   * Applies fixes to a file and writes what comes out as UTF-8, delimiter and line ends as they were; cells that no fix
   * changes keep their bytes. Rejects with disk errors as well, or `too-large`; an unfinished copy is the caller's to remove.
   */
  fix(request: FixRequest): Promise<FixOutcome>
  /** The rows the check holds back, with their reasons, in file order. */
  heldBack(request: Omit<CheckRequest, 'onProgress'>): AsyncIterable<HeldBackRow>
  /** The rows that can be sent and are in doubt, in file order. */
  doubtful(request: DoubtfulRequest): AsyncIterable<DoubtfulRow>
  /** Data rows by their 1-based numbers, as cells: for joining rejects to the file. */
  rows(request: {
    readonly stamp: FileStamp
    readonly reading: Reading
    readonly wanted: readonly number[]
    readonly signal: AbortSignal
  }): Promise<ReadonlyMap<number, readonly string[]>>
}
