import { notNow } from '../../../shared/contract/errors.ts'
import { uploadReasons } from '../../../shared/words/reasons.ts'
import { fileNames, saveWords } from '../../../shared/words/saves.ts'
import type { UploadRecord } from '../core/upload-record.ts'
import { csvLine, ownColumns, writeWhole } from '../outcome/row-file.ts'
import { saveRowFile } from '../outcome/save-row-file.ts'
import type { UploadParts } from '../upload-services.ts'
import { type NameRow, rowsInFile } from './left-out-file.ts'
import { heldBackPage } from './rows-to-fix.ts'

/**
 * The rows that an upload held back. They are read from the file that was checked, by the rules of that check: Bulkdesk
 * keeps no rows itself. When that file is gone or another, the rows are too, and the calls fail with `file-missing` or
 * `file-changed`. A copy of ours stays for a day after an upload that held rows back (see `MadeFiles`).
 */
export function createUnsentRows(services: UploadParts, find: (uploadId: string) => UploadRecord | undefined) {
  const { madeFiles } = services

  function known(uploadId: string): UploadRecord {
    const record = find(uploadId)
    if (!record) throw notNow(uploadReasons.notInHistory)
    return record
  }

  return {
    list: ({ uploadId, ...page }: { uploadId: string; offset: number; limit: number }) =>
      listUnsent(services, known(uploadId), page),
    save: (uploadId: string) => {
      const record = known(uploadId)
      return saveRowFile(services, {
        title: saveWords.notSent,
        defaultName: fileNames.notSent(stemOf(record)),
        ...heldBackFile(record.headers),
        async *rows(signal) {
          const nameRow = await rowsInFile(record.file)
          yield* heldBackCells(services, { ...checkedAs(record), headers: record.headers, nameRow }, signal)
        },
      })
    },
    fix: (uploadId: string, rows: readonly (readonly string[])[]) => {
      const { file, headers } = known(uploadId)
      const lines = [headers, ...rows].map(csvLine)
      return madeFiles.make({
        name: file.name,
        // What was fixed before is still so in these rows.
        from: { name: file.name, ...file.madeFrom, kind: 'unsent' },
        write: async (path) => {
          await writeWhole(path, lines)
          return []
        },
      })
    },
  }
}

async function listUnsent({ engine }: UploadParts, record: UploadRecord, wanted: { offset: number; limit: number }) {
  const page = await heldBackPage(engine, checkedAs(record), { ...wanted, total: record.rowsHeldBack })
  const nameRow = await rowsInFile(record.file)
  const items = page.items.map((item) => ({ ...item, row: nameRow(item.row) }))
  return { ...page, items, headers: record.headers }
}

type Checked = Parameters<typeof heldBackPage>[1]

function checkedAs({ file, reading, mapping, definition }: UploadRecord): Checked {
  const { path, size, mtimeMs } = file
  return { stamp: { path, size, mtimeMs }, reading, mapping, target: definition }
}

function stemOf({ file }: UploadRecord): string {
  return file.name.replace(/\.[^.]*$/, '').slice(0, 100)
}

/** The header of a file of rows that were held back: their reasons come first. */
export function heldBackFile(headers: readonly string[]): { readonly header: readonly string[] } {
  return { header: ['bulkdesk_row', 'bulkdesk_reason', ...ownColumns(headers).map(({ header }) => header)] }
}

/**
 * Reasons come first, then the row as it is: one with too few or too many cells keeps them all, and is held back again
 * if it is dropped without being mended. Filled up, its missing cells would be sent as blanks.
 */
export async function* heldBackCells(
  { engine }: Pick<UploadParts, 'engine'>,
  { headers, nameRow, ...checked }: Checked & { readonly headers: readonly string[]; readonly nameRow: NameRow },
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const own = new Set(ownColumns(headers).map(({ column }) => column))
  for await (const { row, reason, cells } of engine.heldBack({ ...checked, signal })) {
    yield [String(nameRow(row)), reason, ...cells.filter((_, column) => own.has(column) || column >= headers.length)]
  }
}
