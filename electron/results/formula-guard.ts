/**
 * Cells that a spreadsheet would run as a formula (OWASP's list of first characters, also behind blanks and in their
 * full-width forms), unless they are plain numbers or telephone numbers, which cannot do harm.
 */
const RUNS = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/
const HARMLESS = /^[+-]?[0-9 ().,-]+$/

export function wouldRunAsFormula(cell: string): boolean {
  return RUNS.test(cell) && !HARMLESS.test(cell)
}
