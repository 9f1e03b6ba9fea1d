import type { QuestionFacts, UploadChoice } from '../../../shared/uploads/upload-facts.ts'
import { isInFlight, syncsAtOnce, type UploadRecord } from './upload-record.ts'

/** The answers that can be given to the question of this upload now, the proposed one first. Empty without a question. */
export function choicesOf(record: UploadRecord): readonly UploadChoice[] {
  const { question } = record
  if (!question || record.state !== 'needs-you' || isInFlight(record)) return []
  return OFFERED[question.kind](record, question)
}

type Offered = (record: UploadRecord, question: QuestionFacts) => readonly UploadChoice[]

const GO_ON: Offered = () => ['retry', 'stop']

const OFFERED: Readonly<Record<QuestionFacts['kind'], Offered>> = {
  'part-in-doubt': (record, question) => [
    ...take(question),
    ...(syncsAtOnce(record) ? (['check-again'] as const) : []),
    'send-again',
    'treat-as-arrived',
    'stop',
  ],
  'sync-in-doubt': (_record, question) => [...take(question), 'check-again', 'start-sync', 'stop'],
  'sync-started-early': GO_ON,
  'restarts-exhausted': GO_ON,
  'sign-in-again': GO_ON,
  'copy-not-allowed': (record) => [
    ...(record.parts.every(({ batch }) => batch === 0) ? (['send-straight'] as const) : []),
    'stop',
  ],
  'disk-trouble': GO_ON,
  'rows-waiting': () => ['send-on-top', 'stop'],
  'batch-failed': () => ['send-rest', 'stop'],
  'sync-lost': () => ['check-again', 'stop'],
  'cannot-go-on': GO_ON,
}

function take(question: QuestionFacts): readonly UploadChoice[] {
  return 'named' in question && question.named ? ['take-sync'] : []
}
