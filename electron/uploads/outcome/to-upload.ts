import type { Upload, WaitingRows } from '../../../shared/uploads/upload.ts'
import type { UploadQuestion } from '../../../shared/uploads/upload-facts.ts'
import { mappingWords } from '../../../shared/words/upload-mapping.ts'
import { choicesOf } from '../core/choices.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { appliedSoFar } from './applied-so-far.ts'
import { tallyRows } from './tally.ts'

/** What the window may see of a record. */
export function toUpload(record: UploadRecord, waiting?: WaitingRows): Upload {
  return {
    uploadId: record.uploadId,
    ...(record.groupId ? { groupId: record.groupId } : {}),
    connectionId: record.connectionId,
    connectionLabel: record.connectionLabel,
    user: record.user,
    file: fileOf(record),
    definition: definitionOf(record),
    way: record.way,
    scope: record.scope,
    mappingWords: mappingOf(record),
    state: record.state,
    parts: record.parts.map(({ index, rows, bytes, state, sha256 }) => ({ index, rows, bytes, state, sha256 })),
    generation: record.generation,
    syncUris: record.syncs.flatMap((sync) => sync.uri ?? []),
    syncStatuses: Object.fromEntries(
      record.syncs.flatMap((sync) => (sync.uri && sync.status ? [[sync.uri, sync.status]] : [])),
    ),
    logs: record.syncs.flatMap((sync) => sync.logs),
    ledger: tallyRows(record),
    ...(waiting ? { waiting } : {}),
    question: questionOf(record),
    outcome: record.outcome,
    applied: appliedSoFar(record),
    error: record.error,
    createdAt: record.createdAt,
    endedAt: record.endedAt,
    events: record.events,
  }
}

function fileOf({ file: { name, size, sha256, madeFrom } }: UploadRecord): Upload['file'] {
  return { name, size, sha256, ...(madeFrom ? { madeFrom } : {}) }
}

function definitionOf({ definition }: UploadRecord): Upload['definition'] {
  const { uri, kind, family, id, parentId, name, parentName } = definition
  return { uri, kind, family, id, name, ...(parentId ? { parentId } : {}), ...(parentName ? { parentName } : {}) }
}

function mappingOf({ mapping, headers }: UploadRecord): Upload['mappingWords'] {
  return mapping.fields.map(({ field, source }) => ({
    field,
    source:
      source.from === 'column'
        ? (headers[source.column] ?? mappingWords.unnamed(source.column + 1))
        : JSON.stringify(source.value),
  }))
}

function questionOf(record: UploadRecord): UploadQuestion | undefined {
  return record.question && { ...record.question, choices: choicesOf(record) }
}
