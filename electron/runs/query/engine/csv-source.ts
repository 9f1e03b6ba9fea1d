import { allColumns, cell, literal } from './sql-text.ts'

/** Bytes of the longest row that is expected, and of what is read at once. A file with a longer row is read again with the next. */
export const LINE_SIZES = [
  { line: 2_000_000, buffer: 8_000_000 },
  { line: 60_000_000, buffer: 60_000_000 },
] as const

export interface CsvReading {
  readonly size: { readonly line: number; readonly buffer: number }
  /** By several threads, which have to guess whether they begin inside quotes: whoever reads so counts the rows afterwards. */
  readonly parallel: boolean
}

/** The rows of CSV files one after the other, as our own writer makes them: no header, LF, every cell text, blank cells `''`. */
export function csvSource(files: readonly string[], columns: number, { size, parallel }: CsvReading): string {
  const names = allColumns(columns).map(cell)
  const options = [
    'auto_detect = false',
    'header = false',
    "delim = ','",
    `quote = '"'`,
    `escape = '"'`,
    "new_line = '\\n'",
    `columns = {${names.map((name) => `${name}: 'VARCHAR'`).join(', ')}}`,
    `force_not_null = [${names.map((name) => `'${name}'`).join(', ')}]`,
    `max_line_size = ${size.line}`,
    `buffer_size = ${size.buffer}`,
    `parallel = ${parallel}`,
  ]
  return `read_csv([${files.map((file) => literal(plainPath(file))).join(', ')}], ${options.join(', ')})`
}

/** DuckDB takes a path for a pattern: the signs of patterns are put in brackets, where they mean themselves. */
function plainPath(file: string): string {
  return file.replaceAll(/[*?[]/g, '[$&]')
}
