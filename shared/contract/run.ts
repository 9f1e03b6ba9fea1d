import type { IncompleteReason } from '../words/result-words.ts'
import type { Connection } from './connection.ts'
import type { AppErrorData } from './errors.ts'
import type {
  box,
  copyFormat,
  keepChange,
  keepChoice,
  listRequest,
  runPart,
  runSource,
  saveFormat,
  saveRequest,
} from './schemas/runs.ts'
import type { Shape } from './schemas/shape.ts'

export type RunSource = Shape<typeof runSource>
export type RunPart = Shape<typeof runPart>
export type Box = Shape<typeof box>
export type CopyFormat = Shape<typeof copyFormat>
export type SaveFormat = Shape<typeof saveFormat>
export type ListRequest = Shape<typeof listRequest>
export type SaveRequest = Shape<typeof saveRequest>
export type KeepChoice = Shape<typeof keepChoice>
export type KeepChange = Shape<typeof keepChange>

/** The rows of one sync in a folder of ours, and how many of them are there. */
export interface Run extends RunSource {
  readonly runId: string
  readonly connection: Pick<Connection, 'id' | 'label' | 'company' | 'user' | 'environment'>
  /** Who started the sync, as Eloqua says. */
  readonly startedBy?: string
  readonly definition?: { readonly uri: string; readonly name?: string }
  /** The definition's fields when the rows were fetched: Eloqua's statement for each column. What a changed definition is told by. */
  readonly fields?: Readonly<Record<string, string>>
  /** ISO times. */
  readonly syncEndedAt?: string
  readonly fetchedAt: string
  /** Until when Eloqua is expected to keep the rows. */
  readonly expiresAt?: string
  /** The columns of the rows, in the order of the cells. More may be found while rows arrive: then `generation` goes up and the rows start over. */
  readonly columns: readonly string[]
  readonly generation: number
  /** Rows that can be read now. */
  readonly rows: number
  /** Rows that Eloqua names. */
  readonly total?: number
  /** Of the rows on disk. */
  readonly bytes: number
  readonly state: RunState
  /** Columns that the definition does not have (any more). */
  readonly extraColumns: readonly string[]
  readonly kept?: Kept
}

export type RunState =
  | { readonly kind: 'arriving' }
  /** Nobody looks at the run and nothing needs it: it goes on when it is opened again. */
  | { readonly kind: 'resting' }
  /** Trouble that is being sat out; `seconds` until the next try. Without seconds: until the user has signed in. */
  | { readonly kind: 'waiting'; readonly error: AppErrorData; readonly seconds?: number }
  /** Every row that Eloqua names is there, and Eloqua confirmed the end. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'incomplete'; readonly why: RunEnd }

/**
 * Why rows are missing. `answers`: Eloqua's answers contradict each other (`reason`). `failed`: a request or the disk failed
 * (`error`). `interrupted`: Bulkdesk ended while rows arrived. All but `answers` and an expired result can go on.
 */
export type RunEnd =
  | { readonly kind: 'answers'; readonly reason: IncompleteReason }
  | { readonly kind: 'failed'; readonly error: AppErrorData }
  | { readonly kind: 'interrupted' }

export interface Kept {
  readonly name: string
  /** ISO times. */
  readonly at: string
  /** When it goes by its age, unless it is kept anew. */
  readonly until: string
}

export interface RunRows {
  /** Cells as text, in the order of the run's columns. */
  readonly rows: readonly (readonly string[])[]
  /** The 0-based place of each row in Eloqua's order. */
  readonly numbers: readonly number[]
}

/** `isPartial`: there was more than a clipboard takes, and only the first rows were copied. */
export interface CopiedCells {
  readonly cells: number
  readonly rows: number
  readonly isPartial: boolean
}

/** What a save will do, said before. */
export interface SaveForecast {
  readonly rows: number
  /** Sheets an .xlsx needs, each with the header; 1 for other formats. */
  readonly sheets: number
  /** Cells that are longer than an .xlsx takes. */
  readonly longCells: number
  /** Rows are still arriving: the save waits for them. */
  readonly waitsForRows: boolean
}

/** What lies on this computer, and under which rules. */
export interface RunStorage {
  readonly folder: string
  readonly bytes: number
  readonly runs: number
  readonly choice: KeepChoice
  /** By the id of a saved connection. */
  readonly connections: Readonly<Record<string, KeepChoice>>
  readonly mostBytes: number
  readonly mostDays: number
}

/** Most rows one read of a run may ask for. */
export const MOST_ROWS_A_READ = 200
