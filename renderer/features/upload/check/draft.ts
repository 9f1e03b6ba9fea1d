import type { Mapping } from '../../../../shared/csv/csv.ts'
import type { UploadWay } from '../../../../shared/uploads/upload.ts'
import type { FixedFile } from '../fix/fixing.ts'
import type { ReadingChoice } from '../queries.ts'

/** What the user chose for one file so far. Kept while another file, or another screen, is looked at. */
export interface Draft {
  readonly targetUri?: string | undefined
  readonly choice: ReadingChoice
  /** How Bulkdesk had the file read without asking; `off` once the user chose otherwise. */
  readonly auto?: ReadingChoice | 'off'
  /** Absent: as proposed. */
  readonly mapping?: Mapping | undefined
  /** The mapping that came with the file or with a recipe, before the user changed anything. */
  readonly given?: Mapping | undefined
  readonly recipe?: AppliedRecipe | undefined
  /** A recipe that is to be applied as soon as the file can be read. */
  readonly asked?: string | undefined
  readonly way?: UploadWay | undefined
  /** Of several files: whether it is sent with the others. Absent: as its check proposes. */
  readonly isPicked?: boolean | undefined
  /** A copy with the fixes the user made, which is checked and sent instead of the file. */
  readonly fixed?: FixedFile | undefined
  /** The check that was started last: coming back, it need not read the file again. */
  readonly check?: StartedCheck | undefined
}

/** The recipe that chose what a draft holds. */
export interface AppliedRecipe {
  readonly recipeId: string
  readonly name: string
  /** What of it does not apply to this file, in words. */
  readonly differences: readonly string[]
  /** What was chosen before it. */
  readonly before: Pick<Draft, 'choice' | 'targetUri'>
}

/** Nothing was chosen yet that a recipe would replace. */
export function isUntouched({ mapping, fixed, recipe, asked }: Draft): boolean {
  return !mapping && !fixed && !recipe && !asked
}

/** What is to be different; a property that is named but undefined is taken away. */
export type DraftChange = Partial<Draft>

export interface StartedCheck {
  /** What is checked, as text to be compared. */
  readonly of: string
  readonly checkId: string
}
