import type { RowLedger } from '../../../shared/uploads/upload.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { rowsOfFiles } from '../staging/waiting-rows.ts'
import { countRows } from './ledger.ts'

/** How it ended, with every number that does not add up. */
export function outcomeWords(record: UploadRecord): string {
  const ledger = countRows(record)
  const { sent, rejected = 0, duplicates = 0, also = [] } = ledger
  const refused = rejected + duplicates
  const rows = `${count(sent)} ${sent === 1 ? 'row was' : 'rows were'} sent`
  const warned = record.syncs.some((sync) => sync.status === 'warning')
  const what = also.length > 0 ? 'all that was synced' : 'them'
  const end =
    refused > 0
      ? `, and ${count(refused)} of ${what} ${refused === 1 ? 'was' : 'were'} not taken`
      : warned
        ? ', with warnings in the log'
        : ''
  return [`Finished: ${rows}${end}.`, unexplainedWords(ledger), processedWords(ledger), assumedWords(record)]
    .filter(Boolean)
    .join(' ')
}

/** Its codes may overlap, and some of them nobody documents. */
function unexplainedWords({ unexplained = 0 }: RowLedger): string {
  if (unexplained === 0) return ''
  if (unexplained > 0) return `Eloqua's log leaves ${count(unexplained)} unexplained.`
  return `Eloqua's log accounts for ${count(-unexplained)} more than that.`
}

/** Whose rows Eloqua found when it synced, where they are not this upload's alone. */
function processedWords({ sent, also = [], processed }: RowLedger): string {
  const known = also.reduce((sum, { rows }) => sum + rows, sent)
  const open = processed === undefined ? 0 : processed - known
  if (also.length === 0)
    return open === 0
      ? ''
      : `Eloqua says that it processed ${count(processed ?? 0)} rows, but ${count(sent)} were sent.`
  const whose = `${count(sent)} of this upload and ${rowsOfFiles(also)} that waited at the definition`
  if (open > 0)
    return `Eloqua processed ${count(known + open)} rows: ${whose}, and ${count(open)} that nobody here sent.`
  if (open < 0) return `Eloqua says that it processed ${count(known + open)} rows, but there were ${whose}.`
  return `Eloqua processed ${count(known)} rows: ${whose}.`
}

function assumedWords(record: UploadRecord): string {
  const assumed = record.parts.filter((part) => part.assumed).map((part) => part.index + 1)
  if (assumed.length === 0) return ''
  return `Nobody saw the answer to part ${assumed.join(', ')}: it is counted as sent because you said so.`
}

function count(rows: number): string {
  return rows.toLocaleString('en')
}
