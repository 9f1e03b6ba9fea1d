import type { ExportData } from '../engine/data-engine.ts'
import { csvHeader, csvLine } from '../engine/exports/encode-rows.ts'

/** Export data of a few rows that are written down rather than read from the data. */
export function createFixedRows(
  names: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): ExportData {
  const page = (offset: number, limit: number) => rows.slice(offset, offset + limit)
  return {
    rowCount: rows.length,
    json: (offset, limit) => {
      const objects = page(offset, limit).map((row) => JSON.stringify(row))
      return { runs: [Buffer.from(objects.join(','))] }
    },
    csv: (offset, limit) => {
      const lines = page(offset, limit).map((row) => csvLine(names.map((name) => row[name] ?? '')))
      return { runs: [csvHeader(names), Buffer.from(lines.join(''))] }
    },
    drop() {},
  }
}
