import { open } from 'node:fs/promises'
import type { SourceFormat } from '../../../shared/csv/sources.ts'
import { nameForeignFormat } from '../../csv/read/magic.ts'

const LOOKED_AT = 65_536
const WORKBOOKS: ReadonlySet<string> = new Set([
  'an Excel file (.xlsx)',
  'an Excel file or another Office document',
  'an OpenDocument spreadsheet (.ods)',
  'an old Excel file (.xls)',
])

/** What a file has to be made into rows from, by its first bytes and then its name; undefined for all that may be CSV. */
export async function findSourceFormat(path: string): Promise<SourceFormat | undefined> {
  const what = nameForeignFormat(await firstBytes(path))
  if (what === 'a JSON file' || /\.(json|jsonl|ndjson)$/i.test(path)) return 'json'
  if (what !== undefined && WORKBOOKS.has(what)) return 'workbook'
  return what === 'a compressed file (zip)' && /\.xls[xm]$/i.test(path) ? 'workbook' : undefined
}

/** None of a file that cannot be read: who looks at the file says why. */
async function firstBytes(path: string): Promise<Uint8Array> {
  const bytes = Buffer.alloc(LOOKED_AT)
  const file = await open(path, 'r').catch(() => undefined)
  try {
    const read = await file?.read(bytes, 0, LOOKED_AT, 0).catch(() => undefined)
    return bytes.subarray(0, read?.bytesRead ?? 0)
  } finally {
    await file?.close()
  }
}
