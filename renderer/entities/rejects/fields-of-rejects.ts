import type { RejectedRow } from '../../../shared/uploads/upload.ts'

/** The fields that these rows carry, in the order in which they first come. */
export function fieldsOfRejects(rows: readonly RejectedRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ fieldValues }) => Object.keys(fieldValues)))]
}
