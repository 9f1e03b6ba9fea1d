import type { UploadQuestion } from '../../../shared/uploads/upload.ts'
import { assignBatches, type PartLimits } from '../check/plan-upload.ts'
import type { RecordedPart, UploadRecord } from '../journal/upload-record.ts'
import { restAsNextBatch } from '../staging/leave-definition.ts'

/** What it changes, in one write, that a definition does not sync as it did when it was checked; and what is said of it. */
export interface Switched {
  readonly change: Partial<UploadRecord>
  readonly event: string
}

/** It syncs no more by itself: what is left goes to it as one batch, and waits for the user. */
export function syncsNoMore(record: UploadRecord, limits: PartLimits): Switched {
  const rest = record.parts.filter((part) => part.batch >= record.batch)
  const together = assignBatches(rest, false, limits)
  const batches = new Map(rest.map((part, place) => [part.index, record.batch + (together[place]?.batch ?? 0)]))
  const parts = record.parts.map((part) => ({ ...part, batch: batches.get(part.index) ?? part.batch }))
  const definition = { ...record.definition, isSyncTriggeredOnImport: false }
  const event = `Eloqua took the rows without starting a sync: somebody switched ${definition.name} not to sync by itself any more. What is sent waits there until you start its sync.`
  return { change: { definition, parts }, event }
}

/** It syncs by itself now, and began while we were sending. What is left becomes a batch of its own, if the user wants it sent. */
export function startedEarly(record: UploadRecord, parts: readonly RecordedPart[], syncUri: string): Switched {
  const isWhole = parts.every((part) => part.batch !== record.batch || part.state !== 'planned')
  const why = 'somebody switched this definition to sync by itself. What had arrived is being applied.'
  if (isWhole) return { change: { parts }, event: `Eloqua started ${syncUri} without being asked: ${why}` }
  const text = `Eloqua started ${syncUri} before everything had been sent: ${why}`
  const question: UploadQuestion = { kind: 'sync-started-early', text, choices: CHOICES }
  return {
    change: { parts: restAsNextBatch(record, parts), state: 'needs-you', question, error: undefined },
    event: text,
  }
}

const CHOICES: UploadQuestion['choices'] = [
  {
    choice: 'retry',
    label: 'Send the rest',
    means: 'The remaining parts are sent once that sync has ended; they may start a sync of their own.',
  },
  { choice: 'stop', label: 'Stop here', means: 'The remaining parts are not sent. What was started goes on.' },
]
