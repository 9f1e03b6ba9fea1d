import type { UploadRecord } from '../core/upload-record.ts'

type Changes = Partial<Omit<UploadRecord, 'file'>> & { readonly file?: Partial<UploadRecord['file']> }

/** A record of an upload that has just been confirmed, with changes. */
export function anUpload({ file, ...changes }: Changes = {}): UploadRecord {
  return {
    uploadId: '00000000-0000-4000-8000-000000000000',
    connectionId: 'test',
    connectionLabel: 'Test',
    environment: 'sandbox',
    user: 'API.User',
    file: { path: '/nowhere/rows.csv', size: 10, mtimeMs: 1, name: 'rows.csv', sha256: 'ab', ...file },
    headers: ['email'],
    reading: { encoding: 'utf-8', delimiter: ',', hasBom: false, hasSepLine: false, looseQuotes: false },
    mapping: { fields: [{ field: 'email', source: { from: 'column', column: 0 } }] },
    definition: {
      uri: '/contacts/imports/5',
      kind: 'import',
      family: 'contacts',
      id: 5,
      name: 'Leads',
      fields: { email: '{{Contact.Field(C_EmailAddress)}}', city: '{{Contact.Field(C_City)}}' },
      identifierFieldName: 'email',
    },
    way: 'private-copy',
    scope: 'all-good-rows',
    rowsInFile: 10,
    rowsHeldBack: 0,
    parts: [{ index: 0, rows: 10, bytes: 10, state: 'planned', sha256: 'cd', batch: 0 }],
    phase: 'copy',
    batch: 0,
    generation: 0,
    restarts: 0,
    leftCopies: [],
    syncs: [],
    state: 'queued',
    createdAt: '2026-01-01T00:00:00.000Z',
    events: [],
    ...changes,
  }
}
