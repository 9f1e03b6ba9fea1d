import type { Mapping } from '../../../../shared/csv.ts'
import type { UploadWay } from '../../../../shared/upload.ts'
import type { ReadingChoice } from '../queries.ts'

/** What the user chose for one file so far. Kept while another file of the same drop is looked at. */
export interface Draft {
  readonly targetUri?: string
  readonly choice: ReadingChoice
  /** Absent: as proposed. */
  readonly mapping?: Mapping
  readonly way?: UploadWay
}
