import type { SaveFormat } from '../contract/run.ts'

/** The ending of a file of rows, by its format. */
export const FORMAT_ENDINGS: Readonly<Record<SaveFormat, string>> = {
  raw: 'csv',
  'excel-csv': 'csv',
  xlsx: 'xlsx',
  parquet: 'parquet',
}

/** `Belgian contacts {date} {time}` -> `Belgian contacts 2026-11-29 0300`, by the clock of this computer. */
export function fillFileName(pattern: string, at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return pattern.replaceAll('{date}', date).replaceAll('{time}', `${two(at.getHours())}${two(at.getMinutes())}`)
}
