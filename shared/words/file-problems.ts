import type { ProblemKind } from '../csv/csv.ts'
import { formatCounted, plural } from './numbers.ts'
import { SHEET_PROBLEMS } from './sheet-problems.ts'

export interface ProblemWords {
  readonly title: string
  readonly advice: string
}

interface Words {
  /** Where a count matters, the title gives it. */
  readonly title: (count: number) => string
  readonly advice: string
  /** What is said instead where the same finding is only a note. */
  readonly note?: Omit<Words, 'note'>
}

const always = (text: string) => (): string => text
/** `1 row has too few cells`, `3 rows have too few cells` */
export function rowsWords(count: number, one: string, many: string): string {
  return `${formatCounted(count, 'row')} ${plural(count, one, many)}`
}
const rows =
  (one: string, many: string) =>
  (count: number): string =>
    rowsWords(count, one, many)
const counted =
  (one: string, many: string) =>
  (count: number): string =>
    formatCounted(count, one, many)

const AS_IS = 'Bulkdesk sends every cell as is.'
export const SAVE_AS_UTF8 = 'Save the file again as “CSV UTF-8”.'

/** The words of a problem; a finding that is only a note may have words of its own. */
export function problemWords(kind: ProblemKind, count: number, isNote: boolean): ProblemWords {
  const words = (isNote ? WORDS[kind].note : undefined) ?? WORDS[kind]
  return { title: words.title(count), advice: words.advice }
}

/** What is usually advised on a problem of the kind. */
export function usualAdvice(kind: ProblemKind): string {
  return WORDS[kind].advice
}

const BYTES = {
  'empty-file': {
    title: always('The file is empty'),
    advice: 'Export the file again from the program that made it.',
  },
  'no-rows': { title: always('The file has a header but no rows'), advice: 'There’s nothing to send.' },
  'bad-encoding': {
    title: always('This looks like a Windows-1252 file (typical for Excel)'),
    advice: 'Read the file that way, and check that accented letters look right below.',
  },
  'cut-character': {
    title: always('The file ends in the middle of a character'),
    advice: 'The file was cut off, so rows may be missing. Get the whole file again.',
  },
  'nul-byte': {
    title: counted('NUL byte in the file', 'NUL bytes in the file'),
    advice: `The file is damaged, or isn’t a CSV file. ${SAVE_AS_UTF8}`,
  },
  bom: {
    title: always('The file starts with a byte order mark'),
    advice: 'Bulkdesk leaves the mark out, so that the first column keeps its name.',
  },
  'sep-line': {
    title: always('The first line names the delimiter'),
    advice: 'A line such as sep=; is meant for spreadsheets, so Bulkdesk doesn’t send this line.',
  },
  'utf-16': {
    title: always('The file is UTF-16'),
    advice: 'Eloqua needs UTF-8, so Bulkdesk converts the file. Check that the preview looks right.',
  },
  'delimiter-guessed': {
    title: always('The delimiter isn’t a comma'),
    advice: 'Eloqua needs commas, so Bulkdesk converts the file. If the columns look wrong, choose another delimiter.',
  },
  'trailing-ctrl-z': {
    title: always('The file ends with an old end-of-file mark'),
    advice: 'Bulkdesk leaves out the Ctrl-Z character at the end.',
  },
  'mixed-line-ends': {
    title: always('Lines end in different ways'),
    advice: 'The file was merged from several files. Rows read the same; line breaks inside quotes stay as they are.',
  },
  'blank-lines': {
    title: counted('blank line skipped', 'blank lines skipped'),
    advice: 'Blank lines aren’t rows, so Bulkdesk doesn’t send them.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const QUOTES = {
  'unclosed-quote': {
    title: always('A quote is never closed'),
    advice: 'Everything after the quote would be one cell. Close the quote at this line, then check again.',
  },
  'stray-quote': {
    title: rows('has a quote inside an unquoted cell', 'have a quote inside an unquoted cell'),
    advice: 'If the quotes are text (such as 5" for inches), treat quotes as text.',
  },
  'text-after-quote': {
    title: rows('has text after a closing quote', 'have text after a closing quote'),
    advice: 'A quote inside a quoted cell must be doubled ("").',
  },
  'backslash-quotes': {
    title: rows('writes quotes as \\"', 'write quotes as \\"'),
    advice: 'CSV doubles a quote ("") instead. Export the file again with doubled quotes; Bulkdesk doesn’t guess.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const HEADER = {
  'empty-header': {
    title: counted('column has no name', 'columns have no name'),
    advice: 'Name the column in the first line, or remove the column.',
  },
  'long-header': {
    title: counted('column name is too long', 'column names are too long'),
    advice: 'Eloqua allows names of up to 100 characters. Is the first line really the header?',
  },
  'duplicate-header': {
    title: counted('column name occurs more than once', 'column names occur more than once'),
    advice: 'Bulkdesk can’t tell which column you mean. Rename or remove all but one.',
  },
  'similar-headers': {
    title: counted('column name looks like another', 'column names look like others'),
    advice: 'The names differ only in case, spaces or accents. Check which column is mapped to which field.',
  },
  'header-trimmed': {
    title: counted('column name has spaces around it', 'column names have spaces around them'),
    advice: 'Bulkdesk ignores these spaces in names. Cells stay as they are.',
  },
  'too-many-columns': {
    title: (count: number) => `The file has ${formatCounted(count, 'column')}`,
    advice: 'Eloqua allows up to 100 fields. Remove the columns you don’t need.',
  },
  'header-missing': {
    title: always('The first line looks like a row, not a header'),
    advice: 'The first line wouldn’t be sent. If the file has no header, add a line with the column names at the top.',
  },
  'empty-last-column': {
    title: always('Every line ends with a delimiter'),
    advice: 'The last column has no name and no cells, so Bulkdesk leaves it out.',
  },
  'reason-columns': {
    title: always('Bulkdesk saved this file, with reasons'),
    advice: 'Bulkdesk leaves out the columns it added (their names start with bulkdesk_).',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const ROWS = {
  'short-row': {
    title: rows('has too few cells', 'have too few cells'),
    advice: 'Bulkdesk doesn’t add cells: a blank cell may clear a field in Eloqua.',
  },
  'long-row': {
    title: rows('has too many cells', 'have too many cells'),
    advice: 'Often a cell with a comma is missing its quotes.',
  },
  'control-character': {
    title: rows('has a control character', 'have control characters'),
    advice: 'These invisible characters come from damaged exports.',
  },
  'huge-row': {
    title: rows('is larger than 4 MB', 'are larger than 4 MB'),
    advice: 'Often a quote is closed too late, or a column with a long cell is mapped to several fields.',
  },
  'no-identifier': {
    title: rows('has no identifier', 'have no identifier'),
    advice: 'Without an identifier Eloqua can’t tell which record to update.',
  },
  'malformed-identifier': {
    title: rows('has an invalid email address', 'have an invalid email address'),
    advice: 'Eloqua would reject them.',
  },
  'duplicate-identifier': {
    title: rows('has a duplicate identifier', 'have a duplicate identifier'),
    advice: 'Eloqua keeps one of each and doesn’t say which.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const CELLS = {
  'invisible-characters': {
    title: counted('identifier has hidden characters', 'identifiers have hidden characters'),
    advice: `Hidden characters or spaces may create a second record. ${AS_IS}`,
    note: {
      title: counted('cell has a hidden character', 'cells have hidden characters'),
      advice: `No-break spaces, for example. ${AS_IS}`,
    },
  },
  'number-mangled': {
    title: counted('number was shortened by a spreadsheet', 'numbers were shortened by a spreadsheet'),
    advice: `Values such as 1.23E+11 have lost digits. Export again with the column as text. ${AS_IS}`,
  },
  'leading-zeros': {
    title: counted('value starts with 0', 'values start with 0'),
    advice: `${AS_IS} Re-saving the file in Excel would drop the zeros.`,
  },
  'mixed-dates': {
    title: counted('date uses a different format', 'dates use a different format'),
    advice: `Dates have more than one format, or day and month can’t be told apart. ${AS_IS}`,
    note: {
      title: (count: number) => `Day and month can’t be told apart in ${formatCounted(count, 'date')}`,
      advice: `Make sure Eloqua reads dates in this order. ${AS_IS}`,
    },
  },
  'formula-cells': {
    title: counted('cell starts like a formula', 'cells start like a formula'),
    advice: `${AS_IS} Be careful when you open this data in a spreadsheet.`,
  },
  'blanks-erase': {
    title: counted('blank cell will clear a field', 'blank cells will clear a field'),
    advice: 'This definition always updates, so a blank cell clears the field in Eloqua.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const MAPPING = {
  'unmapped-field': {
    title: counted('field not mapped', 'fields not mapped'),
    advice: 'These fields stay as they are.',
  },
  'unmapped-identifier': {
    title: always('No column is mapped to the identifier field'),
    advice: 'Choose the column that identifies each record.',
  },
  'left-out-column': {
    title: counted('column won’t be imported', 'columns won’t be imported'),
    advice: 'No field is mapped to them.',
  },
  'mapping-drift': {
    title: always('This file has different columns than last time'),
    advice: 'Check the mapping before you send.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const WORDS: Readonly<Record<ProblemKind, Words>> = {
  ...BYTES,
  ...QUOTES,
  ...HEADER,
  ...ROWS,
  ...CELLS,
  ...MAPPING,
  ...SHEET_PROBLEMS,
}
