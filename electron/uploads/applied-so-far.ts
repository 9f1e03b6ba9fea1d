import type { UploadRecord } from './upload-record.ts'
import { syncsAtOnce } from './upload-record.ts'

/** What stopping now means for the data: what was applied, what waits, what never left. */
export function appliedSoFar(record: UploadRecord): string {
  const arrived = record.parts.filter((part) => part.state === 'arrived' && part.batch === record.batch)
  const earlier = record.syncs.filter((sync) => sync.uri)
  const applied =
    earlier.length > 0
      ? `Syncs already started: ${earlier.map((sync) => sync.uri).join(', ')}. `
      : 'Nothing had been applied. '
  if (record.way === 'private-copy' || arrived.length === 0 || syncsAtOnce(record)) return applied.trim()
  const rows = arrived.reduce((sum, part) => sum + part.rows, 0)
  return `${applied}${rows.toLocaleString('en')} rows wait at ${record.definition.name} and would be applied by its next sync.`
}
