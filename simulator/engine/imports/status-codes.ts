import type { Severity } from '../../../shared/eloqua/eloqua.ts'

interface StatusCode {
  readonly severity: Severity
  /** Of the log line. */
  readonly log: string
  /** Of a reject, singular. */
  readonly reject?: string
}

/** The codes the engine logs. Texts of 1, 2, 3, 4, 22, 26, 102, 130, 131 and 137 are as recorded. */
export const STATUS_CODES = {
  'ELQ-00001': { severity: 'information', log: 'Total records processed.' },
  'ELQ-00002': { severity: 'warning', log: 'Invalid email addresses.', reject: 'Invalid email address.' },
  'ELQ-00003': { severity: 'information', log: 'Total records remaining after duplicates are rejected.' },
  'ELQ-00004': { severity: 'information', log: 'Contacts created.' },
  'ELQ-00005': { severity: 'information', log: 'Accounts created.' },
  'ELQ-00007': { severity: 'information', log: 'Custom object records created.' },
  'ELQ-00011': { severity: 'warning', log: 'Duplicate email addresses.', reject: 'Duplicate email address.' },
  'ELQ-00012': { severity: 'information', log: 'Custom object records updated.' },
  'ELQ-00016': { severity: 'information', log: 'Contacts marked as bounced.' },
  'ELQ-00017': { severity: 'information', log: 'Contacts unsubscribed.' },
  'ELQ-00022': { severity: 'information', log: 'Contacts updated.' },
  'ELQ-00023': { severity: 'information', log: 'Accounts updated.' },
  'ELQ-00025': { severity: 'information', log: 'Custom object records linked.' },
  'ELQ-00026': { severity: 'warning', log: 'Duplicate identifier.', reject: 'Multiple matches.' },
  'ELQ-00033': { severity: 'information', log: 'Email addresses created.' },
  'ELQ-00034': { severity: 'warning', log: 'Records without a match.', reject: 'No matching record.' },
  'ELQ-00035': { severity: 'information', log: 'Email addresses updated.' },
  'ELQ-00039': { severity: 'warning', log: 'Invalid opportunity stages.', reject: 'Invalid opportunity stage.' },
  'ELQ-00040': { severity: 'warning', log: 'Invalid field values.', reject: 'Invalid field value.' },
  'ELQ-00048': { severity: 'warning', log: 'Records that already exist.', reject: 'Record already exists.' },
  'ELQ-00049': { severity: 'information', log: 'Total new records.' },
  'ELQ-00055': { severity: 'warning', log: 'Campaigns not found.', reject: 'Campaign not found.' },
  'ELQ-00061': {
    severity: 'warning',
    log: 'Records rejected because required fields are missing.',
    reject: 'Required field is missing.',
  },
  'ELQ-00062': { severity: 'warning', log: 'Duplicate account linkage.', reject: 'Duplicate account linkage.' },
  'ELQ-00069': { severity: 'information', log: 'Activities created.' },
  'ELQ-00070': { severity: 'warning', log: 'Activity types not found.', reject: 'Activity type not found.' },
  'ELQ-00072': { severity: 'warning', log: 'Asset types not found.', reject: 'Asset type not found.' },
  'ELQ-00077': { severity: 'information', log: 'Event records created.' },
  'ELQ-00078': { severity: 'information', log: 'Event records linked.' },
  'ELQ-00079': { severity: 'information', log: 'Event records updated.' },
  'ELQ-00084': { severity: 'warning', log: 'Opportunities do not exist.', reject: 'Opportunity does not exist.' },
  'ELQ-00085': { severity: 'warning', log: 'Contacts do not exist.', reject: 'Contact does not exist.' },
  'ELQ-00102': { severity: 'information', log: 'Successfully exported members to csv file.' },
  'ELQ-00114': { severity: 'information', log: 'Accounts added to account list.' },
  'ELQ-00115': { severity: 'information', log: 'Contacts subscribed to email group.' },
  'ELQ-00116': { severity: 'information', log: 'Contacts unsubscribed from email group.' },
  'ELQ-00117': { severity: 'information', log: 'Accounts removed from account list.' },
  'ELQ-00118': { severity: 'information', log: 'Contacts removed from contact list.' },
  'ELQ-00119': { severity: 'information', log: 'Contacts added to contact list.' },
  'ELQ-00120': { severity: 'information', log: 'Member statuses updated in cloud connector.' },
  'ELQ-00123': { severity: 'warning', log: 'Identifier field is ignored for activities.' },
  'ELQ-00124': { severity: 'warning', log: 'There is no data available to process.' },
  'ELQ-00128': { severity: 'information', log: 'Member statuses updated in service instance.' },
  'ELQ-00130': { severity: 'information', log: 'Total records staged for import.' },
  'ELQ-00131': { severity: 'information', log: 'Deleted internal staging for data transfer.' },
  'ELQ-00135': {
    severity: 'warning',
    log: 'Records that match too many others.',
    reject: 'Too many matching records.',
  },
  'ELQ-00137': { severity: 'information', log: 'Ready for data import processing.' },
  'ELQ-00138': { severity: 'information', log: 'Contacts subscribed.' },
  'ELQ-00140': { severity: 'information', log: 'Total records staged for sync actions.' },
  'ELQ-00144': { severity: 'warning', log: 'Total records with rejected fields.' },
} as const satisfies Readonly<Record<string, StatusCode>>

export type Code = keyof typeof STATUS_CODES
/** Codes that refuse a row, or a field of it. */
export type RejectCode = {
  [C in Code]: (typeof STATUS_CODES)[C] extends { readonly reject: string } ? C : never
}[Code]
