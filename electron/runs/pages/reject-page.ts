import { MAX_LIST_LIMIT, type SyncReject } from '../../../shared/eloqua/eloqua.ts'
import {
  isKnown,
  known,
  type Read,
  readEach,
  readJsonBody,
  requireKnown,
  unexpected,
  unreadable,
} from '../../eloqua/answers/read.ts'
import { readReject } from '../../eloqua/answers/reject.ts'
import { isRecord } from '../../platform/is-record.ts'
import { CSV_STYLES, csvLine } from './csv-line.ts'
import { MOST_COLUMNS, MOST_ROW_BYTES, rowTooLarge, tooManyColumns } from './json-bytes.ts'
import { readHead } from './page-head.ts'
import type { TranscodedPage } from './transcoded-page.ts'

/** Behind the row's own cells. The check page knows these names, so that a corrected file can be sent as it is. */
export const REASON_COLUMNS: readonly string[] = ['bulkdesk_row', 'bulkdesk_code', 'bulkdesk_reason']

/**
 * A page of rejected rows as CSV: their cells, and behind them why. At most 1,000 rows, so that they may be objects.
 * Throws `unexpected-answer` for anything that is no such page, `too-large` for rows that no record of Eloqua can be.
 */
export function transcodeRejects(page: Buffer, columns: readonly string[]): TranscodedPage {
  const { envelope, rejects, hasItems } = parse(page)
  const own = columns.slice(0, columns.length - REASON_COLUMNS.length)
  const lines = rejects.map((reject) => Buffer.from(csvLine(cellsOf(reject, own), CSV_STYLES.exact).text))
  if (lines.some(({ length }) => length > MOST_ROW_BYTES)) throw rowTooLarge()
  let end = 0
  const rowEnds = Uint32Array.from(lines, (line) => (end += line.length))
  const csv = Buffer.concat(lines)
  const unknownColumns = [...new Set(rejects.flatMap(namesOf))].filter((name) => !own.includes(name))
  const { fingerprint } = readHead(csv, rowEnds, lines.length)
  return {
    csv,
    rows: lines.length,
    rowEnds,
    hasItems,
    isUniform: false,
    fingerprint,
    unknownColumns,
    envelope,
    guarded: 0,
  }
}

/** The columns of rejected rows: `own`, those of this page that are new, and behind them why. */
export function rejectColumns(page: Buffer, own: readonly string[]): readonly string[] {
  return withReasons([...new Set([...own, ...parse(page).rejects.flatMap(namesOf)])])
}

export function withReasons(own: readonly string[]): readonly string[] {
  return [...own.filter((name) => !REASON_COLUMNS.includes(name)), ...REASON_COLUMNS]
}

interface RejectPage {
  readonly envelope: Readonly<Record<string, unknown>>
  readonly hasItems: boolean
  readonly rejects: readonly SyncReject[]
}

function parse(page: Buffer): RejectPage {
  const { items, ...envelope } = requireKnown(readObject(page), 'a list')
  const hasItems = Array.isArray(items)
  if (hasItems && items.length > MAX_LIST_LIMIT) throw unexpected('a list', 'more items than any list has')
  const rejects = requireKnown(readEach(hasItems ? items : [], readReject), 'rejected rows')
  if (new Set(rejects.flatMap(namesOf)).size > MOST_COLUMNS) throw tooManyColumns()
  return { envelope, hasItems, rejects }
}

function readObject(page: Buffer): Read<Readonly<Record<string, unknown>>> {
  const body = readJsonBody(page)
  if (!isKnown(body)) return body
  return isRecord(body.known) ? known(body.known) : unreadable('not an object')
}

function namesOf(reject: SyncReject): readonly string[] {
  return Object.keys(reject.fieldValues)
}

function cellsOf(reject: SyncReject, own: readonly string[]): readonly string[] {
  const values = new Map(Object.entries(reject.fieldValues))
  const fields = reject.invalidFields?.length ? ` (${reject.invalidFields.join(', ')})` : ''
  const reason = `${reject.message ?? ''}${fields}`.trim()
  return [...own.map((name) => values.get(name) ?? ''), String(reject.recordIndex), reject.statusCode, reason]
}
