import { AppError } from '../../../shared/contract/errors.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'
import { applyRowRules, expectColumns, makeRowRules } from '../check/row-rules.ts'
import type { Part, PartsRequest } from '../engine.ts'
import { trimHeaders } from '../read/headers.ts'
import { expectSound, type OpenRecords, openRecords } from '../read/open-records.ts'
import type { Batch } from '../read/record-table.ts'
import { type BodyShape, BodyWriter, shapeBody, type Written } from './body-writer.ts'
import { canPass, lineEndOf, PassWriter } from './pass-writer.ts'

/** Takes the bytes of one part: keeps, counts or hashes them. Made anew for each. */
export interface PartSink {
  append(bytes: Uint8Array): void
}

export interface CutPart<S> extends Pick<Part, 'index' | 'rows' | 'firstRow' | 'lastRow' | 'last'> {
  readonly sink: S
  readonly bytes: number
}

interface OpenPart<S> {
  readonly index: number
  readonly sink: S
  bytes: number
  rows: number
  firstRow: number
  lastRow: number
}

/** What writes the good rows of a batch: rewritten, or as they stand in the file. */
interface RowWriter {
  write(from: number, to: number, room: number, isFirst: boolean): Written
}

/**
 * Cuts the good rows of a file into bodies of at most `maxBytes`, always the same for the same request. A part is
 * closed only when a row comes that it has no room for, or when there are no more: so `last` is known when it ends.
 */
export class PartCutter<S extends PartSink> {
  readonly #request: Omit<PartsRequest, 'signal'>
  readonly #makeSink: (index: number) => S
  #shape: BodyShape
  #open: OpenPart<S> | undefined
  #index = 0
  #rows = 0

  constructor(request: Omit<PartsRequest, 'signal'>, makeSink: (index: number) => S) {
    this.#request = request
    this.#makeSink = makeSink
    this.#shape = shapeBody(request, '\n')
  }

  *cut(): Generator<CutPart<S>> {
    const { stamp, reading, mapping, maxRows, isPlanned = false } = this.#request
    const records = openRecords(stamp, reading, { isSound: isPlanned })
    try {
      expectSound(records.reader)
      expectColumns(mapping, records.header.length)
      const rules = makeRowRules(this.#request, records.header)
      const writer = this.#chooseWriter(records, rules.heldMask)
      for (const batch of records.reader.batches()) {
        expectSound(records.reader)
        applyRowRules(records.reader, batch, rules)
        yield* this.#cutBatch(writer, batch, records)
        if (maxRows !== undefined && this.#rows >= maxRows) break
      }
      expectSound(records.reader)
      records.file.expectUnchanged()
      if (this.#open && this.#open.rows > 0) yield this.#close(this.#open, true)
    } finally {
      records.close()
    }
  }

  #chooseWriter(records: OpenRecords, heldMask: number): RowWriter {
    const { kernel } = records.reader
    const passes =
      records.header.length === records.reader.shape.columns && canPass(this.#request, trimHeaders(records.header))
    if (passes) this.#shape = shapeBody(this.#request, lineEndOf(records.reader))
    const writer = new BodyWriter(kernel, this.#shape, this.#request.body, heldMask)
    return passes ? new PassWriter(records.reader, heldMask, writer) : writer
  }

  *#cutBatch(writer: RowWriter, batch: Batch, records: OpenRecords): Generator<CutPart<S>> {
    const { maxBytes, maxRows } = this.#request
    let from = 0
    while (from < batch.count) {
      const part = this.#open ?? this.#start()
      const room = maxBytes - part.bytes - this.#shape.tail.length
      const left = maxRows === undefined ? batch.count : maxRows - this.#rows
      if (left <= 0) return
      // A record at a time near the end of a trial: held-back records between good ones do not count.
      const to = left >= batch.count - from ? batch.count : from + 1
      const written = writer.write(from, to, room, part.rows === 0)
      this.#take(part, written, batch)
      from = written.next
      if (!written.isFull) continue
      if (part.rows === 0) throw tooLarge(batch.firstRow + from)
      records.file.expectUnchanged()
      yield this.#close(part, false)
    }
  }

  #start(): OpenPart<S> {
    const index = this.#index++
    const part = {
      index,
      sink: this.#makeSink(index),
      bytes: 0,
      rows: 0,
      firstRow: 0,
      lastRow: 0,
    }
    this.#append(part, this.#shape.head)
    this.#open = part
    return part
  }

  #append(part: OpenPart<S>, bytes: Uint8Array): void {
    part.sink.append(bytes)
    part.bytes += bytes.length
  }

  #take(part: OpenPart<S>, written: Written, batch: Batch): void {
    if (written.rows === 0) return
    this.#append(part, written.bytes)
    if (part.rows === 0) part.firstRow = batch.firstRow + written.firstRecord
    part.lastRow = batch.firstRow + written.lastRecord
    part.rows += written.rows
    this.#rows += written.rows
  }

  #close(part: OpenPart<S>, last: boolean): CutPart<S> {
    this.#append(part, this.#shape.tail)
    this.#open = undefined
    const { index, sink, bytes, rows, firstRow, lastRow } = part
    return { index, sink, bytes, rows, firstRow, lastRow, last }
  }
}

function tooLarge(row: number): AppError {
  return new AppError({
    code: 'too-large',
    message: fileReasons.rowTooBig(row),
  })
}
