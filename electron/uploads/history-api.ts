import type { HistoryApi } from '../../shared/contract/calls/uploads.ts'
import { notNow } from '../../shared/contract/errors.ts'
import type { MadeFrom } from '../../shared/csv/csv.ts'
import type { RejectedRow, Upload } from '../../shared/uploads/upload.ts'
import { groupReceipt } from '../../shared/uploads/upload-group.ts'
import { uploadReasons } from '../../shared/words/reasons.ts'
import { fileNames, saveWords } from '../../shared/words/saves.ts'
import type { UploadRecord } from './core/upload-record.ts'
import { rowsInFile } from './fixes/left-out-file.ts'
import { listRejectedRows } from './outcome/rejected-rows.ts'
import { csvLine, ownColumns, REASON_COLUMNS, writeWhole } from './outcome/row-file.ts'
import { saveRowFile } from './outcome/save-row-file.ts'
import { toUpload } from './outcome/to-upload.ts'
import type { UploadDesk } from './schedule/upload-desk.ts'
import type { UploadParts } from './upload-services.ts'

type Services = UploadParts & {
  readonly desk: Pick<UploadDesk, 'find' | 'waiting'>
}

const PAGE = 1000

/** What became of uploads: receipts, rejected rows, corrections. */
export function createHistoryApi(services: Services): HistoryApi {
  const { journal, desk, desktop } = services

  function find(uploadId: string): UploadRecord {
    const record = desk.find(uploadId)
    if (!record) throw notNow(uploadReasons.notInHistory)
    return record
  }

  const shown = (record: UploadRecord) => toUpload(record, desk.waiting(record))
  /** As each stands, also where its latest change could not be written. */
  function group(groupId: string): readonly Upload[] {
    const ids = journal.ofGroup(groupId).map(({ uploadId }) => uploadId)
    if (ids.length === 0) throw notNow(uploadReasons.notInHistory)
    return ids.map((uploadId) => shown(find(uploadId)))
  }

  return {
    getUpload: async ({ uploadId }) => shown(find(uploadId)),
    listUploadGroup: async ({ groupId }) => group(groupId),
    async listUploads({ search, offset, limit }) {
      const { records, total } = journal.list({ search, offset, limit })
      const items = records.map(shown)
      return { items, offset, limit, totalResults: total, hasMore: offset + items.length < total }
    },
    listRejectedRows: async ({ uploadId, offset, limit }) => rejectedPage(services, find(uploadId), offset, limit),
    saveRejected: async ({ uploadId }) => saveRejected(services, find(uploadId)),
    fixRejected: async ({ uploadId, headers, rows }) =>
      makeCorrected(services, correctedOf(find(uploadId)), [headers, ...rows]),
    fixSyncRejects: async ({ syncId, headers, rows }) =>
      makeCorrected(services, { name: fileNames.sync(syncId), from: { name: fileNames.sync(syncId) } }, [
        headers,
        ...rows,
      ]),
    openFileAgain: async ({ uploadId }) => openAgain(services, find(uploadId)),
    saveReceipt: async ({ uploadId }) => saveReceipt(desktop, shown(find(uploadId))),
    saveGroupReceipt: async ({ groupId }) => saveGroupReceipt(desktop, group(groupId)),
    clearHistory: () => clearHistory(services),
  }
}

/** Who forgets that rows still wait somewhere cannot tell what the next sync there will apply. */
async function clearHistory({ journal, desk, recentFiles, madeFiles }: Services): Promise<void> {
  const ended = journal.endedSince('')
  const waiting = ended.filter(desk.waiting)
  journal.clearEnded(waiting.map(({ uploadId }) => uploadId))
  recentFiles.forget()
  await madeFiles.forget(ended, [...waiting, ...journal.unfinished()])
}

/** What Bulkdesk made of another file, or of typed rows, is still that. */
function openAgain({ files }: Services, { file, reading: { crRows = false, endBlank = false } }: UploadRecord) {
  const { path, name, madeFrom: from } = file
  return files.take(path, from && { name, from, notes: [], ends: { crRows, endBlank } })
}

function saveReceipt(desktop: Services['desktop'], upload: Upload) {
  return saveJson(desktop, fileNames.receipt(stemOf(upload.file.name), upload.createdAt.slice(0, 10)), upload)
}

function saveGroupReceipt(desktop: Services['desktop'], uploads: readonly Upload[]) {
  const [first] = uploads
  const name = fileNames.groupReceipt(uploads.length, first?.createdAt.slice(0, 10) ?? '')
  return saveJson(desktop, name, groupReceipt(uploads))
}

async function saveJson(desktop: Services['desktop'], defaultName: string, content: object) {
  const path = await desktop.askSavePath({ title: saveWords.receipt, defaultName, extension: 'json' })
  if (!path) return { saved: false }
  await writeWhole(path, [`${JSON.stringify(content, null, 2)}\n`])
  return { saved: true }
}

interface Corrected {
  /** Of the file that is corrected. */
  readonly name: string
  readonly from: Pick<MadeFrom, 'name' | 'sheet'>
}

function correctedOf({ file }: UploadRecord): Corrected {
  return { name: stemOf(file.name), from: originalOf(file) }
}

function makeCorrected({ madeFiles }: Services, { name, from }: Corrected, lines: readonly (readonly string[])[]) {
  return madeFiles.make({
    name: `${fileNames.corrected(name.replace(/( - corrected)+$/, ''))}.csv`,
    from: { ...from, kind: 'corrections' },
    async write(path) {
      await writeWhole(path, lines.map(csvLine))
      return []
    },
  })
}

/** The file that the user gave, whatever was made of it since. */
function originalOf({ name, madeFrom }: UploadRecord['file']): Pick<MadeFrom, 'name' | 'sheet'> {
  if (!madeFrom) return { name }
  const { kind: _kind, ...original } = madeFrom
  return original
}

/** The file's name without its ending, short enough to build other names from. */
function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '').slice(0, 100)
}

async function rejectedPage(
  services: Services,
  record: UploadRecord,
  offset: number,
  limit: number,
  signal = new AbortController().signal,
) {
  const client = await services.clients.forConnection(record.connectionId)
  const { engine, log } = services
  const page = await listRejectedRows({ client, engine, record, signal, log }, offset, limit)
  const nameRow = await rowsInFile(record.file)
  const items = page.items.map((row) => (row.fileRow === undefined ? row : { ...row, fileRow: nameRow(row.fileRow) }))
  return { ...page, items }
}

function saveRejected(services: Services, record: UploadRecord) {
  return saveRowFile(services, {
    title: saveWords.rejected,
    defaultName: fileNames.rejected(stemOf(record.file.name)),
    header: [...ownColumns(record.headers).map(({ header }) => header), ...REASON_COLUMNS],
    async *rows(signal) {
      for (let offset = 0; ; offset += PAGE) {
        const page = await rejectedPage(services, record, offset, PAGE, signal)
        for (const row of page.items) yield rejectedCells(record, row)
        if (!page.hasMore) return
      }
    },
  })
}

/** The file's own cells where the row was found, else what Eloqua says it was sent; then place, code and reason. */
function rejectedCells(record: UploadRecord, row: RejectedRow): readonly string[] {
  const cells = ownColumns(record.headers).map(({ column }) => row.original?.[column] ?? sentValue(record, row, column))
  const note = row.ambiguous ? ' (one of several rows with these values)' : ''
  return [...cells, row.fileRow === undefined ? '' : String(row.fileRow), row.statusCode, `${row.message}${note}`]
}

function sentValue(record: UploadRecord, row: RejectedRow, column: number): string {
  const field = record.mapping.fields.find(({ source }) => source.from === 'column' && source.column === column)?.field
  return field === undefined ? '' : (row.fieldValues[field] ?? '')
}
