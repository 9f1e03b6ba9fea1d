import type { Encoding } from '../csv/csv.ts'
import { ENCODING_NAMES } from './encoding-names.ts'
import { type ProblemWords, usualAdvice } from './file-problems.ts'
import { formatCount, formatCounted } from './numbers.ts'
import { rowsWords } from './problem-words.ts'

/** What is said where a problem of the kind is another than the usual one. */
export const specialProblems = {
  damagedText: (count: number): ProblemWords => ({
    title: formatCounted(count, 'place in the file is damaged', 'places in the file are damaged'),
    advice:
      'The rest is sound, so another encoding wouldn’t help. Correct these words and save as UTF-8, or export again.',
  }),
  looksLike: (encoding: Encoding, isChoice: boolean): ProblemWords => ({
    title: `The file isn’t UTF-8 but probably ${ENCODING_NAMES[encoding]}`,
    advice: isChoice
      ? 'Choose the encoding whose words look right; Bulkdesk converts the file.'
      : 'If these words look right, Bulkdesk converts the file.',
  }),
  wrongEncoding: (encoding: Encoding): ProblemWords => ({
    title: `The file isn’t ${ENCODING_NAMES[encoding]}`,
    advice: 'Some bytes have no character in this encoding. Choose another encoding by the preview.',
  }),
  readAs: (encoding: Encoding): Pick<ProblemWords, 'title'> => ({
    title: `The file is read as ${ENCODING_NAMES[encoding]}`,
  }),
  cutOrLegacy: (encoding: Encoding): ProblemWords => ({
    title: 'The last byte of the file isn’t UTF-8 text',
    advice: `If the file was cut off, get the whole file again. If the file is ${ENCODING_NAMES[encoding]}, read it that way and check the last row.`,
  }),
  spacesAroundQuotes: (count: number): ProblemWords => ({
    title: rowsWords(count, 'has spaces around quotes', 'have spaces around quotes'),
    advice:
      'In CSV, quotes stand directly beside the delimiter. Ignore these spaces, and Bulkdesk reads the quotes as quotes.',
  }),
  equalsBeforeQuotes: (count: number): ProblemWords => ({
    title: rowsWords(count, 'writes cells as ="text"', 'write cells as ="text"'),
    advice: 'Programs write this so that a spreadsheet keeps leading zeros. Take the text inside the quotes.',
  }),
  spacesInHeader: {
    title: 'The header has spaces around quotes',
    advice:
      'In CSV, quotes stand directly beside the delimiter. Ignore these spaces, and Bulkdesk reads the quotes as quotes.',
  },
  equalsInHeader: {
    title: 'The header writes names as ="text"',
    advice: 'Programs write this for spreadsheets. Take the text inside the quotes.',
  },
  longDelimiter: (mark: string): Pick<ProblemWords, 'title'> => ({ title: `Cells are separated by ${mark}` }),
  allBlankRows: (count: number): ProblemWords => ({
    title: rowsWords(count, 'is all blank', 'are all blank'),
    advice: 'Rows of delimiters only aren’t sent.',
  }),
  duplicates: (count: number, identifier = 'identifier'): ProblemWords => ({
    title: rowsWords(count, `has a duplicate ${identifier}`, `have a duplicate ${identifier}`),
    advice: usualAdvice('duplicate-identifier'),
  }),
  duplicatesUpTo: (looked: number) => `Bulkdesk compared the first ${formatCount(looked)} identifiers only.`,
  constantIdentifier: (isBlank: boolean): ProblemWords => ({
    title: `The identifier is ${isBlank ? 'blank' : 'the same'} in every row`,
    advice: usualAdvice('unmapped-identifier'),
  }),
  blanksMayErase: (count: number): ProblemWords => ({
    title: formatCounted(count, 'blank cell may clear a field', 'blank cells may clear a field'),
    advice: 'Each field’s own rule in Eloqua decides whether a blank cell clears it.',
  }),
  secondBom: {
    title: 'A column name has a second byte order mark',
    advice:
      'Bulkdesk ignores the mark in the name. The file was merged from several files, so cells may have such marks too.',
  },
  delimiterIs: (delimiter: string) => `Cells are separated by ${delimiter}, not by a comma`,
  delimiterUnsure: (delimiter: string): ProblemWords => ({
    title: `The delimiter may be ${delimiter}`,
    advice: 'Another delimiter would fit as well. If the columns look wrong, choose another delimiter.',
  }),
  unclosedHeader: 'A quote in the header is never closed',
  hugeHeader: {
    title: 'The header is larger than 4 MB',
    advice: 'Is this the right file, and does its first line have the column names?',
  },
  textAfterQuoteInHeader: {
    title: 'The header has text after a closing quote',
    advice: 'A quote inside a quoted name must be doubled (""). Fix the first line.',
  },
  strayQuoteInHeader: {
    title: 'The header has a quote inside an unquoted name',
    advice: usualAdvice('stray-quote'),
  },
  controlCharacterInHeader: {
    title: 'The header has a control character',
    advice: 'A damaged export leaves such invisible characters behind. Type the first line again.',
  },
} as const

/** The delimiter in a sentence. */
export const delimiterNames: Readonly<Record<',' | ';' | '\t' | '|', string>> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab',
  '|': 'a vertical bar',
}

export const lineEndNames = { crlf: 'CRLF (Windows)', lf: 'LF (Unix, Mac)', cr: 'CR (old Mac)' } as const

/** Parts of the places a problem is found at. */
export const problemPlaces = {
  namedColumn: (name: string, column: number) => `“${name}” (column ${column})`,
  more: (count: number) => `${formatCount(count)} more`,
  and: (names: readonly string[]) => names.join(' and '),
  column: (column: number) => `column ${column}`,
  blank: (count: number) => `${formatCount(count)} blank`,
  times: (count: number, what: string) => `${formatCount(count)} × ${what}`,
}
