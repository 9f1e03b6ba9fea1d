import { formatCount, formatCounted } from './numbers.ts'

/** Why one row isn't sent, as the file of these rows says beside each. */
export const heldBackReasons = {
  unclosed: 'A quote is opened and never closed.',
  huge: 'The row is larger than 4 MB.',
  outgrown: 'The row would be larger than 4 MB when sent: a long cell is mapped to several fields.',
  control: 'The row has a control character.',
  loneCr: 'The row has a carriage return that doesn’t end a line.',
  textAfterQuote: 'A cell continues after its closing quote. Quotes inside a quoted cell must be doubled.',
  strayQuote: 'An unquoted cell has a quote inside.',
  long: 'The row has too many cells.',
  short: 'The row has too few cells.',
  noIdentifier: 'The identifier is blank.',
  badIdentifier: 'The identifier isn’t a valid email address.',
  hiddenIdentifier: 'The identifier has a hidden character or an unusual space.',
  repeatedHeader: 'The row is the header again.',
  unmended: 'The row is still as Bulkdesk held it back: the quotes or carriage returns are still in its cells.',
  nothing: 'Every cell of the row is blank.',
} as const

export function cellCountReason(cells: number, columns: number): string {
  return `The row has ${formatCounted(cells, 'cell')}, the header has ${formatCount(columns)}.`
}
