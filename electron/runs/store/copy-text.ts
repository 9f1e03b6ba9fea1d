import type { CopyFormat } from '../../../shared/contract/run.ts'
import { CSV_STYLES, csvLine } from '../pages/csv-line.ts'

/** Writes rows as one text for the clipboard, line by line. */
export interface CopyText {
  /** False where the row does not fit any more: then it is not taken. */
  add(cells: readonly string[]): boolean
  text(): string
}

/** JavaScript's longest text is 536 million characters; no program takes that many from a clipboard. */
const MOST_CHARACTERS = 100_000_000

/** `names`: of the columns, for JSON's keys. */
export function createCopyText(
  format: CopyFormat,
  names: readonly string[],
  mostCharacters = MOST_CHARACTERS,
): CopyText {
  const lines: string[] = []
  let size = 0
  return {
    add(cells) {
      const line = LINES[format](cells, names)
      if (size + line.length > mostCharacters) return false
      size += line.length + 2
      lines.push(line)
      return true
    },
    text: () =>
      format === 'json' ? `[\n${lines.join(',\n')}\n]` : lines.join(format === 'spreadsheet' ? '\r\n' : '\n'),
  }
}

const LINES: Readonly<Record<CopyFormat, (cells: readonly string[], names: readonly string[]) => string>> = {
  spreadsheet: (cells) => cells.map(quoteForSpreadsheet).join('\t'),
  csv: (cells) => csvLine(cells, CSV_STYLES.exact).text.slice(0, -1),
  json: (cells, names) => `  ${JSON.stringify(Object.fromEntries(cells.map((cell, at) => [names[at] ?? '', cell])))}`,
  list: (cells) => cells.join('\n'),
}

/** What spreadsheets put on the clipboard themselves: quotes around a cell that holds a tab, a line break or a leading quote. */
function quoteForSpreadsheet(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
