import type { Mapping } from '../../../shared/csv/csv.ts'
import type { SyncReject } from '../../../shared/eloqua/eloqua.ts'
import { type ListPage, parseSyncUri } from '../../../shared/eloqua/sync.ts'
import { type RejectedRow, TRIAL_ROWS } from '../../../shared/uploads/upload.ts'
import type { CsvEngine } from '../../csv/engine.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { readRejects } from '../../eloqua/syncs/rejects.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import type { UploadRecord } from '../core/upload-record.ts'

type Read = {
  readonly client: EloquaClient
  readonly engine: CsvEngine
  readonly record: UploadRecord
  readonly signal: AbortSignal
  readonly log: Log
}

interface PlacedReject {
  readonly reject: SyncReject
  readonly syncUri: string
  /** 1-based position among the rows that were sent. */
  readonly position: number
}

/** A page over the rejects of all the upload's syncs, each joined to its row of the file. */
export async function listRejectedRows(read: Read, offset: number, limit: number): Promise<ListPage<RejectedRow>> {
  const total = read.record.syncs.reduce((sum, sync) => sum + (sync.rejects ?? 0), 0)
  const rejects: PlacedReject[] = []
  let skipped = 0
  for (const sync of read.record.syncs) {
    const count = sync.rejects ?? 0
    const from = Math.max(0, offset - skipped)
    const want = Math.min(limit - rejects.length, count - from)
    skipped += count
    const id = sync.uri && parseSyncUri(sync.uri)
    if (!sync.uri || !id || want <= 0) continue
    const before = rowsBefore(read.record, sync.batch)
    for (const reject of await readRejects(read.client, { id, offset: from, want, signal: read.signal })) {
      rejects.push({ reject, syncUri: sync.uri, position: before + reject.recordIndex })
    }
  }
  const items = await joinToFile(read, rejects)
  return { items, offset, limit, totalResults: total, hasMore: offset + items.length < total && items.length > 0 }
}

function rowsBefore(record: UploadRecord, batch: number): number {
  return record.parts.filter((part) => part.batch < batch).reduce((sum, part) => sum + part.rows, 0)
}

/**
 * Finds each rejected row in the file: the row at the reported position if its values agree, else the only row
 * with those values, else the nearest of several, which is said. A file that changed or is gone joins nothing.
 */
async function joinToFile(read: Read, rejects: readonly PlacedReject[]): Promise<readonly RejectedRow[]> {
  if (rejects.length === 0) return []
  try {
    const skipped = await heldBackRows(read)
    const guesses = rejects.map((placed) => fileRow(placed.position, skipped))
    const cells = await readCells(read, guesses)
    const wrong = rejects.filter(
      (placed, index) => !agrees(read.record.mapping, placed, cells.get(guesses[index] ?? 0)),
    )
    const elsewhere = wrong.length > 0 ? await searchByValues(read, wrong) : new Map<string, number[]>()
    const places = rejects.map((placed, index) => place(read, placed, guesses[index] ?? 0, wrong, elsewhere, skipped))
    const found = await readCells(
      read,
      places.flatMap(({ row }) => row ?? []),
    )
    return rejects.map((placed, index) => rejectedRow(placed, places[index], found))
  } catch (error) {
    toKnownError(error, read.log, 'finding rejected rows in the file')
    return rejects.map((placed) => rejectedRow(placed, undefined, new Map()))
  }
}

interface Place {
  readonly row?: number
  readonly ambiguous: boolean
}

function place(
  read: Read,
  placed: PlacedReject,
  guess: number,
  wrong: readonly PlacedReject[],
  elsewhere: ReadonlyMap<string, readonly number[]>,
  skipped: readonly number[],
): Place {
  if (!wrong.includes(placed)) return { row: guess, ambiguous: false }
  const positions = elsewhere.get(valuesKey(read.record.mapping, placed.reject.fieldValues)) ?? []
  const nearest = [...positions].sort((a, b) => Math.abs(a - placed.position) - Math.abs(b - placed.position))[0]
  return nearest === undefined
    ? { ambiguous: false }
    : { row: fileRow(nearest, skipped), ambiguous: positions.length > 1 }
}

function rejectedRow(
  placed: PlacedReject,
  found: Place | undefined,
  cells: ReadonlyMap<number, readonly string[]>,
): RejectedRow {
  const { reject, syncUri } = placed
  const original = found?.row === undefined ? undefined : cells.get(found.row)
  return {
    recordIndex: reject.recordIndex,
    syncUri,
    statusCode: reject.statusCode,
    message: reject.message ?? '',
    fieldValues: reject.fieldValues,
    invalidFields: reject.invalidFields ?? [],
    ...(found?.row === undefined ? {} : { fileRow: found.row }),
    ambiguous: found?.ambiguous ?? false,
    ...(original ? { original } : {}),
  }
}

/** The rows that were not sent, ascending: what makes a position among the sent rows a row of the file. */
async function heldBackRows(read: Read): Promise<readonly number[]> {
  if (read.record.rowsHeldBack === 0) return []
  const rows: number[] = []
  for await (const held of read.engine.heldBack(source(read))) rows.push(held.row)
  return rows
}

function fileRow(position: number, skipped: readonly number[]): number {
  let row = position
  for (const held of skipped) {
    if (held > row) break
    row += 1
  }
  return row
}

function source(read: Read) {
  const { file, reading, mapping, definition } = read.record
  return {
    stamp: { path: file.path, size: file.size, mtimeMs: file.mtimeMs },
    reading,
    mapping,
    target: definition,
    signal: read.signal,
  }
}

function readCells(read: Read, wanted: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const { stamp, reading, signal } = source(read)
  return read.engine.rows({ stamp, reading, wanted: [...new Set(wanted)], signal })
}

function agrees(mapping: Mapping, placed: PlacedReject, cells: readonly string[] | undefined): boolean {
  return (
    cells !== undefined &&
    mapping.fields.every(({ field, source: from }) => {
      const sent = from.from === 'constant' ? from.value : (cells[from.column] ?? '')
      return (placed.reject.fieldValues[field] ?? '') === sent
    })
  )
}

function valuesKey(mapping: Mapping, values: Readonly<Record<string, string>>): string {
  return JSON.stringify(mapping.fields.map(({ field }) => values[field] ?? ''))
}

/** Small bodies, so that reading one never holds up main for long. */
const SEARCH_BYTES = 500_000

function searchRequest(read: Read) {
  const trial = read.record.scope === 'first-50' ? { maxRows: TRIAL_ROWS } : {}
  return { ...source(read), body: 'json' as const, maxBytes: SEARCH_BYTES, ...trial }
}

/** Positions (1-based among the sent rows) of the rows that carry exactly these values. */
async function searchByValues(read: Read, rejects: readonly PlacedReject[]): Promise<ReadonlyMap<string, number[]>> {
  const wanted = new Map(
    rejects.map(({ reject }) => [valuesKey(read.record.mapping, reject.fieldValues), [] as number[]]),
  )
  let position = 0
  for await (const part of read.engine.parts(searchRequest(read))) {
    for (const row of JSON.parse(part.body.toString('utf8')) as Record<string, string>[]) {
      position += 1
      wanted.get(valuesKey(read.record.mapping, row))?.push(position)
    }
  }
  return wanted
}
