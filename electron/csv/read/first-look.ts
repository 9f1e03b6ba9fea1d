import type { FirstLook, Problem, Reading } from '../../../shared/csv/csv.ts'
import { delimiterNames, specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem } from '../check/problems.ts'
import type { FileStamp, LookRequest } from '../engine.ts'
import { giveKernel, takeKernel } from '../kernel/kernel-shelf.ts'
import { FIRST_LOOK_BYTES, MOST_COLUMNS } from '../limits.ts'
import { ByteSource } from './byte-source.ts'
import { checkHeaders, trimHeaders } from './headers.ts'
import { describeNamelessLast, isNamelessLast } from './last-column.ts'
import { expectText } from './magic.ts'
import { openRawFile, rawBytes } from './raw-file.ts'
import { describeBytes, describeReading } from './reading-problems.ts'
import { RecordReader } from './record-reader.ts'
import { hasBom, sniffDelimiter, sniffEncoding, sniffSepLine } from './sniff.ts'

const SAMPLE_ROWS = 50

type Look = Omit<FirstLook, 'file'> & { readonly stamp: FileStamp }

/** Looks at the first megabyte: how the file is to be read, its header, its first rows, about how many there are. */
export function takeFirstLook(request: LookRequest): Look {
  const file = openRawFile(request.path)
  try {
    const head = new Uint8Array(Math.min(file.size, FIRST_LOOK_BYTES))
    const filled = file.read(head, 0)
    const bytes = head.subarray(0, filled)
    expectText(bytes)
    const { reading, isSure } = chooseReading(bytes, request)
    return { stamp: file.stamp, ...lookAt(bytes, reading, isSure, file.size) }
  } finally {
    file.close()
  }
}

function chooseReading(bytes: Uint8Array, request: LookRequest): { reading: Reading; isSure: boolean } {
  const encoding = request.encoding ?? sniffEncoding(bytes)
  const named = sniffSepLine(bytes, encoding)
  const known = {
    encoding,
    hasBom: hasBom(bytes, encoding),
    hasSepLine: named !== undefined,
    looseQuotes: request.looseQuotes ?? false,
  }
  const chosen = request.delimiter ?? named
  if (chosen) return { reading: { ...known, delimiter: chosen }, isSure: true }
  const { delimiter, isSure } = sniffDelimiter(bytes, known)
  return { reading: { ...known, delimiter }, isSure }
}

function lookAt(bytes: Uint8Array, reading: Reading, isSure: boolean, size: number): Omit<Look, 'stamp'> {
  const kernel = takeKernel()
  const source = new ByteSource(rawBytes(bytes), kernel, reading, { lenientEnd: bytes.length < size })
  const look = describeLook(new RecordReader(kernel, source, reading), reading, isSure, { read: bytes.length, size })
  giveKernel(kernel)
  return look
}

function describeLook(
  reader: RecordReader,
  reading: Reading,
  isSure: boolean,
  { read, size }: { readonly read: number; readonly size: number },
): Omit<Look, 'stamp'> {
  const isWhole = read === size
  const header = reader.readHeader()
  if (!header || (header.length === 1 && header[0]?.trim() === '')) return emptyLook(reading)
  if (!reader.headerRecord.isReadable) return unreadableLook(reader, reading, isWhole)
  const sample: string[][] = []
  for (const { count } of reader.batches()) {
    // When the file goes on, the last record is cut and does not count.
    for (let i = 0; i < count && sample.length < SAMPLE_ROWS; i++) sample.push(reader.cells(i, MOST_COLUMNS))
  }
  const rows = isWhole ? reader.rows : estimateRows(reader.rows, read, size)
  if (!isWhole && sample.length > 0 && sample.length === reader.rows) sample.pop()
  const headers = trimHeaders(header)
  const problems = [
    ...describeReading(reading),
    ...(isSure ? [] : [describeDoubt(reading)]),
    ...describeBytes(reader, reading),
    ...checkHeaders(header, reader.shape.columns),
    ...checkShape(reader, headers, sample, isWhole),
  ]
  return { reading, headers, sample, problems, rows: { count: rows, exact: isWhole } }
}

function emptyLook(reading: Reading): Omit<Look, 'stamp'> {
  const problems = [describeProblem('empty-file')]
  return { reading, headers: [], sample: [], problems, rows: { count: 0, exact: true } }
}

/** What is in the file nobody can say: its rows begin where the header ends. */
function unreadableLook(reader: RecordReader, reading: Reading, isWhole: boolean): Omit<Look, 'stamp'> {
  const problems = [...describeReading(reading), ...describeBytes(reader, reading)]
  return { reading, headers: [], sample: [], problems, rows: { count: 0, exact: isWhole } }
}

function estimateRows(rows: number, read: number, size: number): number {
  const whole = Math.max(1, rows - 1)
  return Math.max(1, Math.round((whole / read) * size))
}

function describeDoubt(reading: Reading): Problem {
  return describeProblem('delimiter-guessed', {
    severity: 'warning',
    ...specialProblems.delimiterUnsure(delimiterNames[reading.delimiter]),
  })
}

function checkShape(reader: RecordReader, headers: readonly string[], sample: string[][], isWhole: boolean): Problem[] {
  const problems: Problem[] = []
  const last = headers.length - 1
  if (reader.shape.columns === headers.length && isNamelessLast(headers, last)) {
    const count = (test: (cell: string | undefined) => boolean) => sample.filter((row) => test(row[last])).length
    const cells = {
      filled: count((cell) => cell !== undefined && cell !== ''),
      blank: count((cell) => cell === ''),
      missing: count((cell) => cell === undefined),
    }
    problems.push(describeNamelessLast(cells))
  }
  if (!isWhole) return problems
  if (reader.rows === 0) problems.push(describeProblem('no-rows'))
  if (reader.unclosedLine !== undefined) {
    problems.push(describeProblem('unclosed-quote', { examples: [{ line: reader.unclosedLine }] }))
  }
  return problems
}
