import { AppError } from '../../../shared/contract/errors.ts'
import type { Fix } from '../../../shared/csv/fixes.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import type { FixOutcome, FixRequest } from '../engine.ts'
import { countOf, RECORD_FLAGS } from '../kernel/kernel.ts'
import { trimHeaders } from '../read/headers.ts'
import { expectSound, type OpenRecords, openRecords } from '../read/open-records.ts'
import type { RecordReader } from '../read/record-reader.ts'
import type { Batch } from '../read/record-table.ts'
import { CopyWriter } from './copy-writer.ts'
import { FixTally } from './fix-tally.ts'
import { LeftOutRows } from './left-out-rows.ts'
import { type FixedRecord, quoteCell, RecordFixer, writeCells } from './record-fixer.ts'

type Request = Omit<FixRequest, 'signal' | 'onProgress'>

const PROGRESS_GAP_MS = 50

/**
 * Applies fixes to a file: writes a copy, or only counts. First every cell and row is fixed, in the order of the fixes;
 * then duplicates are left out, wherever their fix stands in the list. The bytes of every other cell are copied.
 */
export function fixFile(request: Request, onProgress: (bytes: number) => void): FixOutcome {
  const tally = new FixTally(request.fixes)
  const duplicates = request.fixes.filter((fix) => fix.kind === 'duplicates')
  const pass = makePasses(request, duplicates.length + 1, onProgress)
  let leftOut = new Uint32Array(0)
  for (const fix of duplicates) {
    const rows = new LeftOutRows(fix)
    pass(leftOut, ({ reader }, fixer) => (record, row) => {
      if (reader.flags(record) & DAMAGED && !fixer.isEdited(row)) return
      const out = rows.add(row, fixer.textOf(record, row, fix.column))
      if (out) tally.row(fix, out.row, out.key)
    })
    leftOut = merge(leftOut, rows.sorted())
  }
  const writer = request.path === undefined ? undefined : new CopyWriter(request.path)
  let headers: readonly string[] = []
  try {
    pass(leftOut, (records, fixer) => {
      headers = trimHeaders(records.header)
      return copyRows(records, fixer, { request, tally, writer })
    })
    writer?.finish()
  } finally {
    writer?.close()
  }
  return { headers, previews: tally.previews(), leftOut }
}

/** Rows that the check holds back for what stands in them: never kept instead of a row that can be sent. */
const DAMAGED = RECORD_FLAGS.control | RECORD_FLAGS.loneCr

interface RowVisitor {
  (record: number, row: number): void
  /** A row that is left out: what the other fixes made of it made it a duplicate. */
  leftOut?(record: number, row: number): void
  /** Before the next batch takes the place of these records. */
  endBatch?(): void
}

type Visit = (records: OpenRecords, fixer: RecordFixer) => RowVisitor

/** Reads the file once for each pass, and shows each row that is not left out. */
function makePasses({ stamp, reading, fixes }: Request, passes: number, onProgress: (bytes: number) => void) {
  let read = 0
  let toldAt = 0
  const onBytes = (bytes: Uint8Array) => {
    read += bytes.length
    const now = performance.now()
    if (now - toldAt < PROGRESS_GAP_MS) return
    toldAt = now
    onProgress(Math.floor(read / passes))
  }
  return (leftOut: Uint32Array, visit: Visit): void => {
    const records = openRecords(stamp, reading, { onBytes })
    try {
      const { reader } = records
      expectFixable(records, fixes)
      const visitor = visit(records, new RecordFixer(reader, reader.shape.columns, reading, fixes))
      let next = 0
      for (const batch of reader.batches()) {
        next = visitBatch(batch, leftOut, next, visitor)
        visitor.endBatch?.()
      }
      expectSound(reader)
      records.file.expectUnchanged()
    } finally {
      records.close()
    }
  }
}

/** `next`: the place in `leftOut` of the first row that is not passed yet. */
function visitBatch({ count, firstRow }: Batch, leftOut: Uint32Array, next: number, visitor: RowVisitor): number {
  let at = next
  for (let record = 0; record < count; record++) {
    const row = firstRow + record
    if (leftOut[at] === row) {
      at += 1
      visitor.leftOut?.(record, row)
    } else visitor(record, row)
  }
  return at
}

interface Copying {
  readonly request: Request
  readonly tally: FixTally
  readonly writer: CopyWriter | undefined
}

/** Writes the header at once, then each row: those that no fix changes in runs, as they stand in the file. */
function copyRows(
  { reader, header }: OpenRecords,
  fixer: RecordFixer,
  { request, tally, writer }: Copying,
): RowVisitor {
  const { delimiter } = request.reading
  const lineEnd = lineEndOf(reader)
  writer?.text(
    `${header.map((name, at) => quoteCell(name, delimiter, at === 0 && /^sep=/i.test(name))).join(delimiter)}${lineEnd}`,
  )
  const edits = new Map(request.fixes.flatMap((fix) => (fix.kind === 'row' ? [[fix.row, fix] as const] : [])))
  const run = { start: 0, end: 0 }
  const endRun = () => {
    if (run.end > run.start) writer?.bytes(reader.kernel.bytes.subarray(run.start, run.end))
    run.start = run.end = 0
  }
  const fixAndCount = (record: number, row: number) => {
    const edit = edits.get(row)
    if (edit) tally.row(edit, row)
    return fixer.fix(record, row, (fix, before, after) => tally.cell(fix, row, before, after))
  }
  const visit = (record: number, row: number) => {
    const fixed = fixAndCount(record, row)
    if (!writer) return
    const start = reader.start(record)
    if (!fixed && run.end === start) run.end = reader.after(record)
    else {
      endRun()
      if (fixed) writeFixed(reader, record, fixed, { writer, delimiter, lineEnd })
      else Object.assign(run, { start, end: reader.after(record) })
    }
  }
  return Object.assign(visit, { leftOut: fixAndCount, endBatch: endRun })
}

function writeFixed(
  reader: RecordReader,
  record: number,
  fixed: FixedRecord,
  { writer, delimiter, lineEnd }: { writer: CopyWriter; delimiter: Request['reading']['delimiter']; lineEnd: string },
): void {
  const { bytes } = reader.kernel
  const end = reader.end(record)
  if ('cells' in fixed) writer.text(writeCells(fixed.cells, delimiter))
  else {
    let at = reader.start(record)
    for (const cell of fixed.changed) {
      writer.bytes(bytes.subarray(at, cell.start))
      const wasQuoted = bytes[cell.start] === QUOTE && cell.end > cell.start
      const isOnly = cell.text === '' && reader.shape.columns === 1
      writer.text(quoteCell(cell.text, delimiter, wasQuoted || isOnly))
      at = cell.end
    }
    writer.bytes(bytes.subarray(at, end))
  }
  const after = reader.after(record)
  if (after > end) writer.bytes(bytes.subarray(end, after))
  else writer.text(lineEnd)
}

const QUOTE = 0x22

/** What ends the header: by it the copy is read as the file was, an old Mac's lines too. */
function lineEndOf({ kernel: { call } }: RecordReader): string {
  if (countOf(call.endsCrlf) > 0) return '\r\n'
  return countOf(call.endsCr) > 0 ? '\r' : '\n'
}

function expectFixable({ reader }: OpenRecords, fixes: readonly Fix[]): void {
  expectSound(reader)
  const { columns, stride } = reader.shape
  const isMissing = (fix: Fix) => fix.kind !== 'row' && fix.column >= stride
  if (columns === stride && !fixes.some(isMissing)) return
  throw new AppError({ code: 'bad-arguments', message: fileReasons.noSuchColumn })
}

function merge(a: Uint32Array<ArrayBuffer>, b: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (a.length === 0) return b
  const all = new Uint32Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all.sort()
}
