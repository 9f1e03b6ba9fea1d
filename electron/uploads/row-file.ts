import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** Columns that Bulkdesk adds to a file of refused or held-back rows. Dropped again, they are recognised and left out. */
export const REASON_COLUMNS = ['bulkdesk_row', 'bulkdesk_code', 'bulkdesk_reason'] as const

const FLUSH_CHARACTERS = 256_000

/** Writes rows as CSV beside the target and renames at the end: the name appears complete or not at all. */
export async function writeRowFile(
  path: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
  options: { signal: AbortSignal; onRows?: (rows: number) => void },
): Promise<number> {
  const partial = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.partial`)
  const file = await open(partial, 'wx', 0o600).catch(diskTrouble)
  let count = 0
  try {
    let text = csvLine(header)
    for await (const row of rows) {
      if (options.signal.aborted) throw new AppError({ code: 'cancelled', message: 'Cancelled by you.' })
      text += csvLine(row)
      count += 1
      if (text.length < FLUSH_CHARACTERS) continue
      await file.writeFile(text)
      text = ''
      options.onRows?.(count)
    }
    await file.writeFile(text)
    await file.sync()
    await file.close()
    await rename(partial, path)
    return count
  } catch (error) {
    await file.close().catch(() => {})
    await rm(partial, { force: true })
    return diskTrouble(error)
  }
}

/** One CSV line (RFC 4180): a cell is quoted only where it must be, its text untouched. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}

function diskTrouble(error: unknown): never {
  if (error instanceof AppError) throw error
  const reason = (error as NodeJS.ErrnoException).code ?? ''
  if (reason === 'ENOSPC' || reason === 'EDQUOT')
    throw new AppError({ code: 'disk-full', message: 'The disk is full. Nothing was saved under that name.' })
  if (reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS') {
    throw new AppError({ code: 'disk-denied', message: 'Bulkdesk may not write there. Choose another folder.' })
  }
  throw new AppError({
    code: 'disk-failed',
    message: `The file could not be written (${reason || 'no reason given'}).`,
  })
}
