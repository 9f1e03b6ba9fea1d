import Papa from 'papaparse'
import type { Delimiter, Encoding, Reading } from '../../../shared/csv/csv.ts'
import { RECORD_FLAGS } from '../kernel/kernel.ts'
import { giveKernel, takeKernel } from '../kernel/kernel-shelf.ts'
import { ByteSource, bomOf } from './byte-source.ts'
import { rawBytes } from './raw-file.ts'
import { RecordReader } from './record-reader.ts'
import { splitRecord } from './split-record.ts'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|']
/** Saved again by a spreadsheet, such a line has the delimiter behind it once more for every column. */
const SEP_LINE = /^"?sep=(.)"?[,;\t|]*(\r\n|\r|\n|$)/i
const RECORDS_JUDGED = 101
/** Share of the first rows that must be alike for all to be read so. */
const MOST = 0.8
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
  if (isUnmarkedUtf16(bytes, 'utf-16le')) return 'utf-16le'
  if (isUnmarkedUtf16(bytes, 'utf-16be')) return 'utf-16be'
  return 'utf-8'
}

/**
 * UTF-16 without a mark whose text is mostly not ASCII, Chinese for example: delimiters and line ends alone have NUL bytes,
 * all on the same side, everything reads as text, and many bytes are none that ASCII text has.
 */
function isUnmarkedUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const head = bytes.subarray(0, Math.min(bytes.length, 8192) & ~1)
  const high = encoding === 'utf-16le' ? 1 : 0
  let marks = 0
  let beyond = 0
  for (let i = 0; i < head.length; i += 2) {
    if (head[i + 1 - high] === 0 && head[i + high] === 0) return false
    if (head[i + high] === 0) marks += 1
    const above = head[i + high] ?? 0
    if (above >= 0x80 || (above > 0 && above < 0x20) || (head[i + 1 - high] ?? 0) >= 0x80) beyond += 1
  }
  if (marks < 2 || beyond * 10 < head.length / 2) return false
  const text = new TextDecoder(encoding).decode(head)
  return /[\r\n]/.test(text) && /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]+$/u.test(text) && !text.includes('\ufffd')
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

function readHead<T>(bytes: Uint8Array, reading: Reading, read: (reader: RecordReader) => T): T {
  const kernel = takeKernel()
  const source = new ByteSource(rawBytes(bytes), kernel, reading, { lenientEnd: true })
  const found = read(new RecordReader(kernel, source, reading))
  giveKernel(kernel)
  return found
}

function judge(bytes: Uint8Array, reading: Reading): Fit {
  return readHead(bytes, reading, (reader) => judgeRecords(reader, reading.delimiter))
}

function judgeRecords(reader: RecordReader, delimiter: Delimiter): Fit {
  reader.readHeader()
  const { columns } = reader.shape
  let rows = 0
  let good = 0
  for (const { count } of reader.batches()) {
    for (let i = 0; i < count && rows < RECORDS_JUDGED; i++) {
      rows += 1
      if (reader.flags(i) === 0 || hasBlankExtra(reader, i)) good += 1
    }
    if (rows >= RECORDS_JUDGED) break
  }
  return { delimiter, columns, share: rows === 0 ? 1 : good / rows }
}

/** Whether a row has more cells than the header, all of them blank: it ends with delimiters. */
function hasBlankExtra(reader: RecordReader, record: number): boolean {
  if (reader.flags(record) !== RECORD_FLAGS.long) return false
  return reader.cells(record).every((cell, column) => column < reader.shape.columns || cell === '')
}

/** Whether nearly all of the first rows end with delimiters that the header does not have. */
export function sniffEndBlank(bytes: Uint8Array, reading: Reading): boolean {
  return readHead(bytes, reading, (reader) => {
    reader.readHeader()
    let rows = 0
    let blank = 0
    for (const { count } of reader.batches()) {
      for (let i = 0; i < count && rows < RECORDS_JUDGED; i++) {
        rows += 1
        if (hasBlankExtra(reader, i)) blank += 1
      }
      if (rows >= RECORDS_JUDGED) break
    }
    return blank > 0 && blank >= rows * MOST
  })
}

/** Whether rows end with carriage returns below a header that ends with a line feed: each piece must be a whole row. */
export function sniffCrRows(lines: string, delimiter: Delimiter): boolean {
  const [header = '', ...others] = lines.split('\n')
  const rest = others.join('\n').trimEnd()
  if (!rest.includes('\r') || rest.includes('\n')) return false
  const cells = splitRecord(header.replace(/\r$/, ''), delimiter).length
  const rows = rest.split('\r').filter((row) => row !== '')
  const whole = rows.filter((row) => splitRecord(row, delimiter).length === cells)
  return rows.length > 1 && whole.length >= rows.length * MOST
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
