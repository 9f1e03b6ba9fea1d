import type { Family } from '../../shared/eloqua/definition.ts'
import type { Severity, SyncReject, ValidationFailure, WireDefinition } from '../../shared/eloqua/eloqua.ts'

/**
 * The seam between the HTTP side of the simulator (paths, definitions, staging, syncs, clock, faults) and its
 * data side (contacts and the rest, imports, exports, sync actions, the filter language). The HTTP side owns
 * time, users and staging; the data side owns records and what the statements mean.
 */
export interface DataEngine {
  /** Read-only catalogues, ready to be sent: fields, lists, segments, filters, models, groups, priorities, objects, events. */
  catalogue(resource: CatalogueResource, parentId?: number): readonly CatalogueItem[]
  /** Activity fields of one type, or of all. */
  activityFields(activityType?: string): readonly CatalogueItem[]

  /**
   * Everything about a definition that the data model decides: statements, identifier, update rules by field,
   * filter, destinations and statuses of sync actions, card mapping, an activity export's type and contact fields.
   * Not here (the HTTP side knows them without records): name, number of fields and of actions, durations,
   * priority, maxRecords. Empty: valid.
   */
  validate(definition: DefinitionInput): readonly ValidationFailure[]

  /**
   * Applies staged rows, in order of upload. Asynchronous: the engine works in slices of some ten milliseconds
   * and lets the event loop turn between them, so that a long import never stalls HTTP. Runs queue up behind
   * each other; each slice is a transaction of its own and none is open while the loop turns, so the HTTP side
   * may use the same database at any time.
   */
  runImport(run: ImportRun): Promise<Outcome>
  runSyncAction(run: ImportRun): Promise<Outcome>
  /** Freezes what the export holds now; pages of it are read later, also after data changed. */
  runExport(run: ExportRun): Promise<Outcome & { readonly data: ExportData }>
  /** The frozen rows of an earlier export, by the id its data had; also after a data file was closed and opened. */
  openExport(id: number): ExportData | undefined
}

export type CatalogueResource =
  | 'contacts/fields'
  | 'contacts/lists'
  | 'contacts/segments'
  | 'contacts/filters'
  | 'contacts/scoring/models'
  | 'accounts/fields'
  | 'accounts/lists'
  | 'customObjects'
  | 'customObjects/fields'
  | 'events'
  | 'events/fields'
  | 'activities/fields'
  | 'opportunities/fields'
  | 'campaignResponses/fields'
  | 'campaigns/fields'
  | 'emailGroups'
  | 'imports/priorities'

/** One catalogue entry as it goes on the wire, its properties in Eloqua's order; `uri` ends with its id. */
export type CatalogueItem = { readonly name: string; readonly uri?: string } & Readonly<Record<string, unknown>>

export type DefinitionKind = 'export' | 'import' | 'syncAction'

/** A definition as sent by a client: typed values already coerced, unknown properties dropped. */
export interface DefinitionInput extends Omit<WireDefinition, 'uri'> {
  readonly kind: DefinitionKind
  readonly family: Family
  readonly parentId?: number
  /** Of account imports. */
  readonly linkUsers?: boolean
}

/** One accepted POST of data, in the definition's own field names. Cells are text; a missing key is an absent cell. */
export interface StagedUpload {
  /** What logs call it. */
  readonly file?: string
  /** Names the upload carried, also those the definition does not know. */
  readonly names: readonly string[]
  /**
   * Rows as arrays in the order of `names`; undefined: the row lacked that key. Read twice (duplicates are known
   * only at the end), so every iteration must start anew: an array or an object with `*[Symbol.iterator]()`,
   * not a running generator.
   */
  readonly rows: Iterable<readonly (string | undefined)[]>
  readonly rowCount: number
}

export interface ImportRun {
  readonly definition: DefinitionInput
  readonly uploads: readonly StagedUpload[]
  readonly user: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Named in the text of ELQ-00101; without it the text has a blank there, as some recorded logs do. */
  readonly syncId?: number
}

export interface ExportRun {
  readonly definition: DefinitionInput
  readonly user: string
  readonly now: number
  readonly syncId?: number
}

/** Log lines in the recorded order (ELQ-00101 included), without syncUri and createdAt, which the HTTP side adds. */
export interface LogLine {
  readonly severity: Severity
  readonly statusCode: string
  readonly message?: string
  readonly count: number
}

export interface Outcome {
  readonly logs: readonly LogLine[]
  readonly rejects: readonly SyncReject[]
}

/** The bytes of a page, in runs that follow each other: large pages are never joined. */
export interface PageBytes {
  readonly runs: readonly Uint8Array[]
  /** Gives the memory of the runs back: nobody may read them any more. Without it the collector does, more slowly. */
  readonly release?: () => void
}

/** Frozen rows of one export. Either held in the database or derived from their index; never all in memory. */
export interface ExportData {
  /** For openExport; absent: these rows are written down somewhere else. */
  readonly id?: number
  readonly rowCount: number
  /** Comma-joined JSON objects of the rows [offset, offset + limit), without the surrounding brackets, as UTF-8. */
  json(offset: number, limit: number): PageBytes
  /** Header line and rows as CSV, as UTF-8. */
  csv(offset: number, limit: number): PageBytes
  drop(): void
}

/** Memory for large pages that is used again: new blocks of that size cost more than filling them does. */
export interface PageMemory {
  take(bytes: number): Buffer
  give(memory: Buffer): void
}
