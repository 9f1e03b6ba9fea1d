import type { Code } from './status-codes.ts'

/** What the log calls a record of this kind that was created or updated; some kinds have no word for an update. */
export interface OutcomeCodes {
  readonly created: Code
  readonly updated?: Code
  readonly linked?: Code
}

const CODES: Readonly<Record<string, OutcomeCodes>> = {
  contacts: { created: 'ELQ-00004', updated: 'ELQ-00022' },
  accounts: { created: 'ELQ-00005', updated: 'ELQ-00023' },
  customObjects: { created: 'ELQ-00007', updated: 'ELQ-00012', linked: 'ELQ-00025' },
  events: { created: 'ELQ-00077', updated: 'ELQ-00079', linked: 'ELQ-00078' },
  emailAddresses: { created: 'ELQ-00033', updated: 'ELQ-00035' },
}

/** The codes for records of a type, by its key (`customObjects/9`). */
export function outcomeCodes(typeKey: string): OutcomeCodes {
  return CODES[typeKey.split('/')[0] ?? ''] ?? { created: 'ELQ-00049' }
}
