import type { SourceFile } from '../../../shared/csv/csv.ts'
import type { DefinitionRef } from '../../../shared/eloqua/definition.ts'
import type { ListPage } from '../../../shared/eloqua/sync.ts'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'

/** Where rejected rows come from, and where they go once they are put right. */
export interface RejectSource {
  /** Of the list: what changes it is part of it. */
  readonly key: readonly unknown[]
  /** What the rows were sent to. What is not known is not assumed: then no row counts as imported in part. */
  readonly definition?: Pick<DefinitionRef, 'kind' | 'family'>
  readonly targetUri: string
  /** The fields that were sent; absent where only the rows themselves tell. */
  readonly fields?: readonly string[]
  readonly read: (offset: number, limit: number) => Promise<ListPage<RejectedRow>>
  /** Makes a file of the corrected rows. */
  readonly fix: (headers: readonly string[], rows: readonly (readonly string[])[]) => Promise<SourceFile>
}

/** The fields that these rows carry, in the order in which they first come. */
export function fieldsOfRejects(rows: readonly RejectedRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ fieldValues }) => Object.keys(fieldValues)))]
}
