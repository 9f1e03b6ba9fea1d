import type { Api } from '../../shared/contract/ipc.ts'
import type { CheckReport, FirstLook, Mapping, Problem, SourceFile } from '../../shared/csv/csv.ts'
import type { Definition } from '../../shared/eloqua/definition.ts'
import type { Check, RejectedRow, Upload, UploadPlan } from '../../shared/uploads/upload.ts'
import { onePage } from './samples.ts'

export const eventRegistrations: Definition = {
  kind: 'import',
  family: 'activities',
  id: 2900,
  uri: '/activities/imports/2900',
  name: 'Event registrations',
  fields: { activityId: '{{1}}', email: '{{2}}', type: '{{3}}' },
  identifierFieldName: 'email',
}

export const contactsFile: SourceFile = {
  fileId: 'f1',
  name: 'contacts.csv',
  size: 41_200_000,
  modifiedAt: '2025-11-20T14:00:00Z',
}

export function aProblem(severity: Problem['severity'], title: string, facts: Partial<Problem> = {}): Problem {
  return { kind: 'short-row', severity, title, advice: 'Mend it.', count: 1, examples: [], ...facts }
}

export function aLook(facts: Partial<FirstLook> = {}): FirstLook {
  return {
    file: contactsFile,
    reading: { encoding: 'utf-8', delimiter: ',', hasBom: true, hasSepLine: false, looseQuotes: false },
    headers: ['activityId', 'E-mail', 'Notes'],
    sample: [['A-1', 'jane@example.com', 'said "maybe"']],
    problems: [],
    rows: { count: 120, exact: true },
    ...facts,
  }
}

export const byName: Mapping = {
  fields: [
    { field: 'activityId', source: { from: 'column', column: 0 } },
    { field: 'email', source: { from: 'column', column: 1 } },
  ],
}

export function aReport(facts: Partial<CheckReport> = {}): CheckReport {
  return {
    rows: 120,
    goodRows: 119,
    heldBackRows: 1,
    blankLines: 0,
    duplicateIdentifierRows: 0,
    blanks: { activityId: 0, email: 0 },
    columns: [],
    problems: [],
    bytes: 41_200_000,
    ...facts,
  }
}

export function aPlan(facts: Partial<UploadPlan> = {}): UploadPlan {
  return {
    way: 'straight',
    wayReason: 'The rows wait.',
    rows: 119,
    parts: [{ method: 'POST', path: '/data', contentType: 'text/csv', bytes: 3_600, rows: 119 }],
    firstBody: 'activityId,email',
    before: [],
    after: [{ method: 'POST', path: '/syncs', contentType: 'application/json' }],
    startsSyncAtOnce: false,
    ...facts,
  }
}

export function aCheck(facts: Partial<Check> = {}): Check {
  return {
    checkId: 'k1',
    file: contactsFile,
    targetUri: eventRegistrations.uri,
    reading: aLook().reading,
    mapping: byName,
    state: 'done',
    bytesRead: 41_200_000,
    report: aReport(),
    plans: [aPlan(), aPlan({ way: 'private-copy', wayReason: 'A copy is made.' })],
    ...facts,
  }
}

export function anUpload(facts: Partial<Upload> = {}): Upload {
  return {
    uploadId: 'u1',
    connectionId: 'c1',
    connectionLabel: 'ACME',
    user: 'jane',
    file: { name: 'contacts.csv', size: 41_200_000, sha256: 'ab' },
    definition: eventRegistrations,
    way: 'straight',
    scope: 'all-good-rows',
    mappingWords: [
      { field: 'activityId', source: 'activityId' },
      { field: 'email', source: 'E-mail' },
    ],
    state: 'done',
    parts: [],
    generation: 1,
    syncUris: [],
    syncStatuses: {},
    logs: [],
    ledger: { inFile: 120, heldBack: 1, sent: 119 },
    applied: {
      applied: 'nothing',
      syncUris: [],
      spans: [],
      isSyncLost: false,
      doubtfulParts: [],
      stagedRows: 0,
    },
    createdAt: '2025-11-20T14:00:00Z',
    events: [],
    ...facts,
  }
}

export function aRejectedRow(recordIndex: number, fieldValues: Readonly<Record<string, string>>): RejectedRow {
  return {
    recordIndex,
    syncUri: '/syncs/7',
    statusCode: 'ELQ-00085',
    message: 'Contact does not exist',
    fieldValues,
    invalidFields: ['email'],
    fileRow: recordIndex,
    ambiguous: false,
  }
}

/** Main as the check page meets it: one definition, one file, a check that is done at once. */
export function checkApi(check: Check = aCheck(), look: FirstLook = aLook()): Partial<Api> {
  return {
    listDefinitions: async () => [eventRegistrations],
    getDefinition: async () => eventRegistrations,
    listUploads: async () => onePage([]),
    listWaitingRows: async () => [],
    listRecipes: async () => [],
    proposeRecipes: async () => [],
    takeFirstLook: async () => look,
    proposeMapping: async () => ({ mapping: byName, from: 'names', drift: [], unsure: [] }),
    startCheck: async () => ({ checkId: check.checkId }),
    getCheck: async () => check,
    cancelCheck: async () => {},
    getUpload: async () => anUpload(),
    listTransfers: async () => [],
    listUnsentRows: async () => ({ ...onePage([]), headers: [] }),
  }
}
