import type { Mapping, ReadingProposal } from '../csv/csv.ts'
import type { WideFix } from '../csv/fixes.ts'

/**
 * How files of one kind are sent, saved under a name: where to, how they are read, which column feeds which field, and
 * the fixes. Plain data: `mapping` and `fixes` name columns by their place in `headers`, and are fitted to each file by
 * the names.
 */
export interface Recipe {
  readonly recipeId: string
  /** Unlike every other of the same company, whatever its case. */
  readonly name: string
  readonly targetUri: string
  /** The name of the definition when the recipe was saved. */
  readonly targetName: string
  readonly headers: readonly string[]
  /** What the user chose about how the file is read; the rest is found out for each file. */
  readonly choice: ReadingProposal
  /** The sheet, where the file was a workbook. */
  readonly sheet?: string
  readonly mapping: Mapping
  readonly fixes: readonly WideFix[]
  /** Leaves to send to production by this recipe with no user there. A recipe that is saved again has none. */
  readonly unattended?: readonly UnattendedLeave[]
  /** ISO time. */
  readonly savedAt: string
}

/** Given for one connection, and for the definition as it was then. */
export interface UnattendedLeave {
  readonly connectionId: string
  /** A mark of the definition's rules. */
  readonly rules: string
}

/** A recipe as it applies to one file: columns are those of the file. */
export interface FittedRecipe {
  readonly choice: ReadingProposal
  readonly mapping: Mapping
  readonly fixes: readonly WideFix[]
  /** What of the recipe does not apply to this file, and what the recipe does not know, in words. */
  readonly differences: readonly string[]
}
