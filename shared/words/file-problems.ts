import type { ProblemKind } from '../csv/csv.ts'
import { formatCounted } from './numbers.ts'
import { AS_IS, always, counted, rows, type Words } from './problem-words.ts'
import { BYTES, QUOTES } from './reading-problems.ts'
import { SHEET_PROBLEMS } from './sheet-problems.ts'

export interface ProblemWords {
  readonly title: string
  readonly advice: string
}

/** The words of a problem; a finding that is only a note may have words of its own. */
export function problemWords(kind: ProblemKind, count: number, isNote: boolean): ProblemWords {
  const words = (isNote ? WORDS[kind].note : undefined) ?? WORDS[kind]
  return { title: words.title(count), advice: words.advice }
}

/** What is usually advised on a problem of the kind. */
export function usualAdvice(kind: ProblemKind): string {
  return WORDS[kind].advice
}

const HEADER = {
  'empty-header': {
    title: counted('column has no name', 'columns have no name'),
    advice: 'Bulkdesk sends the column only if you map a field to it.',
  },
  'long-header': {
    title: counted('column name is too long', 'column names are too long'),
    advice: 'Names of more than 100 characters are unusual. Make sure that the first line is the header.',
  },
  'duplicate-header': {
    title: counted('column name occurs more than once', 'column names occur more than once'),
    advice:
      'One of these columns is mapped to a field, and Bulkdesk can’t tell which you mean. Rename or remove all but one.',
    note: {
      title: counted('column name occurs more than once', 'column names occur more than once'),
      advice: 'To send one of these columns, rename the others first.',
    },
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
    advice: 'Bulkdesk reads files with up to 1,000 columns. Remove the columns you don’t need.',
  },
  'header-missing': {
    title: always('The first line looks like a row, not a header'),
    advice: 'The first line wouldn’t be sent. If the file has no header, add a line with the column names at the top.',
  },
  'empty-last-column': {
    title: always('The header ends with a delimiter'),
    advice: 'The last columns have no name and no text, so Bulkdesk leaves them out.',
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
    advice: 'Often a cell holds the delimiter without quotes around the cell. Put the cell in quotes.',
  },
  'control-character': {
    title: rows('has a control character', 'have control characters'),
    advice:
      'A damaged export leaves such invisible characters behind. Delete them in a text editor, or export the file again.',
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
    advice: 'Eloqua would reject each of these addresses. Correct the addresses, or leave these rows out.',
  },
  'hidden-identifier': {
    title: rows('has an identifier with a hidden character', 'have identifiers with hidden characters'),
    advice:
      'An invisible character or an unusual space makes another identifier of the text. Type the identifier again.',
  },
  'repeated-header': {
    title: rows('repeats the header', 'repeat the header'),
    advice: 'Files that are merged often have the header again. Bulkdesk doesn’t send it as a record.',
  },
  'unmended-row': {
    title: rows('is still as Bulkdesk held it back', 'are still as Bulkdesk held them back'),
    advice:
      'The cause is still in the cells (see bulkdesk_reason). Fix the cells; if the text is right as it is, delete the reason.',
  },
  'duplicate-identifier': {
    title: rows('has a duplicate identifier', 'have a duplicate identifier'),
    advice: 'Eloqua keeps one of each and doesn’t say which.',
  },
} satisfies Partial<Record<ProblemKind, Words>>

const CELLS = {
  'invisible-characters': {
    title: counted('identifier has spaces around it', 'identifiers have spaces around them'),
    advice: `Spaces around an identifier may create a second record. ${AS_IS}`,
    note: {
      title: counted('cell has a hidden character', 'cells have hidden characters'),
      advice: `No-break spaces, for example. ${AS_IS}`,
    },
  },
  'damaged-text': {
    title: counted('cell holds damaged text', 'cells hold damaged text'),
    advice: `Letters were lost or garbled (� or Ã¼ for ü) before the file reached Bulkdesk. Export the file again as UTF-8. ${AS_IS}`,
  },
  placeholders: {
    title: counted('cell holds a placeholder', 'cells hold a placeholder'),
    advice: `Eloqua stores N/A, NULL, - or #REF! as text. If there’s no value, make the cell blank. ${AS_IS}`,
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
    advice:
      'Choose the column with the identifier of each record. Without the identifier Eloqua can’t tell which record to update.',
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
