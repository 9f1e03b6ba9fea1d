import type { ExportData } from '../engine/data-engine.ts'

function toCsvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Export data of a few rows that are written down rather than read from the data. */
export function createFixedRows(
  names: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): ExportData {
  const page = (offset: number, limit: number) => rows.slice(offset, offset + limit)
  const lines = (some: typeof rows) => some.map((row) => names.map((name) => toCsvCell(row[name] ?? '')).join(','))
  return {
    rowCount: rows.length,
    json: (offset, limit) =>
      Buffer.from(
        page(offset, limit)
          .map((row) => JSON.stringify(row))
          .join(','),
      ),
    csv: (offset, limit) =>
      Buffer.from([names.map(toCsvCell).join(','), ...lines(page(offset, limit)), ''].join('\r\n')),
    drop() {},
  }
}
