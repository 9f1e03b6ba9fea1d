/**
 * Cells that a spreadsheet would run as a formula (OWASP's list of first characters, also behind blanks and in their
 * full-width forms), unless they are plain numbers or telephone numbers, which cannot do harm.
 */
const RUNS = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/
const HARMLESS = /^[+-]?[0-9 ().,-]+$/

export function wouldRunAsFormula(cell: string): boolean {
  return RUNS.test(cell) && !HARMLESS.test(cell)
}

/**
 * What follows a sign at which another spreadsheet than expected splits the line: where `;` or a tab separates, or where
 * a quote in the middle of a field opens nothing, the text behind the sign is a cell of its own, its
 * leading quotes taken away.
 */
const INNER_CELL = /([;\t\r\n])([^;\t\r\n]*)/g

/** The cell with `'` before everything in it that a spreadsheet could run; the same text where there is nothing. */
export function guardFormulas(cell: string): string {
  const guarded = cell.replace(INNER_CELL, (whole, sign: string, text: string) =>
    wouldRunAsFormula(text.replace(/^["\s]+/, '')) ? `${sign}'${text}` : whole,
  )
  return wouldRunAsFormula(cell) ? `'${guarded}` : guarded
}
