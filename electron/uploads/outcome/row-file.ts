import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../../shared/words/reasons.ts'
import { isOfSystem } from '../../platform/disk-errors.ts'
import { renamePatiently } from '../../platform/patient-rename.ts'
import { diskTrouble } from '../journal/disk-trouble.ts'

/** Columns that Bulkdesk adds to a file of rejected or held-back rows. Dropped again, they are recognised and left out. */
export const REASON_COLUMNS = ['bulkdesk_row', 'bulkdesk_code', 'bulkdesk_reason'] as const

/** The columns of a file but for those of a reason, by their places: it may be such a file itself. */
export function ownColumns(
  headers: readonly string[],
): readonly { readonly header: string; readonly column: number }[] {
  const reasons = new Set<string>(REASON_COLUMNS)
  return headers.map((header, column) => ({ header, column })).filter(({ header }) => !reasons.has(header))
}

/** What writing a file asks of the disk. Tests let each of these fail. */
export interface RowDisk {
  open(path: string): Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
}

const DISK: RowDisk = {
  open: (path) => open(path, 'wx', 0o600),
  rename: renamePatiently,
  remove: (path) => rm(path, { force: true }),
}

const FLUSH_CHARACTERS = 256_000

/** Writes rows as CSV: the name appears complete or not at all. Resolves with the number of rows. */
export async function writeRowFile(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  options: { signal: AbortSignal; onRows?: (rows: number) => void; disk?: RowDisk },
): Promise<number> {
  let count = 0
  async function* text() {
    let waiting = csvLine(header)
    for await (const row of rows) {
      if (options.signal.aborted) throw new AppError({ code: 'cancelled', message: bulkdeskReasons.canceledByYou })
      waiting += csvLine(row)
      count += 1
      if (waiting.length < FLUSH_CHARACTERS) continue
      yield waiting
      waiting = ''
      options.onRows?.(count)
    }
    yield waiting
  }
  await writeWhole(path, text(), options.disk)
  return count
}

/** Writes beside the target and renames at the end. Rejects with a disk error in words; nothing half-written stays. */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<string> | Iterable<string>,
  disk: RowDisk = DISK,
): Promise<void> {
  const partial = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID().slice(0, 8)}.partial`)
  let file: Awaited<ReturnType<RowDisk['open']>> | undefined
  try {
    file = await disk.open(partial)
    for await (const piece of pieces) await file.writeFile(piece)
    await file.sync()
    const done = file
    file = undefined
    await done.close()
    await disk.rename(partial, path)
  } catch (error) {
    await file?.close().catch(() => {})
    await disk.remove(partial).catch(() => {})
    // The pieces may fail as well: a defect in what makes them is not the disk's.
    throw isOfSystem(error) ? diskTrouble(error, `“${basename(path)}”`) : error
  }
}

/**
 * One CSV line (RFC 4180): a cell is quoted only where it must be, its text untouched. Other programs' separators are
 * quoted too, so that none is taken for this file's, and so is what may be taken for a byte order mark; a lone empty cell is, because its line would be blank, and a row without cells is one such.
 */
export function csvLine(cells: readonly string[]): string {
  if (cells.length <= 1 && !cells[0]) return '""\r\n'
  return `${cells.map((cell) => (/[",;|\t\r\n\uFEFF]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
