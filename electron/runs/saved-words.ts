import type { CsvFlavour } from '../../shared/csv/csv.ts'
import type { CopiedPages } from './copy-pages.ts'

/** What a finished save says of itself. */
export function savedWords({ rows, columns, guarded }: CopiedPages, flavour: CsvFlavour): string {
  const size = `${countOf(rows, 'row')}, ${countOf(columns.length, 'column')}.`
  if (flavour === 'exact' || guarded === 0) return `Saved ${size}`
  return `Saved ${size} ${countOf(guarded, 'cell')} got a ' in front, so that no spreadsheet runs ${guarded === 1 ? 'it' : 'them'} as a formula.`
}

function countOf(count: number, unit: string): string {
  return `${count.toLocaleString('en-US')} ${unit}${count === 1 ? '' : 's'}`
}
