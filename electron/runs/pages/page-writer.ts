import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import { CSV_STYLES, csvLine } from './csv-line.ts'
import type { TranscodedPage } from './transcoded-page.ts'

export type PageFactsForSaving = Omit<TranscodedPage, 'csv' | 'rowEnds'>

/** Turns answers into lines of one file, page after page. */
export interface PageWriter {
  /** Empties the file and writes the header. May be called again, to start over with other columns. */
  begin(columns: readonly string[]): Promise<void>
  /** `known`, and behind them the columns of this page that are new. */
  columnsOf(page: Buffer, known: readonly string[]): Promise<readonly string[]>
  /** Takes a page apart without writing it yet. */
  prepare(page: Buffer): Promise<PageFactsForSaving>
  /** Writes the page that was prepared last; gives the size of the file in bytes. */
  write(): Promise<number>
  close(): Promise<void>
}

/** The first line, behind a BOM where the flavour has one. Without columns there is no line. */
export function headerLine(columns: readonly string[], flavour: CsvFlavour): Buffer {
  const style = CSV_STYLES[flavour]
  const line = columns.length > 0 ? csvLine(columns, style).text : ''
  return Buffer.from((style.bom ? '\ufeff' : '') + line, 'utf8')
}
