import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import type { SyncReject } from '../../../shared/eloqua/eloqua.ts'
import {
  isKnown,
  known,
  type Read,
  readEach,
  readJsonBody,
  requireKnown,
  unreadable,
} from '../../eloqua/answers/read.ts'
import { readReject } from '../../eloqua/answers/reject.ts'
import { toDiskError } from '../../platform/disk-errors.ts'
import { isRecord } from '../../platform/is-record.ts'
import { CSV_STYLES, csvLine } from './csv-line.ts'
import { headerLine, type PageWriter } from './page-writer.ts'

/** Behind the row's own cells. The check page knows these names, so that a corrected file can be sent as it is. */
const REASON_COLUMNS: readonly string[] = ['bulkdesk_row', 'bulkdesk_code', 'bulkdesk_reason']

/** By its first rows a page is told from those before. */
const HEAD_ROWS = 50

/** Writes pages of rejected rows: at most 1,000 rows each, so that no worker is needed. */
export function createRejectPageWriter(file: FileHandle, flavour: CsvFlavour): PageWriter {
  const style = CSV_STYLES[flavour]
  let columns: readonly string[] = []
  let position = 0
  let ready = Buffer.alloc(0)

  async function append(bytes: Buffer): Promise<void> {
    await writeAt(file, bytes, position)
    position += bytes.length
  }

  return {
    async begin(chosen) {
      columns = chosen
      position = 0
      await file.truncate(0)
      await append(headerLine([...columns, ...REASON_COLUMNS], flavour))
    },
    columnsOf: async (page, known) => [...new Set([...known, ...parse(page).rejects.flatMap(namesOf)])],
    async prepare(page) {
      const { envelope, rejects, hasItems } = parse(page)
      const lines = rejects.map((reject) => csvLine(cellsOf(reject, columns), style))
      ready = Buffer.from(textOf(lines), 'utf8')
      const unknownColumns = [...new Set(rejects.flatMap(namesOf))].filter((name) => !columns.includes(name))
      const head = textOf(lines.slice(0, HEAD_ROWS))
      const shape = { hasItems, isUniform: false, fingerprint: `${head.length}/${crc32(head)}` }
      const guarded = lines.reduce((sum, line) => sum + line.guarded, 0)
      return { ...shape, rows: rejects.length, guarded, unknownColumns, envelope }
    },
    async write() {
      await append(ready)
      ready = Buffer.alloc(0)
      return position
    },
    close: async () => {},
  }
}

function textOf(lines: readonly { readonly text: string }[]): string {
  return lines.map(({ text }) => text).join('')
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; ) {
      at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten
    }
  } catch (error) {
    throw toDiskError(error)
  }
}

interface RejectPage {
  readonly envelope: Readonly<Record<string, unknown>>
  readonly hasItems: boolean
  readonly rejects: readonly SyncReject[]
}

function parse(page: Buffer): RejectPage {
  const { items, ...envelope } = requireKnown(readObject(page), 'a list')
  const hasItems = Array.isArray(items)
  return { envelope, hasItems, rejects: requireKnown(readEach(hasItems ? items : [], readReject), 'rejected rows') }
}

function readObject(page: Buffer): Read<Readonly<Record<string, unknown>>> {
  const body = readJsonBody(page)
  if (!isKnown(body)) return body
  return isRecord(body.known) ? known(body.known) : unreadable('not an object')
}

function namesOf(reject: SyncReject): readonly string[] {
  return Object.keys(reject.fieldValues)
}

function cellsOf(reject: SyncReject, columns: readonly string[]): readonly string[] {
  const values = new Map(Object.entries(reject.fieldValues))
  const fields = reject.invalidFields?.length ? ` (${reject.invalidFields.join(', ')})` : ''
  const reason = `${reject.message ?? ''}${fields}`.trim()
  return [...columns.map((name) => values.get(name) ?? ''), String(reject.recordIndex), reject.statusCode, reason]
}
