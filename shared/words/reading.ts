import type { Delimiter, Encoding, FirstLook, Problem } from '../csv/csv.ts'
import { formatBytes, formatCounted } from './numbers.ts'

export const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252 (Western)',
}

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
  strict: 'Standard quotes',
  text: 'Treat quotes as text',
} as const

/**
 * What is known of a file: `41.2 MB · about 12,400 rows · 8 columns · UTF-8 with BOM · comma`. `counted` is the number
 * of rows where the whole file was read.
 */
export function readingWords({ file, reading, rows, headers }: FirstLook, counted?: number): string {
  const encoding = `${ENCODINGS[reading.encoding]}${reading.hasBom ? ' with BOM' : ''}`
  const columns = formatCounted(headers.length, 'column')
  return [formatBytes(file.size), rowWords(rows, counted), columns, encoding, DELIMITERS[reading.delimiter]].join(' · ')
}

/** An estimate is not given to the last digit, or it would be taken for a count. */
function rowWords({ count, exact }: FirstLook['rows'], counted: number | undefined): string {
  if (counted !== undefined) return formatCounted(counted, 'row')
  return exact ? formatCounted(count, 'row') : `about ${formatCounted(Number(count.toPrecision(2)), 'row')}`
}

/** What reading the file another way is called, on a button: `Read as Windows-1252 (Western)`. */
export function proposalWords({ encoding, delimiter, looseQuotes }: NonNullable<Problem['proposal']>): string {
  if (encoding) return `Read as ${ENCODINGS[encoding]}`
  if (delimiter) return `Use ${DELIMITERS[delimiter]} as the delimiter`
  return looseQuotes ? readingControls.text : 'Use standard quotes'
}
