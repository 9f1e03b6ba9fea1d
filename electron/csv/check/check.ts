import type { Problem } from '../../../shared/csv/csv.ts'
import type { CheckRequest } from '../engine.ts'
import { countOf } from '../kernel/kernel.ts'
import { leaveKernel } from '../kernel/kernel-shelf.ts'
import { trimHeaders } from '../read/headers.ts'
import { type OpenRecords, openRecords } from '../read/open-records.ts'
import { describeBytes } from '../read/reading-problems.ts'
import type { LateReader, RecordReader } from '../read/record-reader.ts'
import type { Batch, RecordTable } from '../read/record-table.ts'
import { type Ending, type RingEnd, RingReader, RingWriter } from '../worker/batch-ring.ts'
import { chooseColumns, countedColumns, type ShareName } from './check-shares.ts'
import { ColumnCounter, type ColumnFigures } from './column-figures.ts'
import { IdentifierSet } from './identifier-set.ts'
import { type JudgedColumn, judgedColumns } from './judged-columns.ts'
import { applyRowRules, expectColumns, makeRowRules, type RowRules } from './row-rules.ts'
import { RowTally } from './row-tally.ts'

export type CheckFacts = Omit<CheckRequest, 'signal' | 'onProgress'>

/** What one share of a check found. Plain data: it crosses from the worker. */
export interface CheckShare {
  readonly header: readonly string[]
  readonly columns: readonly ColumnFigures[]
  /** Of columns that feed several fields: the figures for all but the first of them. */
  readonly extra: readonly ColumnFigures[]
  /** Absent from the share `rows`. */
  readonly bytes?: BytesFindings
  /** Absent from the share `bytes`. */
  readonly rows?: RowFindings
}

export interface BytesFindings {
  readonly size: number
  /** How many cells the header has; `header` holds the first of them, or none when it cannot be read. */
  readonly width: number
  readonly isHeaderReadable: boolean
  readonly problems: readonly Problem[]
}

export interface RowFindings {
  readonly count: number
  readonly held: number
  readonly blankLines: number
  readonly heldBlanks: readonly number[]
  readonly problems: readonly Problem[]
  readonly identifiers?: { readonly column: number; readonly distinct: number; readonly isComplete: boolean }
}

const PROGRESS_GAP_MS = 50

/** Checks a whole file as it would be sent: what would happen to every row of it. */
export function checkAll(request: CheckFacts, onProgress: (bytesRead: number) => void): CheckShare {
  return readFile(request, onProgress, undefined, (records) => {
    const share = new ShareOfCheck(request, 'all', records.reader, records.header)
    for (const batch of records.reader.batches()) share.add(batch)
    return share.found(readToEnd(records.reader))
  })
}

/** The share `bytes`: cuts the file into batches, which go to the other share as well. */
export function checkBytes(request: CheckFacts, end: RingEnd, onProgress: (bytesRead: number) => void): CheckShare {
  const ring = new RingWriter(end)
  return readFile(request, onProgress, ring, ({ reader, header }) => {
    const share = new ShareOfCheck(request, 'bytes', reader, header)
    ring.open(reader, header)
    for (const batch of reader.batches()) {
      ring.publish(batch)
      share.add(batch)
    }
    const found = share.found(readToEnd(reader))
    ring.close(readToEnd(reader))
    reader.kernel.takeBack()
    return found
  })
}

/** The share `rows`: takes the batches of the other share, in its memory. */
export function checkRows(request: CheckFacts, end: RingEnd): CheckShare {
  const ring = RingReader.open(end, request.reading.delimiter)
  const share = new ShareOfCheck(request, 'rows', ring, ring.header)
  for (const batch of ring.batches()) share.add(batch)
  const found = share.found(ring.ending)
  leaveKernel(ring.kernel)
  ring.close()
  return found
}

function readToEnd(reader: RecordReader): Ending {
  const { rows, unclosedLine } = reader
  return { rows, unclosedLine, blankLines: countOf(reader.kernel.call.blankLines) }
}

/** Opens and closes the file around `check`. */
function readFile(
  request: CheckFacts,
  onProgress: (bytesRead: number) => void,
  late: LateReader | undefined,
  check: (records: OpenRecords) => CheckShare,
): CheckShare {
  let read = 0
  let toldAt = 0
  const onBytes = (bytes: Uint8Array) => {
    read += bytes.length
    const now = performance.now()
    if (now - toldAt < PROGRESS_GAP_MS) return
    toldAt = now
    onProgress(read)
  }
  const records = openRecords(request.stamp, request.reading, { onBytes }, late)
  try {
    const found = check(records)
    records.file.expectUnchanged()
    const { reader, file } = records
    onProgress(file.size)
    const bytes = {
      size: file.size,
      width: reader.shape.columns,
      isHeaderReadable: reader.headerRecord.isReadable,
      problems: describeBytes(reader, request.reading),
    }
    return { ...found, bytes }
  } finally {
    records.close()
  }
}

/** One share of a check under way. */
class ShareOfCheck {
  readonly #share: ShareName
  readonly #table: RecordTable
  readonly #header: readonly string[]
  readonly #fileBytes: number
  readonly #extra: readonly JudgedColumn[]
  readonly #rules: RowRules
  readonly #counter: ColumnCounter
  readonly #tally: RowTally
  #columns: readonly number[] | undefined
  #identifiers: IdentifierSet | undefined

  constructor(request: CheckFacts, share: ShareName, table: RecordTable, header: readonly string[]) {
    // Without a header there are no rows either.
    if (header.length > 0) expectColumns(request.mapping, header.length)
    table.kernel.call.setLooseQuotes(request.reading.looseQuotes ? 1 : 0)
    this.#share = share
    this.#table = table
    this.#header = header
    this.#fileBytes = request.stamp.size
    this.#rules = makeRowRules(request, header)
    const judged = judgedColumns(request.mapping, request.target, request.rules, header.length)
    this.#extra = share === 'bytes' ? [] : judged.filter(({ figures }) => figures >= header.length)
    this.#counter = new ColumnCounter(table, trimHeaders(header), judged)
    this.#tally = new RowTally(table, this.#rules, { columns: header.length, reading: request.reading })
  }

  add(batch: Batch): void {
    if (this.#share !== 'bytes') this.#judge(batch)
    this.#count(batch)
    this.#counter.takeNotes(batch)
  }

  /** After the last batch. */
  found(ending: Ending): CheckShare {
    // Without a row nobody chose: `rows` answers for all columns.
    const mine = this.#columns ?? (this.#share === 'bytes' ? [] : countedColumns(this.#header.length))
    const columns = mine.map((column) => this.#counter.figures(column))
    const extra = this.#extra.map(({ figures }) => this.#counter.figures(figures))
    return {
      header: this.#header,
      columns,
      extra,
      ...(this.#share === 'bytes' ? {} : { rows: this.#findings(ending) }),
    }
  }

  #judge(batch: Batch): void {
    applyRowRules(this.#table, batch, this.#rules)
    this.#tally.add(batch)
    const { identifier } = this.#rules
    if (!identifier) return
    this.#identifiers ??= new IdentifierSet(this.#table.kernel, this.#expectedRows(batch.count))
    this.#identifiers.add(identifier.column, batch.count, identifier.isEmail)
  }

  #count(batch: Batch): void {
    const { identifier } = this.#rules
    this.#columns ??= chooseColumns(this.#share, this.#table, batch, this.#header.length, identifier?.column)
    for (const column of this.#columns) {
      if (identifier?.isEmail && column === identifier.column) this.#counter.addEmails(batch, column)
      else this.#counter.add(batch, column)
    }
    if (this.#share !== 'bytes') this.#counter.addExtra(batch)
  }

  /** From how long the first rows are. */
  #expectedRows(count: number): number {
    const bytes = this.#table.after(count - 1) - this.#table.start(0)
    return (this.#fileBytes / Math.max(1, bytes / count)) * 1.1
  }

  #findings({ rows, blankLines, unclosedLine }: Ending): RowFindings {
    const column = this.#rules.identifier?.column
    const ids = this.#identifiers
    return {
      count: rows,
      held: this.#tally.held,
      blankLines,
      heldBlanks: this.#tally.heldBlanks,
      problems: this.#tally.problems(unclosedLine),
      ...(ids && column !== undefined
        ? { identifiers: { column, distinct: ids.count, isComplete: ids.isComplete } }
        : {}),
    }
  }
}
