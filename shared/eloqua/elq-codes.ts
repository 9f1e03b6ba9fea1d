import type { Severity } from './eloqua.ts'

/**
 * What the count of a log line says became of rows.
 * `staged`: found staged, at the start of a sync. `processed`: the same, at its end. `exported`: written by an export.
 * `created`, `updated`, `deleted`, `linked`: records of Eloqua. `acted`: rows an action was done for, counted once for
 * each action. `duplicate`, `rejected`, `unmatched`: rows that were not taken, with the reason. `taken-in-part`: listed
 * among the rejected rows, although all of the row but one field was taken. `again`: counts rows of other lines again.
 */
export type RowMeaning =
  | 'staged'
  | 'processed'
  | 'exported'
  | 'created'
  | 'updated'
  | 'deleted'
  | 'linked'
  | 'acted'
  | 'duplicate'
  | 'rejected'
  | 'unmatched'
  | 'taken-in-part'
  | 'again'

export interface CodeMeaning {
  /** How Eloqua usually rates it; the log's own severity comes first. */
  readonly severity: Severity
  /** Absent where the count of the line, if there is one, is not of rows. */
  readonly rows?: RowMeaning
}

/**
 * Eloqua's status codes, as far as they are documented or were seen (eloqua-bulk-api 5.3). The one place that says what
 * a code means; its words are in shared/words/code-words.ts, and a code needs an entry in both.
 */
const CODES = {
  'ELQ-00001': { severity: 'information', rows: 'processed' },
  'ELQ-00002': { severity: 'warning', rows: 'rejected' },
  'ELQ-00003': { severity: 'information', rows: 'again' },
  'ELQ-00004': { severity: 'information', rows: 'created' },
  'ELQ-00005': { severity: 'information', rows: 'created' },
  'ELQ-00007': { severity: 'information', rows: 'created' },
  'ELQ-00011': { severity: 'warning', rows: 'duplicate' },
  'ELQ-00012': { severity: 'information', rows: 'updated' },
  'ELQ-00013': { severity: 'information', rows: 'deleted' },
  'ELQ-00014': { severity: 'information', rows: 'deleted' },
  'ELQ-00016': { severity: 'information', rows: 'acted' },
  'ELQ-00017': { severity: 'information', rows: 'acted' },
  'ELQ-00022': { severity: 'information', rows: 'updated' },
  'ELQ-00023': { severity: 'information', rows: 'updated' },
  'ELQ-00025': { severity: 'information', rows: 'linked' },
  'ELQ-00026': { severity: 'warning', rows: 'duplicate' },
  'ELQ-00032': { severity: 'warning', rows: 'rejected' },
  'ELQ-00033': { severity: 'information', rows: 'created' },
  'ELQ-00034': { severity: 'information', rows: 'unmatched' },
  'ELQ-00035': { severity: 'information', rows: 'updated' },
  'ELQ-00039': { severity: 'warning', rows: 'rejected' },
  'ELQ-00040': { severity: 'warning', rows: 'taken-in-part' },
  'ELQ-00048': { severity: 'warning', rows: 'rejected' },
  'ELQ-00049': { severity: 'information', rows: 'created' },
  'ELQ-00055': { severity: 'warning', rows: 'rejected' },
  'ELQ-00059': { severity: 'warning', rows: 'rejected' },
  'ELQ-00060': { severity: 'warning', rows: 'again' },
  'ELQ-00061': { severity: 'warning', rows: 'rejected' },
  'ELQ-00062': { severity: 'warning', rows: 'duplicate' },
  'ELQ-00067': { severity: 'information', rows: 'deleted' },
  'ELQ-00068': { severity: 'information' },
  'ELQ-00069': { severity: 'information', rows: 'created' },
  'ELQ-00070': { severity: 'warning', rows: 'rejected' },
  'ELQ-00071': { severity: 'information' },
  'ELQ-00072': { severity: 'warning', rows: 'rejected' },
  'ELQ-00077': { severity: 'information', rows: 'created' },
  'ELQ-00078': { severity: 'information', rows: 'linked' },
  'ELQ-00079': { severity: 'information', rows: 'updated' },
  'ELQ-00080': { severity: 'information', rows: 'deleted' },
  'ELQ-00081': { severity: 'warning', rows: 'rejected' },
  'ELQ-00082': { severity: 'information' },
  'ELQ-00084': { severity: 'warning', rows: 'rejected' },
  'ELQ-00085': { severity: 'warning', rows: 'rejected' },
  'ELQ-00101': { severity: 'information' },
  'ELQ-00102': { severity: 'information', rows: 'exported' },
  'ELQ-00103': { severity: 'information' },
  'ELQ-00104': { severity: 'information' },
  'ELQ-00105': { severity: 'error' },
  'ELQ-00106': { severity: 'information' },
  'ELQ-00107': { severity: 'error' },
  'ELQ-00109': { severity: 'error' },
  'ELQ-00110': { severity: 'information' },
  'ELQ-00111': { severity: 'warning' },
  'ELQ-00112': { severity: 'error' },
  'ELQ-00114': { severity: 'information', rows: 'acted' },
  'ELQ-00115': { severity: 'information', rows: 'acted' },
  'ELQ-00116': { severity: 'information', rows: 'acted' },
  'ELQ-00117': { severity: 'information', rows: 'acted' },
  'ELQ-00118': { severity: 'information', rows: 'acted' },
  'ELQ-00119': { severity: 'information', rows: 'acted' },
  'ELQ-00120': { severity: 'information', rows: 'acted' },
  'ELQ-00121': { severity: 'warning' },
  'ELQ-00122': { severity: 'error' },
  'ELQ-00123': { severity: 'warning' },
  'ELQ-00124': { severity: 'warning' },
  'ELQ-00125': { severity: 'warning', rows: 'rejected' },
  'ELQ-00126': { severity: 'error' },
  'ELQ-00127': { severity: 'error' },
  'ELQ-00128': { severity: 'information', rows: 'acted' },
  'ELQ-00129': { severity: 'information' },
  'ELQ-00130': { severity: 'information', rows: 'staged' },
  'ELQ-00131': { severity: 'information' },
  'ELQ-00132': { severity: 'warning' },
  'ELQ-00133': { severity: 'error' },
  'ELQ-00134': { severity: 'information' },
  'ELQ-00135': { severity: 'warning', rows: 'rejected' },
  'ELQ-00136': { severity: 'error' },
  'ELQ-00137': { severity: 'information' },
  'ELQ-00138': { severity: 'information', rows: 'acted' },
  'ELQ-00139': { severity: 'error' },
  'ELQ-00140': { severity: 'information', rows: 'staged' },
  'ELQ-00141': { severity: 'error' },
  'ELQ-00142': { severity: 'warning' },
  'ELQ-00143': { severity: 'error' },
  'ELQ-00144': { severity: 'warning', rows: 'taken-in-part' },
  'ELQ-00145': { severity: 'warning' },
  'ELQ-00146': { severity: 'error' },
} as const satisfies Readonly<Record<string, CodeMeaning>>

export type KnownCode = keyof typeof CODES

const MEANINGS: ReadonlyMap<string, CodeMeaning> = new Map(Object.entries(CODES))

/** What a code such as `ELQ-00026` means; undefined for a code that is not documented. */
export function meaningOf(code: string): CodeMeaning | undefined {
  return MEANINGS.get(code.toUpperCase())
}

/** True where a row is listed as rejected although all of it but one field was taken. */
export function isTakenInPart(code: string): boolean {
  return meaningOf(code)?.rows === 'taken-in-part'
}

/** Every code that has a meaning. */
export function knownCodes(): readonly string[] {
  return [...MEANINGS.keys()]
}
