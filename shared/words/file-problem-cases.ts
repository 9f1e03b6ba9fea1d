import { type ProblemWords, rowsWords, SAVE_AS_UTF8, usualAdvice } from './file-problems.ts'
import { formatCount, formatCounted } from './numbers.ts'

/** What is said where a problem of the kind is another than the usual one. */
export const specialProblems = {
  damagedUtf16: (count: number): ProblemWords => ({
    title: formatCounted(count, 'place isn’t valid text', 'places aren’t valid text'),
    advice: `The file is damaged. ${SAVE_AS_UTF8}`,
  }),
  cutOrWindows1252: {
    title: 'The last byte of the file isn’t UTF-8 text',
    advice:
      'If the file was cut off, get the whole file again. If it’s Windows-1252 (typical for Excel), read it that way and check the last row.',
  },
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
    advice: 'These invisible characters come from damaged exports. Type the first line again.',
  },
  mostLinesEndWithDelimiter: 'Most lines end with a delimiter',
  headerEndsWithDelimiter: (isOnlyHeader: boolean): ProblemWords => ({
    title: isOnlyHeader
      ? 'Only the header ends with a delimiter'
      : 'The header ends with a delimiter, but most rows don’t',
    advice:
      'Rows without that delimiter count as too short. Remove the delimiter at the end of the first line, and of the rows that have one.',
  }),
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
