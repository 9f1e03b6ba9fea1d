import type { UploadQuestion } from '../../../shared/uploads/upload.ts'
import type { RecordedSync, UploadRecord } from '../journal/upload-record.ts'
import { batchParts, isLastBatch } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { rowsOfParts } from '../outcome/rows-of-parts.ts'
import { ask, type Step, stop, type UploadRun } from './upload-run.ts'

/** Eloqua gave up the sync of a batch. What comes after it is sent only if the user says so. */
export function batchFailed(run: UploadRun, sync: RecordedSync): Step {
  const { record } = run
  const words = `${failureWords(record, sync)} ${appliedSoFar(record)}`
  return isLastBatch(record)
    ? stop(run, words)
    : ask(run, { kind: 'batch-failed', text: words, choices: choices(record) })
}

function failureWords(record: UploadRecord, { uri, status = '' }: RecordedSync): string {
  const what =
    status === 'error' || status === 'errored'
      ? `Eloqua stopped sync ${uri}.`
      : `Sync ${uri} ended with the status “${status}”, which Bulkdesk does not know.`
  const rows = rowsOfParts(batchParts(record))
  return `${what} Its log says why; some of its rows${rows ? ` (${rows} of the file)` : ''} may have been applied.`
}

function choices(record: UploadRecord): UploadQuestion['choices'] {
  const left = record.parts.filter((part) => part.batch > record.batch)
  const rows = rowsOfParts(left)
  const which = `${left.length} more ${left.length === 1 ? 'part' : 'parts'}${rows ? `, ${rows} of the file` : ''}`
  return [
    {
      choice: 'send-rest',
      label: 'Send the rest',
      means: `Goes on with ${which}. The rows of this sync are not sent again.`,
    },
    { choice: 'stop', label: 'Stop here', means: `Not sent: ${which}.` },
  ]
}
