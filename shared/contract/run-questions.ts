import type {
  cellOfView,
  columnFilter,
  comparisonPart,
  dateReading,
  groupRequest,
  matchRequest,
  nextMatch,
  profileRequest,
  reading,
  readingOfColumn,
  sortKey,
  timeRequest,
  timeUnit,
  valuesRequest,
  viewRequest,
} from './schemas/run-questions.ts'
import type { Shape } from './schemas/shape.ts'

export type Reading = Shape<typeof reading>
export type DateReading = Shape<typeof dateReading>
export type ColumnFilter = Shape<typeof columnFilter>
export type SortKey = Shape<typeof sortKey>
export type ViewRequest = Shape<typeof viewRequest>
export type MatchRequest = Shape<typeof matchRequest>
export type NextMatch = Shape<typeof nextMatch>
export type CellOfView = Shape<typeof cellOfView>
export type ReadingRequest = Shape<typeof readingOfColumn>
export type ProfileRequest = Shape<typeof profileRequest>
export type ValuesRequest = Shape<typeof valuesRequest>
export type GroupRequest = Shape<typeof groupRequest>
export type TimeUnit = Shape<typeof timeUnit>
export type TimeRequest = Shape<typeof timeRequest>
export type ComparisonPart = Shape<typeof comparisonPart>

/** Rows of a run, chosen and put in order. `readRunRows` reads them by this id. */
export interface RunView {
  readonly viewId: string
  /** Rows of the view. */
  readonly rows: number
  /** Rows of the run that were looked at: all that had arrived when the view was asked for. */
  readonly outOf: number
}

/** Cells that hold the text, and the rows they are in. */
export interface MatchCount {
  readonly matches: number
  readonly rows: number
}

/** `ordinal` counts from 1: the 3 of "3 of 4,212". */
export interface FoundMatch extends CellOfView {
  readonly ordinal: number
}

/** How many cells can be read as the reading says. Blank cells count as neither. */
export interface ReadingCount {
  readonly read: number
  readonly unread: number
  readonly blank: number
}

export interface ValueCount {
  readonly value: string
  readonly count: number
}

/** Everything about one column of a view. All figures are exact. */
export interface RunColumnProfile {
  readonly rows: number
  readonly filled: number
  readonly blank: number
  /** Different values, blank not counted. Upper and lower case differ. */
  readonly distinct: number
  /** The most frequent values, blank not among them; equally frequent ones by their text. */
  readonly top: readonly ValueCount[]
  /** In characters (Unicode code points), of filled cells; 0 where none is filled. */
  readonly shortest: number
  readonly longest: number
  readonly shapes: ColumnShapes
  /** Of the cells that read as numbers. */
  readonly numbers?: { readonly least: number; readonly most: number; readonly mean: number }
  /** Of the cells that read as dates, year first: ISO text without a zone. */
  readonly dates?: { readonly first: string; readonly last: string }
}

/** Filled cells that look like it. A cell may look like several. */
export interface ColumnShapes {
  readonly email: number
  readonly number: number
  readonly date: number
  readonly monthFirst: number
  readonly dayFirst: number
  /** Begins or ends with white space. */
  readonly padded: number
}

export interface FrequentValues {
  readonly values: readonly ValueCount[]
  /** Different values that pass the search, blank included. */
  readonly distinct: number
}

export interface RowGroups {
  /** Most rows first; equal counts by their values. Blank is a value like others. */
  readonly groups: readonly { readonly values: readonly string[]; readonly count: number }[]
  /** All groups, also those beyond the limit. */
  readonly distinct: number
  readonly rows: number
}

/** `at` is the first day of the unit, `2026-11-23`; weeks begin on Monday. Units without rows are left out. */
export interface TimeSeries {
  readonly points: readonly { readonly at: string; readonly count: number }[]
  readonly unread: number
  readonly blank: number
}

/** What tells one row from another in both runs, and how well. */
export interface KeyCandidate {
  readonly columns: readonly string[]
  /** Rows whose key no other row of the same run has, over all rows: 1 is a key. Rows with a blank key are not unique. */
  readonly uniqueBefore: number
  readonly uniqueAfter: number
}

/** What differs between two runs before any row is compared. */
export interface RunDifferences {
  readonly columnsOnlyBefore: readonly string[]
  readonly columnsOnlyAfter: readonly string[]
  readonly columnsInBoth: readonly string[]
  /** The same columns in another order. */
  readonly isReordered: boolean
  readonly definition: boolean
  /** Columns of the same name that show another field of Eloqua's. */
  readonly otherFields: readonly string[]
  readonly user: boolean
  readonly company: boolean
  /** A run with rows missing makes removed rows that are not removed. */
  readonly incompleteBefore: boolean
  readonly incompleteAfter: boolean
}

export interface KeyProposal {
  /** The best first. None where no column of both runs tells rows apart. */
  readonly candidates: readonly KeyCandidate[]
  readonly differences: RunDifferences
}

/** Figures are rows. A row whose key is blank, or occurs more than once in one of the runs, is compared with none: it counts as a duplicate. */
export interface Comparison {
  readonly comparisonId: string
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly same: number
  readonly duplicateBefore: number
  readonly duplicateAfter: number
  /** Of both runs, in the order of the later one. */
  readonly columns: readonly string[]
  /** How many rows changed in each column; those without a change are left out. */
  readonly changedByColumn: readonly { readonly column: string; readonly rows: number }[]
  readonly differences: RunDifferences
}

/** Changed rows, in the order of the later run. */
export interface ComparisonRows {
  readonly rows: readonly ComparedRow[]
}

/** Cells in the order of the comparison's `columns`. */
export interface ComparedRow {
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Places in `columns` where the two differ. */
  readonly changed: readonly number[]
  /** The 0-based places of the row in its two runs. */
  readonly numberBefore: number
  readonly numberAfter: number
}

/** A part as a view of the run that its rows are in: removed rows and earlier duplicates are in the earlier run, all others in the later one. */
export interface PartOfComparison {
  readonly runId: string
  readonly view: RunView
}
