import { useState } from 'react'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { fromEditable } from '../../ui/edited-cell.ts'

/** The rejected rows as the user puts them right; what is in Eloqua already is left out at first. A cell that is not touched keeps its text to the last character. */
export function useCorrections(
  rows: readonly RejectedRow[],
  fields: readonly string[],
  isTaken: (row: RejectedRow) => boolean,
) {
  const [cells, setCells] = useState(() => rows.map((row) => fields.map((field) => row.fieldValues[field] ?? '')))
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(
    () => new Set(rows.flatMap((row, at) => (isTaken(row) ? at : []))),
  )
  return {
    cellsOf: (row: number): readonly string[] => cells[row] ?? [],
    isSent: (row: number) => !leftOut.has(row),
    /** The rows that are to be sent, in their order. */
    kept: cells.filter((_, row) => !leftOut.has(row)),
    edit: (row: number, column: number, text: string) =>
      setCells((all) =>
        all.map((line, at) => (at === row ? line.with(column, fromEditable(text, line[column] ?? '')) : line)),
      ),
    setSent: (row: number, isSent: boolean) =>
      setLeftOut((before) =>
        isSent ? new Set([...before].filter((other) => other !== row)) : new Set(before).add(row),
      ),
    setAllSent: (isSent: boolean) => setLeftOut(new Set(isSent ? [] : rows.keys())),
  }
}
