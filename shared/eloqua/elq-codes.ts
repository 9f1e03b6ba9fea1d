import type { Severity } from './eloqua.ts'

interface CodeMeaning {
  /** What it says of the data, in words. */
  readonly words: string
  /** How Eloqua usually rates it; the log's own severity comes first. */
  readonly severity: Severity
}

/** Eloqua's status codes, as far as they are documented or were seen. */
const INFORMATION: Readonly<Record<string, string>> = {
  'ELQ-00001': 'Rows processed',
  'ELQ-00003': 'Rows left after duplicates were dropped',
  'ELQ-00004': 'Contacts created',
  'ELQ-00005': 'Accounts created',
  'ELQ-00007': 'Custom object records created',
  'ELQ-00012': 'Custom object records updated',
  'ELQ-00013': 'Contacts deleted',
  'ELQ-00014': 'Accounts deleted',
  'ELQ-00016': 'E-mail addresses marked as bounced',
  'ELQ-00017': 'E-mail addresses unsubscribed',
  'ELQ-00022': 'Contacts updated',
  'ELQ-00023': 'Accounts updated',
  'ELQ-00025': 'Custom object records linked',
  'ELQ-00033': 'E-mail addresses created',
  'ELQ-00034': 'Rows that matched nothing',
  'ELQ-00035': 'E-mail addresses updated',
  'ELQ-00049': 'New records',
  'ELQ-00067': 'Custom object records deleted',
  'ELQ-00068': 'Assets created',
  'ELQ-00069': 'Activities created',
  'ELQ-00071': 'A step Eloqua does not document',
  'ELQ-00077': 'Event registrants created',
  'ELQ-00078': 'Event registrants linked',
  'ELQ-00079': 'Event registrants updated',
  'ELQ-00080': 'Event registrants deleted',
  'ELQ-00082': 'Members added to a step of a program',
  'ELQ-00101': 'The sync has ended',
  'ELQ-00102': 'Rows exported',
  'ELQ-00103': 'Eloqua took a snapshot of the members to export',
  'ELQ-00104': 'An uploaded file was converted',
  'ELQ-00106': 'An uploaded CSV was converted for processing',
  'ELQ-00110': 'Eloqua tried to unlock an uploaded file',
  'ELQ-00114': 'Accounts added to the account list',
  'ELQ-00115': 'Contacts subscribed to the e-mail group',
  'ELQ-00116': 'Contacts unsubscribed from the e-mail group',
  'ELQ-00117': 'Accounts removed from the account list',
  'ELQ-00118': 'Contacts removed from the contact list',
  'ELQ-00119': 'Contacts added to the contact list',
  'ELQ-00120': 'Members given a status in a cloud connector',
  'ELQ-00128': 'Members given a status in a service instance',
  'ELQ-00129': 'Eloqua made room for the transfer',
  'ELQ-00130': 'Rows staged for import',
  'ELQ-00131': 'Eloqua cleared the room it had made for the transfer',
  'ELQ-00134': 'An uploaded file was locked for processing',
  'ELQ-00137': 'Ready to process the import',
  'ELQ-00138': 'E-mail addresses subscribed',
  'ELQ-00140': 'Rows staged for the sync action',
}

const WARNING: Readonly<Record<string, string>> = {
  'ELQ-00002': 'Not a valid e-mail address',
  'ELQ-00011': 'The same e-mail address more than once',
  'ELQ-00026': 'The same identifier more than once among the rows sent',
  'ELQ-00032': 'Rows that are malformed',
  'ELQ-00039': 'The opportunity stage does not exist',
  'ELQ-00040': 'A value does not fit its field; the rest of the row may have been taken',
  'ELQ-00048': 'The contact exists already, and this import only creates',
  'ELQ-00055': 'The campaign was not found',
  'ELQ-00059': 'Rows that are empty',
  'ELQ-00060': 'Rows refused',
  'ELQ-00061': 'Refused: a required field is missing',
  'ELQ-00062': 'The account is linked already',
  'ELQ-00070': 'The activity type was not found',
  'ELQ-00072': 'The asset type was not found',
  'ELQ-00081': 'Event registrants refused',
  'ELQ-00084': 'The opportunity does not exist',
  'ELQ-00085': 'The contact does not exist',
  'ELQ-00111': 'Columns that the definition does not have: ignored',
  'ELQ-00121': 'Fields of the definition that the data did not have',
  'ELQ-00123': 'The identifier is ignored: activities are always added',
  'ELQ-00124': 'There was no data to process',
  'ELQ-00125': 'A rule of Eloqua was broken',
  'ELQ-00132': 'The campaign is not active',
  'ELQ-00135': 'Too many records match one row',
  'ELQ-00142': 'The export failed; Eloqua tries again',
  'ELQ-00144': 'Rows with fields that were refused',
  'ELQ-00145': 'Something failed; Eloqua tried again by itself',
}

const ERROR: Readonly<Record<string, string>> = {
  'ELQ-00105': 'The uploaded data could not be processed: clear it, send it again, sync again',
  'ELQ-00107': 'The sync could not be processed: clear the staged data, send it again, sync again',
  'ELQ-00109': 'An uploaded file could not be converted and stays locked',
  'ELQ-00112': 'The identifier is not among the fields of the definition',
  'ELQ-00122': 'The definition has errors: the sync did not go on',
  'ELQ-00126': 'The uploaded data has no fields',
  'ELQ-00127': 'No column of the uploaded data is a field of the definition',
  'ELQ-00133': 'An uploaded file could not be locked for processing',
  'ELQ-00136': 'Eloqua’s storage for imports is full',
  'ELQ-00139': 'The rows could not be staged for the sync action',
  'ELQ-00141': 'The export failed',
  'ELQ-00143': 'The definition was deleted before the sync ended',
  'ELQ-00146': 'A passing error at Eloqua: try again after an hour',
}

const BY_SEVERITY: readonly (readonly [Severity, Readonly<Record<string, string>>])[] = [
  ['information', INFORMATION],
  ['warning', WARNING],
  ['error', ERROR],
]

const MEANINGS: ReadonlyMap<string, CodeMeaning> = new Map(
  BY_SEVERITY.flatMap(([severity, table]) =>
    Object.entries(table).map(([code, words]) => [code, { words, severity }] as const),
  ),
)

/** What a status code such as `ELQ-00026` says, in words; undefined for a code nobody has documented. */
export function explainCode(code: string): CodeMeaning | undefined {
  return MEANINGS.get(code.toUpperCase())
}

/** True where a row is listed as refused although all of it but one field was taken. */
export function isTakenInPart(code: string): boolean {
  return ['ELQ-00040', 'ELQ-00144'].includes(code.toUpperCase())
}

/** Every code that has words. */
export function knownCodes(): readonly string[] {
  return [...MEANINGS.keys()]
}
