import type { SameColumns } from '../../../shared/csv/sources.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import { foldName } from './match-names.ts'

const LOOKED_AT = 200
const MOST_OFFERED = 3

/**
 * Where files with these columns, in whatever order, were sent from this connection: each definition once, the newest
 * upload first. What was mapped is remembered for the definition and the columns.
 */
export function findSameColumns(
  journal: Pick<UploadJournal, 'list'>,
  connectionId: string,
  headers: readonly string[],
): readonly SameColumns[] {
  const columns = columnsOf(headers)
  const found = new Map<string, SameColumns>()
  for (const record of journal.list({ search: '', offset: 0, limit: LOOKED_AT }).records) {
    const { definition, file, createdAt } = record
    // The columns of corrected rows are named by their fields: such a file says nothing about the user's own.
    const isOwn = file.madeFrom?.kind !== 'corrections'
    if (record.connectionId !== connectionId || !isOwn || found.has(definition.uri)) continue
    if (columnsOf(record.headers) !== columns) continue
    found.set(definition.uri, {
      targetUri: definition.uri,
      name: definition.name,
      fileName: file.name,
      sentAt: createdAt,
    })
  }
  return [...found.values()].slice(0, MOST_OFFERED)
}

function columnsOf(headers: readonly string[]): string {
  return JSON.stringify(headers.map(foldName).sort())
}
