import { createHash } from 'node:crypto'
import type { Problem } from '../../shared/csv.ts'
import { chooseColumns, countedColumns, type ShareName } from './check-shares.ts'
import { ColumnCounter, type ColumnFigures } from './column-figures.ts'
import type { CheckRequest } from './engine.ts'
import { trimHeaders } from './headers.ts'
import { IdentifierSet } from './identifier-set.ts'
import { type OpenRecords, openRecords } from './open-records.ts'
import { describeBytes } from './reading-problems.ts'
import type { Batch } from './record-reader.ts'
import { applyRowRules, expectColumns, makeRowRules, type RowRules } from './row-rules.ts'
import { RowTally } from './row-tally.ts'

export type CheckFacts = Omit<CheckRequest, 'signal' | 'onProgress'>

/** What one share of a check found. Plain data: it crosses from the worker. */
export interface CheckShare {
  readonly header: readonly string[]
  readonly columns: readonly ColumnFigures[]
  /** Absent from the share `rows`. */
  readonly bytes?: { readonly sha256: string; readonly size: number; readonly problems: readonly Problem[] }
  /** Absent from the share `bytes`. */
  readonly rows?: RowFindings
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

/** Reads a whole file as it would be sent, and finds out one share of what would happen to every row of it. */
export function checkShare(request: CheckFacts, share: ShareName, onProgress: (bytesRead: number) => void): CheckShare {
  const hash = share === 'rows' ? undefined : createHash('sha256')
  let read = 0
  let toldAt = 0
  const onBytes = (bytes: Uint8Array) => {
    hash?.update(bytes)
    read += bytes.length
    const now = performance.now()
    if (now - toldAt < PROGRESS_GAP_MS) return
    toldAt = now
    onProgress(read)
  }
  const records = openRecords(request.stamp, request.reading, { onBytes, isTrusted: share === 'rows' })
  try {
    const found = new ShareOfCheck(request, share, records).run()
    records.file.expectUnchanged()
    onProgress(read)
    if (!hash) return found
    const problems = describeBytes(records.reader, request.reading)
    return { ...found, bytes: { sha256: hash.digest('hex'), size: records.file.size, problems } }
  } finally {
    records.close()
  }
}

/** One share of a check under way. */
class ShareOfCheck {
  readonly #share: ShareName
  readonly #records: OpenRecords
  readonly #rules: RowRules
  readonly #counter: ColumnCounter
  readonly #tally: RowTally
  #columns: readonly number[] | undefined
  #identifiers: IdentifierSet | undefined

  constructor(request: CheckFacts, share: ShareName, records: OpenRecords) {
    const { reader, header } = records
    expectColumns(request.mapping, header.length)
    this.#share = share
    this.#records = records
    this.#rules = makeRowRules(request.reading, request.mapping, request.target)
    this.#counter = new ColumnCounter(reader, trimHeaders(header))
    this.#tally = new RowTally(reader, this.#rules, header.length)
  }

  run(): CheckShare {
    const { reader, header } = this.#records
    for (const batch of reader.batches()) {
      if (this.#share !== 'bytes') this.#judge(batch)
      this.#count(batch)
      this.#counter.takeNotes(batch)
    }
    // Without a row nobody chose: `rows` answers for all columns.
    const mine = this.#columns ?? (this.#share === 'bytes' ? [] : countedColumns(header.length))
    const columns = mine.map((column) => this.#counter.figures(column))
    return { header, columns, ...(this.#share === 'bytes' ? {} : { rows: this.#findings() }) }
  }

  #judge(batch: Batch): void {
    applyRowRules(this.#records.reader, batch, this.#rules)
    this.#tally.add(batch)
    const { identifier } = this.#rules
    if (!identifier) return
    this.#identifiers ??= new IdentifierSet(this.#records.reader.kernel, this.#expectedRows(batch.count))
    this.#identifiers.add(identifier.column, batch.count, identifier.isEmail)
  }

  #count(batch: Batch): void {
    const { identifier } = this.#rules
    const { reader, header } = this.#records
    this.#columns ??= chooseColumns(this.#share, reader, batch, header.length, identifier?.column)
    for (const column of this.#columns) {
      if (identifier?.isEmail && column === identifier.column) this.#counter.addEmails(batch, column)
      else this.#counter.add(batch, column)
    }
  }

  /** From how long the first rows are. */
  #expectedRows(count: number): number {
    const { reader, file } = this.#records
    const bytes = reader.after(count - 1) - reader.start(0)
    return (file.size / Math.max(1, bytes / count)) * 1.1
  }

  #findings(): RowFindings {
    const { reader } = this.#records
    const column = this.#rules.identifier?.column
    const ids = this.#identifiers
    return {
      count: reader.rows,
      held: this.#tally.held,
      blankLines: Number(reader.kernel.call.blankLines.value),
      heldBlanks: this.#tally.heldBlanks,
      problems: this.#tally.problems(),
      ...(ids && column !== undefined
        ? { identifiers: { column, distinct: ids.count, isComplete: ids.isComplete } }
        : {}),
    }
  }
}
