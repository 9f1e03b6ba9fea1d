import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import type { SaveFormat } from '../../../shared/contract/run.ts'
import { throwDiskError } from '../../platform/disk-errors.ts'
import { serveWorker } from '../../platform/worker-link.ts'
import { CSV_STYLES, csvLine } from '../pages/csv-line.ts'
import { type CopyBox, rowsOfBox } from '../store/row-boxes.ts'
import { createRowReader } from '../store/row-reader.ts'
import type { Segment } from '../store/segments.ts'
import { createCsvSink, createXlsxSink, type RowSink } from './row-sink.ts'
import { MOST_CELL_UNITS } from './xlsx-parts.ts'

export interface SaveRowsJob {
  readonly segments: readonly Segment[]
  readonly boxes: readonly CopyBox[]
  /** Of all columns of the run. */
  readonly names: readonly string[]
  readonly format: Exclude<SaveFormat, 'parquet'>
  readonly separator: ',' | ';'
  /** Leaves out rows whose chosen cells are all blank. */
  readonly skipsBlank?: boolean
}

export interface SavedSoFar {
  readonly rows: number
  readonly bytes: number
  readonly guarded: number
  readonly isDone: boolean
}

type Steps = Generator<SavedSoFar>

let steps: Steps | undefined

/** Writes rows to a file that main has opened, some at a call: between calls main may pause or stop. */
const methods = {
  begin(file: number, job: SaveRowsJob): void {
    steps = isWhole(job) ? copySegments(file, job) : writeRows(file, job)
  },
  next(): SavedSoFar {
    try {
      return steps?.next().value as SavedSoFar
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) throwDiskError(error)
      throw error
    }
  },
  /** Cells of these rows that are longer than an .xlsx takes. */
  countLongCells({ segments, boxes }: Pick<SaveRowsJob, 'segments' | 'boxes'>): number {
    const reader = createRowReader()
    let long = 0
    for (const box of boxes)
      for (const row of rowsOfBox(reader, segments, box))
        for (const column of box.columns) if ((row[column]?.length ?? 0) > MOST_CELL_UNITS) long += 1
    reader.close()
    return long
  },
}

export type SaveRowsMethods = typeof methods

const ROWS_A_STEP = 5_000
const BYTES_A_STEP = 4 * 1024 * 1024

/** All rows and columns in their order, as our own files hold them. */
function isWhole({ boxes, names, segments, format }: SaveRowsJob): boolean {
  const [box] = boxes
  const total = segments.reduce((sum, { rows }) => sum + rows, 0)
  if (format !== 'raw' || boxes.length !== 1 || !box || box.rows instanceof Uint32Array) return false
  const isAllRows = box.rows.from === 0 && box.rows.to === total
  return isAllRows && box.columns.length === names.length && box.columns.every((column, at) => column === at)
}

function* copySegments(file: number, { segments, names }: SaveRowsJob): Steps {
  ftruncateSync(file, 0)
  const buffer = Buffer.allocUnsafe(BYTES_A_STEP)
  const total = segments.reduce((sum, { bytes }) => sum + bytes, 0)
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0)
  let position = writeSync(file, Buffer.from(csvLine(names, CSV_STYLES.exact).text))
  const headerBytes = position
  for (const segment of segments) {
    const source = openSync(segment.file, 'r')
    try {
      for (let at = 0; at < segment.bytes; ) {
        const read = readSync(source, buffer, 0, Math.min(buffer.length, segment.bytes - at), at)
        if (read === 0) throw new RangeError('a segment is shorter than its run says')
        for (let done = 0; done < read; ) done += writeSync(file, buffer, done, read - done, position + done)
        at += read
        position += read
        const share = total === 0 ? 1 : (position - headerBytes) / total
        yield { rows: Math.floor(rows * share), bytes: position, guarded: 0, isDone: false }
      }
    } finally {
      closeSync(source)
    }
  }
  yield { rows, bytes: position, guarded: 0, isDone: true }
}

function* writeRows(file: number, { segments, boxes, names, format, separator, skipsBlank }: SaveRowsJob): Steps {
  const reader = createRowReader()
  const chosen = (boxes[0]?.columns ?? []).map((column) => names[column] ?? '')
  const sink = sinkFor(format, file, chosen, separator)
  let rows = 0
  const soFar = (isDone: boolean): SavedSoFar => ({ rows, bytes: sink.bytes(), guarded: sink.guarded(), isDone })
  try {
    for (const box of boxes) {
      for (const row of rowsOfBox(reader, segments, box)) {
        const cells = box.columns.map((column) => row[column] ?? '')
        if (skipsBlank && cells.every((cell) => cell === '')) continue
        sink.add(cells)
        rows += 1
        if (rows % ROWS_A_STEP === 0) yield soFar(false)
      }
    }
    sink.finish()
    yield soFar(true)
  } finally {
    reader.close()
  }
}

function sinkFor(format: SaveRowsJob['format'], file: number, names: readonly string[], separator: ',' | ';'): RowSink {
  if (format === 'xlsx') return createXlsxSink(file, names)
  return createCsvSink(file, names, format === 'raw' ? CSV_STYLES.exact : { ...CSV_STYLES.spreadsheet, separator })
}

serveWorker(methods)
