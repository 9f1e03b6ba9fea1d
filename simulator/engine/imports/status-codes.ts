import type { Severity } from '../../../shared/eloqua/eloqua.ts'

interface StatusCode {
  readonly severity: Severity
  /** Of the log line, as on Oracle's page "Eloqua status codes"; `{name}` stands for what `logText` fills in. */
  readonly log: string
  /** Of a reject, singular: Oracle publishes none of these; those of 2 and 26 are as recorded. */
  readonly reject?: string
}

/**
 * Every code of Oracle's page "Eloqua status codes" with its wording, which clients match on, and ELQ-00040, which the
 * page lacks. Severities are the recorded ones, or what the meaning asks for.
 */
export const STATUS_CODES = {
  'ELQ-00001': { severity: 'information', log: 'Total records processed.' },
  'ELQ-00002': { severity: 'warning', log: 'Invalid email addresses.', reject: 'Invalid email address.' },
  'ELQ-00003': { severity: 'information', log: 'Total records remaining after duplicates are rejected.' },
  'ELQ-00004': { severity: 'information', log: 'Contacts created.' },
  'ELQ-00005': { severity: 'information', log: 'Accounts created.' },
  'ELQ-00007': { severity: 'information', log: 'CustomObject data created.' },
  'ELQ-00011': { severity: 'warning', log: 'Duplicate email addresses.', reject: 'Duplicate email address.' },
  'ELQ-00012': { severity: 'information', log: 'CustomObject data updated.' },
  'ELQ-00013': { severity: 'information', log: 'Contacts deleted.' },
  'ELQ-00014': { severity: 'information', log: 'Accounts deleted.' },
  'ELQ-00016': { severity: 'information', log: 'Contacts email marked as bounced.' },
  'ELQ-00017': { severity: 'information', log: 'Contacts email marked as unsubscribed.' },
  'ELQ-00022': { severity: 'information', log: 'Contacts updated.' },
  'ELQ-00023': { severity: 'information', log: 'Accounts updated.' },
  'ELQ-00025': { severity: 'information', log: 'CustomObject data linked.' },
  'ELQ-00026': { severity: 'warning', log: 'Duplicate identifier.', reject: 'Multiple matches.' },
  'ELQ-00032': { severity: 'warning', log: 'Malformed records.' },
  'ELQ-00033': { severity: 'information', log: 'Email addresses created.' },
  'ELQ-00034': { severity: 'warning', log: 'Total unmatched records.', reject: 'No matching record.' },
  'ELQ-00035': { severity: 'information', log: 'Email addresses updated.' },
  'ELQ-00039': { severity: 'warning', log: 'Invalid opportunity stage.', reject: 'Invalid opportunity stage.' },
  'ELQ-00040': { severity: 'warning', log: 'Invalid field values.', reject: 'Invalid field value.' },
  'ELQ-00048': { severity: 'warning', log: 'Contact already exists.', reject: 'Record already exists.' },
  'ELQ-00049': { severity: 'information', log: 'Total new records.' },
  'ELQ-00055': { severity: 'warning', log: 'Campaign not found.', reject: 'Campaign not found.' },
  'ELQ-00059': { severity: 'warning', log: 'Empty records.' },
  'ELQ-00060': { severity: 'warning', log: 'Total rejected records.' },
  'ELQ-00061': { severity: 'warning', log: 'Rejected records (missing fields).', reject: 'Required field is missing.' },
  'ELQ-00062': { severity: 'warning', log: 'Duplicate account linkage.', reject: 'Duplicate account linkage.' },
  'ELQ-00067': { severity: 'information', log: 'CustomObject data deleted.' },
  'ELQ-00068': { severity: 'information', log: 'Assets created.' },
  'ELQ-00069': { severity: 'information', log: 'Activities created.' },
  'ELQ-00070': { severity: 'warning', log: 'Activity Type not found.', reject: 'Activity type not found.' },
  'ELQ-00072': { severity: 'warning', log: 'Asset Type not found.', reject: 'Asset type not found.' },
  'ELQ-00077': { severity: 'information', log: 'Event data created.' },
  'ELQ-00078': { severity: 'information', log: 'Event data linked.' },
  'ELQ-00079': { severity: 'information', log: 'Event data updated.' },
  'ELQ-00080': { severity: 'information', log: 'Event data deleted.' },
  'ELQ-00081': { severity: 'warning', log: 'Event data rejected.' },
  'ELQ-00082': { severity: 'information', log: 'Added members to program canvas step {stepId}.' },
  'ELQ-00084': { severity: 'warning', log: 'Opportunity does not exist.', reject: 'Opportunity does not exist.' },
  'ELQ-00085': { severity: 'warning', log: 'Contact does not exist.', reject: 'Contact does not exist.' },
  'ELQ-00101': { severity: 'information', log: 'Sync processed for sync {syncId}, resulting in {status} status.' },
  'ELQ-00102': { severity: 'information', log: 'Successfully exported members to csv file.' },
  'ELQ-00103': { severity: 'information', log: 'Membership snapshot for export.' },
  'ELQ-00104': {
    severity: 'information',
    log: 'Successfully converted file {file} ({kbUsed} kb) with {converter} converter.',
  },
  'ELQ-00105': {
    severity: 'error',
    log: 'Error processing import staging file {file} on sync {syncId} for user {userId}.',
  },
  'ELQ-00106': { severity: 'information', log: 'Successfully converted csv file to sqlite, taking {kbUsed} kb.' },
  'ELQ-00107': { severity: 'error', log: 'There was an error processing the {type}.' },
  'ELQ-00109': {
    severity: 'error',
    log: 'Unable to convert file {file} with {converter} converter. File will remain locked and will NOT be processed.',
  },
  'ELQ-00110': {
    severity: 'information',
    log: 'Trying to unlock file {file} on import {importId} for user {userId}. File has been {lockedState}.',
  },
  'ELQ-00111': {
    severity: 'warning',
    log: 'Field {field} is not part of import definition, and will be ignored.',
  },
  'ELQ-00112': { severity: 'error', log: 'identifierFieldName {field} must be contained within Fields, if specified.' },
  'ELQ-00114': { severity: 'information', log: 'Added members to Account List {listId}.' },
  'ELQ-00115': { severity: 'information', log: 'Subscribed members to Email Group {groupId}.' },
  'ELQ-00116': { severity: 'information', log: 'Unsubscribed members from Email Group {groupId}.' },
  'ELQ-00117': { severity: 'information', log: 'Removed members from Account List {listId}.' },
  'ELQ-00118': { severity: 'information', log: 'Removed members from Contact List {listId}.' },
  'ELQ-00119': { severity: 'information', log: 'Added members to Contact List {listId}.' },
  'ELQ-00120': {
    severity: 'information',
    log: 'Updated members status to {status} in Cloud Connector Instance {instanceId}.',
  },
  'ELQ-00121': {
    severity: 'warning',
    log: 'Field {field} is part of import definition, but not included in file {file}.',
  },
  'ELQ-00122': {
    severity: 'error',
    log: 'Validation errors found on sync {syncId} for user {userId}. Sync will NOT proceed.',
  },
  'ELQ-00123': { severity: 'warning', log: 'identifierField will be ignored since Activities are never updated.' },
  'ELQ-00124': { severity: 'warning', log: 'There was no data available to process.' },
  'ELQ-00125': { severity: 'warning', log: 'Constraint failed.' },
  'ELQ-00126': { severity: 'error', log: 'There are no fields to process in the file {file}.' },
  'ELQ-00127': { severity: 'error', log: 'There are no mapped fields in the file {file}.' },
  'ELQ-00128': {
    severity: 'information',
    log: 'Updated members status to {status} in service instance {instanceML}.',
  },
  'ELQ-00129': { severity: 'information', log: 'Initialized internal staging for data transfer.' },
  'ELQ-00130': { severity: 'information', log: 'Total records staged for import.' },
  'ELQ-00131': { severity: 'information', log: 'Deleted internal staging for data transfer.' },
  'ELQ-00132': { severity: 'warning', log: 'Campaign not active.' },
  'ELQ-00133': { severity: 'error', log: 'Unable to lock file.' },
  'ELQ-00134': { severity: 'information', log: 'Successfully locked file.' },
  'ELQ-00135': {
    severity: 'warning',
    log: 'Multiple matched record limit exceeded.',
    reject: 'Too many matching records.',
  },
  'ELQ-00136': { severity: 'error', log: 'Staging area storage limit exceeded.' },
  'ELQ-00137': { severity: 'information', log: 'Ready for data import processing.' },
  'ELQ-00138': { severity: 'information', log: 'Contacts email marked as subscribed.' },
  'ELQ-00139': { severity: 'error', log: 'Error staging data for sync actions.' },
  'ELQ-00140': { severity: 'information', log: 'Records staged for sync actions.' },
  'ELQ-00141': { severity: 'error', log: 'Error when exporting members to csv file.' },
  'ELQ-00142': { severity: 'warning', log: 'Error when exporting members to csv file. Retrying.' },
  'ELQ-00143': {
    severity: 'error',
    log: 'Sync Recovery Worker could not recover from sync error. {syncProductType} definition for id {syncReferenceId} has been deleted.',
  },
  'ELQ-00144': { severity: 'warning', log: 'Total records with rejected fields.' },
  'ELQ-00145': {
    severity: 'warning',
    log: 'The request failed and will be retried automatically in the specified time.',
  },
  'ELQ-00146': { severity: 'error', log: 'The sync failed because of a temporary error.' },
} as const satisfies Readonly<Record<string, StatusCode>>

export type Code = keyof typeof STATUS_CODES
/** Codes that reject a row, or a field of it. */
export type RejectCode = {
  [C in Code]: (typeof STATUS_CODES)[C] extends { readonly reject: string } ? C : never
}[Code]

/** Values for the `{name}` places of a code's text; a place without a value stays blank, as some recorded logs have it. */
export type LogValues = Readonly<Record<string, string | number>>

/** The text of a code's log line. */
export function logText(code: Code, values: LogValues = {}): string {
  return STATUS_CODES[code].log.replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''))
}

export function isCode(text: string): text is Code {
  return Object.hasOwn(STATUS_CODES, text)
}
