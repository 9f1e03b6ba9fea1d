import Papa from 'papaparse'
import type { Delimiter, Encoding, Reading } from '../../../shared/csv/csv.ts'
import { giveKernel, takeKernel } from '../kernel/kernel-shelf.ts'
import { ByteSource, bomOf } from './byte-source.ts'
import { rawBytes } from './raw-file.ts'
import { RecordReader } from './record-reader.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']
const SEP_LINE = /^"?sep=(.)"?(\r\n|\r|\n|$)/i
const RECORDS_JUDGED = 101
/** Of score: less than this between the best two is a tie. */
const CLEAR_LEAD = 0.2

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.length > 0 && mark.every((byte, i) => bytes[i] === byte)
}

/** UTF-16 without a mark: most of its text is ASCII, so every second byte is NUL. */
function hasNulPattern(bytes: Uint8Array, offset: 0 | 1): boolean {
  const pairs = Math.min(bytes.length, 4096) >> 1
  if (pairs < 2) return false
  let nulHere = 0
  let nulThere = 0
  for (let i = 0; i < pairs; i++) {
    if (bytes[i * 2 + offset] === 0) nulHere += 1
    if (bytes[i * 2 + 1 - offset] === 0) nulThere += 1
  }
  return nulHere > pairs * 0.4 && nulThere < pairs * 0.05
}

/** How the first bytes are encoded. UTF-8 unless a mark or a pattern says UTF-16; whether it holds is checked later. */
export function sniffEncoding(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, bomOf('utf-8'))) return 'utf-8'
  if (startsWith(bytes, bomOf('utf-16le'))) return 'utf-16le'
  if (startsWith(bytes, bomOf('utf-16be'))) return 'utf-16be'
  if (hasNulPattern(bytes, 1)) return 'utf-16le'
  if (hasNulPattern(bytes, 0)) return 'utf-16be'
  return 'utf-8'
}

export function hasBom(bytes: Uint8Array, encoding: Encoding): boolean {
  return startsWith(bytes, bomOf(encoding))
}

function firstCharacters(bytes: Uint8Array, encoding: Encoding): string {
  const head = bytes.subarray(0, 64)
  const text = encoding.startsWith('utf-16')
    ? new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1))
    : Buffer.from(head)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, '')
  return text
}

/** The delimiter a `sep=` line names, when the file begins with one. */
export function sniffSepLine(bytes: Uint8Array, encoding: Encoding): Delimiter | undefined {
  const named = SEP_LINE.exec(firstCharacters(bytes, encoding))?.[1]
  return DELIMITERS.find((delimiter) => delimiter === named)
}

interface Fit {
  readonly delimiter: Delimiter
  readonly columns: number
  /** Share of the first rows that have as many cells as the header, without trouble about quotes. */
  readonly share: number
}

function judge(bytes: Uint8Array, reading: Reading): Fit {
  const kernel = takeKernel()
  const reader = new RecordReader(
    kernel,
    new ByteSource(rawBytes(bytes), kernel, reading, { lenientEnd: true }),
    reading,
  )
  const fit = judgeRecords(reader, reading.delimiter)
  giveKernel(kernel)
  return fit
}

function judgeRecords(reader: RecordReader, delimiter: Delimiter): Fit {
  reader.readHeader()
  const { columns } = reader.shape
  let rows = 0
  let good = 0
  for (const { count } of reader.batches()) {
    for (let i = 0; i < count && rows < RECORDS_JUDGED; i++) {
      rows += 1
      if (reader.flags(i) === 0) good += 1
    }
    if (rows >= RECORDS_JUDGED) break
  }
  return { delimiter, columns, share: rows === 0 ? 1 : good / rows }
}

/**
 * The delimiter that cuts the header and the first hundred rows most evenly; the comma when none cuts at all.
 * `isSure` is false when another one cuts them as evenly.
 */
export function sniffDelimiter(
  bytes: Uint8Array,
  reading: Omit<Reading, 'delimiter'>,
): { readonly delimiter: Delimiter; readonly isSure: boolean } {
  const fits = DELIMITERS.map((delimiter) => judge(bytes, { ...reading, delimiter }))
    .filter((fit) => fit.columns > 1)
    .toSorted((a, b) => scoreOf(b) - scoreOf(a))
  const [best, second] = fits
  if (!best) return { delimiter: ',', isSure: true }
  if (!second || scoreOf(best) - scoreOf(second) > CLEAR_LEAD) return { delimiter: best.delimiter, isSure: true }
  const near = fits.filter((fit) => scoreOf(best) - scoreOf(fit) <= CLEAR_LEAD)
  return { delimiter: secondOpinion(bytes, reading.encoding, near) ?? best.delimiter, isSure: false }
}

/** Where several cut about as evenly, PapaParse's guess decides among them: two ways of looking rarely err alike. */
function secondOpinion(bytes: Uint8Array, encoding: Encoding, near: readonly Fit[]): Delimiter | undefined {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, 65_536))
  const guess = Papa.parse(text, { preview: RECORDS_JUDGED, delimitersToGuess: [...DELIMITERS] }).meta.delimiter
  return near.find((fit) => fit.delimiter === guess)?.delimiter
}

/** Evenness first; columns only break ties, so that a column full of commas does not win by numbers. */
function scoreOf(fit: Fit): number {
  return fit.share + Math.min(fit.columns, 100) / 1000
}
