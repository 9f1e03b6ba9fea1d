import type { Reading } from '../../../shared/csv/csv.ts'
import type { LookRequest } from '../engine.ts'
import { BLOCK_BYTES } from '../limits.ts'
import { hasBom, sniffCrRows, sniffDelimiter, sniffEncoding, sniffEndBlank, sniffSepLine } from './sniff.ts'
import { findHeaderLine, firstLines, skipBlankLines } from './title-lines.ts'

/** How a file is read, and what of it the user should be asked. */
export interface ChosenReading {
  readonly reading: Reading
  /** False when another delimiter cuts the first rows as evenly. */
  readonly isSure: boolean
  /** Lines stand above the table, which begins here: to be offered. */
  readonly headerAt?: number
  /** Every line says so: none of those above the table could be a row or a header. */
  readonly isHeaderSure?: boolean
}

/** How the first bytes say that a file is to be read, but for what the user chose. */
export function chooseReading(bytes: Uint8Array, request: LookRequest): ChosenReading {
  const encoding = request.encoding ?? sniffEncoding(bytes)
  const named = sniffSepLine(bytes, encoding)
  const lines = firstLines(bytes, encoding)
  const headerLine = request.headerLine ?? skipBlankLines(lines, named === undefined ? 1 : 2)
  const known = {
    encoding,
    hasBom: hasBom(bytes, encoding),
    hasSepLine: named !== undefined,
    looseQuotes: request.looseQuotes ?? false,
    ...given('headerLine', headerLine),
    ...given('trimQuotes', request.trimQuotes),
    ...given('equalsText', request.equalsText),
    ...given('singleQuotes', request.singleQuotes),
  }
  const found = request.headerLine === undefined ? findHeaderLine(lines, known) : undefined
  const header = found ? { headerAt: found.number, isHeaderSure: found.isSure } : {}
  const chosen = request.delimiter ?? named
  const { delimiter, isSure } = chosen ? { delimiter: chosen, isSure: true } : sniffDelimiter(bytes, known)
  const below = lines.filter(({ number }) => number >= (headerLine ?? 1))
  const ends = below.map(({ text, end }) => text + end).join('')
  const isCr = request.ends ? request.ends.crRows : sniffCrRows(ends, delimiter)
  const reading: Reading = { ...known, delimiter, ...(isCr ? { crRows: true } : {}) }
  const isBlank = request.ends ? request.ends.endBlank : sniffEndBlank(bytes.subarray(0, BLOCK_BYTES), reading)
  const endBlank = isBlank ? { endBlank: true } : {}
  return { reading: { ...reading, ...endBlank }, isSure, ...header }
}

/** The property, when there is a value for it. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, V>>
}
