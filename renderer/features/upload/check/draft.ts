import type { Mapping } from '../../../../shared/csv/csv.ts'
import type { UploadWay } from '../../../../shared/uploads/upload.ts'
import type { FixedFile } from '../fix/fixing.ts'
import type { ReadingChoice } from '../queries.ts'

/** What the user chose for one file so far. Kept while another file, or another screen, is looked at. */
export interface Draft {
  readonly targetUri?: string | undefined
  readonly choice: ReadingChoice
  /** Absent: as proposed. */
  readonly mapping?: Mapping | undefined
  readonly way?: UploadWay | undefined
  /** A copy with the fixes the user made, which is checked and sent instead of the file. */
  readonly fixed?: FixedFile | undefined
  /** The check that was started last: coming back, it need not read the file again. */
  readonly check?: StartedCheck | undefined
}

/** What is to be different; a property that is named but undefined is taken away. */
export type DraftChange = Partial<Draft>

export interface StartedCheck {
  /** What is checked, as text to be compared. */
  readonly of: string
  readonly checkId: string
}
