import type { Upload } from '../uploads/upload.ts'

/** One of several uploads, named by its id: a finished one of no rows, but for the facts that are given. */
export function groupedUpload(uploadId: string, facts: Partial<Upload> = {}): Upload {
  return {
    uploadId,
    groupId: 'g',
    connectionId: 'c1',
    connectionLabel: 'ACME',
    user: 'jane',
    file: { name: `${uploadId}.csv`, size: 1, sha256: 'ab' },
    definition: { uri: '/contacts/imports/1', kind: 'import', family: 'contacts', id: 1, name: 'Contacts' },
    way: 'straight',
    scope: 'all-good-rows',
    mappingWords: [],
    state: 'done',
    parts: [],
    generation: 1,
    syncUris: [],
    syncStatuses: {},
    logs: [],
    ledger: { inFile: 0, heldBack: 0, sent: 0 },
    applied: { applied: 'nothing', syncUris: [], spans: [], isSyncLost: false, doubtfulParts: [], stagedRows: 0 },
    createdAt: '2026-01-01T00:00:00Z',
    events: [],
    ...facts,
  }
}
