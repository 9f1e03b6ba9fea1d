import type { FirstLook, Problem, Reading } from '../../../shared/csv/csv.ts'
import { delimiterNames, specialProblems } from '../../../shared/words/file-problem-cases.ts'
import { describeProblem } from '../check/problems.ts'
import type { FileStamp, LookRequest } from '../engine.ts'
import { giveKernel, takeKernel } from '../kernel/kernel-shelf.ts'
import { FIRST_LOOK_BYTES, MOST_COLUMNS } from '../limits.ts'
import { ByteSource } from './byte-source.ts'
import { checkCells } from './cell-marks.ts'
import { type ChosenReading, chooseReading } from './choose-reading.ts'
import { checkHeaders, trimHeaders } from './headers.ts'
import { expectText } from './magic.ts'
import { openRawFile, rawBytes } from './raw-file.ts'
import { describeBytes, describeReading } from './reading-problems.ts'
import { RecordReader } from './record-reader.ts'

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
    const chosen = chooseReading(bytes, request)
    return { stamp: file.stamp, ...lookAt(bytes, chosen, file.size) }
  } finally {
    file.close()
  }
}

function lookAt(bytes: Uint8Array, chosen: ChosenReading, size: number): Omit<Look, 'stamp'> {
  const kernel = takeKernel()
  const source = new ByteSource(rawBytes(bytes), kernel, chosen.reading, { lenientEnd: bytes.length < size })
  const look = describeLook(new RecordReader(kernel, source, chosen.reading), chosen, { read: bytes.length, size })
  giveKernel(kernel)
  return look
}

function describeLook(
  reader: RecordReader,
  { reading, isSure, headerAt, isHeaderSure = false }: ChosenReading,
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
    ...checkHeaders(header, reader.shape.columns, { isFilled: (column) => sample.some((row) => row[column]) }),
    ...checkCells(reading, header, sample),
    ...checkRows(reader, isWhole),
  ]
  if (headerAt !== undefined) {
    const seen = { headers, sample, rows: { count: rows, exact: isWhole } }
    return belowTitle(reading, { headerLine: headerAt, isSure: isHeaderSure }, seen, problems)
  }
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

/** Lines stand above the table: what is said of names and cells would speak of the wrong ones. */
function belowTitle(
  reading: Reading,
  { headerLine, isSure }: { readonly headerLine: number; readonly isSure: boolean },
  seen: Pick<Look, 'headers' | 'sample' | 'rows'>,
  problems: readonly Problem[],
): Omit<Look, 'stamp'> {
  const above = headerLine - 1 - (reading.hasSepLine ? 1 : 0)
  const title = describeProblem('lines-above-header', {
    count: above,
    proposal: { headerLine },
    ...(isSure ? { isSure } : {}),
  })
  return {
    reading,
    ...seen,
    problems: [title, ...problems.filter(({ kind }) => kind === 'bad-encoding' || kind === 'utf-16')],
  }
}

function checkRows(reader: RecordReader, isWhole: boolean): Problem[] {
  if (!isWhole) return []
  const problems: Problem[] = []
  if (reader.rows === 0) problems.push(describeProblem('no-rows'))
  if (reader.unclosedLine !== undefined) {
    problems.push(describeProblem('unclosed-quote', { examples: [{ line: reader.unclosedLine }] }))
  }
  return problems
}
