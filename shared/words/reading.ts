import type { Delimiter, FirstLook, ReadingProposal } from '../csv/csv.ts'
import { ENCODING_NAMES } from './encoding-names.ts'
import { formatBytes, formatCount, formatCounted } from './numbers.ts'

export const DELIMITERS: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
}

export const readingControls = {
  label: 'How the file is read',
  encoding: 'Encoding',
  delimiter: 'Delimiter',
  quotes: 'Quotes',
  quoteWays: {
    strict: 'Standard quotes',
    text: 'Treat quotes as text',
    trimmed: 'Ignore spaces around quotes',
    inside: 'Take the text in ="…"',
    both: 'Ignore spaces, take ="…"',
    single: 'Single quotes',
  },
  undo: 'Read as detected',
  reread: (facts: string) => `File read again: ${facts}`,
  header: 'Header line',
  line: (line: number) => `Header in line ${formatCount(line)}`,
} as const

/** How a file was read without asking. */
export const autoReading = {
  title: 'Bulkdesk chose how to read this file',
  did: (proposal: string) => `${proposal}.`,
  words: (words: readonly string[]) => `Words look like this: ${words.join(' · ')}`,
  undo: 'Choose another way',
} as const

/** The encodings a file may be in, side by side. */
export const encodingChoice = {
  title: 'Choose how to read the text',
  question: 'Do these look right?',
  label: 'Encodings the file may be in',
  readAs: (name: string) => `Read as ${name}`,
} as const

/**
 * What is known of a file: `41.2 MB · about 12,400 rows · 8 columns · UTF-8 with BOM · comma`. `counted` is the number
 * of rows where the whole file was read.
 */
export function readingWords({ file, reading, rows, headers }: FirstLook, counted?: number): string {
  const encoding = `${ENCODING_NAMES[reading.encoding]}${reading.hasBom ? ' with BOM' : ''}`
  const columns = formatCounted(headers.length, 'column')
  return [formatBytes(file.size), rowWords(rows, counted), columns, encoding, DELIMITERS[reading.delimiter]].join(' · ')
}

/** An estimate is not given to the last digit, or it would be taken for a count. */
function rowWords({ count, exact }: FirstLook['rows'], counted: number | undefined): string {
  if (counted !== undefined) return formatCounted(counted, 'row')
  return exact ? formatCounted(count, 'row') : `about ${formatCounted(Number(count.toPrecision(2)), 'row')}`
}

/** What reading the file another way is called, on a button: `Read as Windows-1252 (Western)`. */
export function proposalWords(proposal: ReadingProposal): string {
  const { encoding, delimiter, looseQuotes, headerLine, trimQuotes, equalsText, singleQuotes } = proposal
  if (encoding) return encodingChoice.readAs(ENCODING_NAMES[encoding])
  if (delimiter) return `Use ${DELIMITERS[delimiter]} as the delimiter`
  if (headerLine) return `Start at line ${formatCount(headerLine)}`
  if (trimQuotes) return equalsText ? 'Ignore spaces and take the text inside' : readingControls.quoteWays.trimmed
  if (equalsText) return 'Take the text inside'
  if (singleQuotes) return 'Read single quotes as quotes'
  return looseQuotes ? readingControls.quoteWays.text : 'Use standard quotes'
}
