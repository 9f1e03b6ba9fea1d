import type { MadeFrom } from '../csv/csv.ts'

const FROM: Readonly<Record<MadeFrom['kind'], (original: string) => string>> = {
  excel: (original) => `From ${original}`,
  json: (original) => `From ${original}`,
  clipboard: () => 'Pasted from the clipboard',
  fixes: (original) => `${original}, with fixes`,
  unsent: (original) => `Rows of ${original} that weren’t sent, edited`,
  corrections: (original) => `Rejected rows of ${original}, corrected`,
}

/** What a file that Bulkdesk made holds: `From sheet Contacts of list.xlsx`. */
export function madeFromWords({ kind, name = 'pasted rows', sheet }: MadeFrom): string {
  return FROM[kind](sheet === undefined ? name : `sheet ${sheet} of ${name}`)
}
