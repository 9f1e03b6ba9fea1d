import type { Upload } from '../../../shared/uploads/upload.ts'
import type { UploadChoice, UploadQuestion } from '../../../shared/uploads/upload-facts.ts'
import type { Passed } from '../../testing/lying-proxy.ts'
import type { PastFile } from './past-file.ts'

interface Sight {
  /** What truly reached Eloqua, and what Eloqua answered. */
  readonly passed: readonly Passed[]
  readonly file: PastFile
  /** Someone discarded what was staged: what arrived may be gone. */
  readonly wasDiscarded: boolean
}

/** A user who says what is so, as far as it can be seen in Eloqua, and stops where nothing can. `dice` is 0 to 5. */
export function answerTruly(upload: Upload, question: UploadQuestion, dice: number, sight: Sight): UploadChoice {
  const choose = (...wanted: UploadChoice[]): UploadChoice =>
    wanted.find((choice) => question.choices.includes(choice)) ?? 'stop'
  if (dice === 5) return 'stop'
  if (question.kind === 'part-in-doubt') return choose(...aboutPart(upload, question, sight))
  if (question.kind === 'sync-in-doubt') return choose(...aboutSync(upload, question, sight))
  return question.choices.find((choice) => choice !== 'stop') ?? 'stop'
}

function aboutPart(upload: Upload, question: UploadQuestion, sight: Sight): readonly UploadChoice[] {
  const named = 'named' in question ? question.named : undefined
  if (named && ourSyncs(sight).includes(named.uri)) return ['take-sync', 'treat-as-arrived']
  const part = upload.parts.find(({ state }) => state === 'in-doubt' || state === 'sending')
  const row = part?.firstRow ?? upload.parts.slice(0, part?.index).reduce((sum, { rows }) => sum + rows, 1)
  const key = part && sight.file.keys[row - 1]
  if (key === undefined) return ['stop']
  const arrived = sight.passed.filter((one) => isTaken(one) && one.path.endsWith('/data') && holds(one, key))
  if (arrived.length === 0) return ['send-again']
  return sight.wasDiscarded && !sight.file.applied().includes(key) ? ['stop'] : ['treat-as-arrived']
}

function aboutSync(upload: Upload, question: UploadQuestion, sight: Sight): readonly UploadChoice[] {
  const named = 'named' in question ? question.named : undefined
  const ours = ourSyncs(sight)
  if (named && ours.includes(named.uri)) return ['take-sync']
  const isStarted = ours.some((uri) => !upload.syncUris.includes(uri))
  return isStarted ? ['check-again'] : ['start-sync']
}

/** The syncs that Eloqua named in its answers to this app, whether the app saw them or not. */
function ourSyncs({ passed }: Sight): readonly string[] {
  return passed
    .filter((one) => one.method === 'POST' && one.status === 201)
    .flatMap(({ answer }) => /"uri":"(\/syncs\/\d+)"/.exec(answer)?.[1] ?? [])
}

function isTaken({ method, status }: Passed): boolean {
  return method === 'POST' && (status === 201 || status === 204)
}

function holds({ body }: Passed, key: string): boolean {
  return body.includes(`${key},`) || body.includes(`"${key}"`)
}
