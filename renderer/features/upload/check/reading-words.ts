import type { Delimiter, Encoding, FirstLook, Problem } from '../../../../shared/csv.ts'
import { formatBytes, formatCounted } from '../../../components/numbers.ts'

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

/** The file in one line: `contacts.csv · 41.2 MB · about 12,400 rows · 8 columns · UTF-8 with BOM · comma`. */
export function fileWords({ file, reading, rows, headers }: FirstLook): string {
  const count = `${rows.exact ? '' : 'about '}${formatCounted(rows.count, 'row')}`
  const encoding = `${ENCODINGS[reading.encoding]}${reading.hasBom ? ' with BOM' : ''}`
  const columns = formatCounted(headers.length, 'column')
  return [file.name, formatBytes(file.size), count, columns, encoding, DELIMITERS[reading.delimiter]].join(' · ')
}

/** What reading the file another way is called, on a button: `Read it as Windows-1252 (Western)`. */
export function proposalWords({ encoding, delimiter, looseQuotes }: NonNullable<Problem['proposal']>): string {
  if (encoding) return `Read it as ${ENCODINGS[encoding]}`
  if (delimiter) return `Separate cells by ${DELIMITERS[delimiter]}`
  return looseQuotes ? 'Read such quotes as text' : 'Read quotes strictly'
}
