import type { Reading } from '../../../shared/csv/csv.ts'
import { DoubtfulValues } from '../check/doubtful-values.ts'
import { judgedColumns } from '../check/judged-columns.ts'
import { applyRowRules, explainHeldBack, makeRowRules } from '../check/row-rules.ts'
import type { CheckRequest, DoubtfulRequest, DoubtfulRow, FileStamp, HeldBackRow } from '../engine.ts'
import { RECORD_FLAGS } from '../kernel/kernel.ts'
import { openRecords } from '../read/open-records.ts'

const ROWS_A_MESSAGE = 200

/** The rows the check holds back, in file order, some at a time. A row too big to keep is given without its cells. */
export function* listHeldBack(request: Omit<CheckRequest, 'signal' | 'onProgress'>): Generator<readonly HeldBackRow[]> {
  const { stamp, reading } = request
  const { file, reader, header, close } = openRecords(stamp, reading)
  try {
    const rules = makeRowRules(request, header)
    let rows: HeldBackRow[] = []
    for (const batch of reader.batches()) {
      applyRowRules(reader, batch, rules)
      for (let i = 0; i < batch.count; i++) {
        const flags = reader.flags(i)
        if ((flags & rules.heldMask) === 0) continue
        const held = explainHeldBack(flags, rules, { cells: reader.cellCount(i), columns: reader.shape.columns })
        const cells = flags & RECORD_FLAGS.huge ? [] : reader.cells(i)
        rows.push({ row: batch.firstRow + i, line: reader.line(i), reason: held?.reason ?? '', cells })
      }
      if (rows.length < ROWS_A_MESSAGE) continue
      yield rows
      rows = []
    }
    file.expectUnchanged()
    if (rows.length > 0) yield rows
  } finally {
    close()
  }
}

/** The rows that can be sent and are in doubt, in file order, some at a time. */
export function* listDoubtful(request: Omit<DoubtfulRequest, 'signal'>): Generator<readonly DoubtfulRow[]> {
  const { stamp, reading, mapping, target, rules: fieldRules, doubts, also } = request
  const { file, reader, header, close } = openRecords(stamp, reading)
  try {
    const rules = makeRowRules(request, header)
    const values = new DoubtfulValues(reader, judgedColumns(mapping, target, fieldRules, header.length), doubts)
    const named = new Set(also)
    let rows: DoubtfulRow[] = []
    for (const batch of reader.batches()) {
      applyRowRules(reader, batch, rules)
      const found = values.find(batch)
      for (let i = 0; i < batch.count; i++) {
        const row = batch.firstRow + i
        const doubtsOfRow = found.get(i)
        if ((!doubtsOfRow && !named.has(row)) || reader.flags(i) & rules.heldMask) continue
        rows.push({ row, doubts: doubtsOfRow ?? [], cells: reader.cells(i) })
      }
      if (rows.length < ROWS_A_MESSAGE) continue
      yield rows
      rows = []
    }
    file.expectUnchanged()
    if (rows.length > 0) yield rows
  } finally {
    close()
  }
}

/** The rows with these numbers, as cells; none of a row too big to keep. Reads on only as far as the last of them. */
export function pickRows(request: {
  readonly stamp: FileStamp
  readonly reading: Reading
  readonly wanted: readonly number[]
}): (readonly [number, readonly string[]])[] {
  const wanted = [...new Set(request.wanted)].filter((row) => row > 0).sort((a, b) => a - b)
  const { file, reader, close } = openRecords(request.stamp, request.reading)
  const found: (readonly [number, readonly string[]])[] = []
  let next = 0
  try {
    for (const { count, firstRow } of reader.batches()) {
      for (let row = wanted[next]; row !== undefined && row < firstRow + count; row = wanted[++next]) {
        const record = row - firstRow
        found.push([row, reader.flags(record) & RECORD_FLAGS.huge ? [] : reader.cells(record)])
      }
      if (next >= wanted.length) break
    }
    file.expectUnchanged()
    return found
  } finally {
    close()
  }
}
