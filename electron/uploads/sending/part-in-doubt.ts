import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { isAppError } from '../../../shared/contract/errors.ts'
import type { UploadQuestion } from '../../../shared/uploads/upload.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { RecordedPart, UploadRecord } from '../journal/upload-record.ts'
import { syncsAtOnce } from '../journal/upload-record.ts'
import { appliedSoFar } from '../outcome/applied-so-far.ts'
import { arrivedAt, keptMs, partsThere } from '../staging/waiting-rows.ts'
import { type Found, findOurSync } from './find-sync.ts'
import { askToSignIn, needsSignIn } from './sign-in.ts'
import { arrived, ask, type Step, setPart, startedBy, type UploadRun } from './upload-run.ts'
import { throwCopyAway } from './upload-trouble.ts'

/** With the waits between them, most of a minute: a sync says how many rows it took soon after it began. */
const MOST_LOOKS = 6

/** Nobody can tell whether the part arrived. A private copy is thrown away; on a shared definition only a sync can tell, or the user. */
export async function partInDoubt(run: UploadRun, part: RecordedPart, error: AppErrorData): Promise<Step> {
  setPart(run, part.index, { state: 'in-doubt' })
  if (run.signal.aborted) return 'halt'
  if (run.record.way === 'private-copy') return throwCopyAway(run, error)
  if (!syncsAtOnce(run.record)) return ask(run, doubtQuestion(run, part), error)
  const found = await lookForItsSync(run, part)
  if (run.signal.aborted) return 'halt'
  if ('code' in found) return needsSignIn(found) ? askToSignIn(run, found) : ask(run, doubtQuestion(run, part), found)
  if (found.kind !== 'ours') return ask(run, doubtQuestion(run, part, found), error)
  const started = startedBy(run, part, found.sync)
  const text = `Part ${part.index + 1} arrived: ${found.sync.uri} was started by it.`
  setPart(run, part.index, arrived(run), { syncs: [...run.record.syncs, started] }, text)
  return 'continue'
}

/** A part that starts a sync by itself is betrayed by that sync, if the list of syncs can be read. */
async function lookForItsSync(run: UploadRun, part: RecordedPart): Promise<Found | AppErrorData> {
  const rows = run.alsoThere().reduce((sum, also) => sum + also.rows, part.rows)
  for (let look = 1; ; look++) {
    try {
      const found = await findOurSync(run, rows)
      const mayClear = found.kind === 'unclear' && !found.hasEnded
      if (!mayClear || look === MOST_LOOKS || run.signal.aborted || run.record.isPaused) return found
    } catch (error) {
      if (isDiskTrouble(error)) throw error
      return isAppError(error) ? error.toData() : { code: 'unknown', message: 'The list of syncs could not be read.' }
    }
    await run.wait(2_000 * 1.5 ** look)
  }
}

/** Parts that waited at the definition, for the rest of the file, for longer than Eloqua keeps such rows. */
export function expiredParts(record: UploadRecord, now: Date): readonly RecordedPart[] {
  const kept = keptMs(record)
  if (kept === undefined) return []
  return partsThere(record).flatMap(({ part, isSure }) =>
    isSure && now.getTime() - Date.parse(arrivedAt(record, part)) > kept ? [part] : [],
  )
}

/** Nobody can tell whether they are still there, so nobody but the user may send them again. */
export function partsExpired(run: UploadRun, expired: readonly RecordedPart[]): Step {
  const gone = new Set(expired.map(({ index }) => index))
  run.save({
    parts: run.record.parts.map((part) => (gone.has(part.index) ? { ...part, state: 'in-doubt' as const } : part)),
  })
  const names = expired.map(({ index }) => index + 1).join(', ')
  const text = `Part ${names} of ${run.record.parts.length} had arrived, but waited at ${run.record.definition.name} for longer than Eloqua keeps such rows: most likely it dropped them.`
  return ask(run, { kind: 'part-in-doubt', text, choices: doubtChoices(run.record) })
}

function doubtQuestion({ record }: UploadRun, part: RecordedPart, found?: Found): UploadQuestion {
  const which = `Nobody can tell whether part ${part.index + 1} of ${record.parts.length} was taken: it may or may not have arrived.`
  const another =
    found?.kind === 'unclear'
      ? ` Eloqua lists ${found.sync.uri}, started since by the same user, but it cannot be told apart from another's.`
      : ''
  return {
    kind: 'part-in-doubt',
    text: `${which}${another} ${appliedSoFar(record)}`,
    choices: doubtChoices(record),
  }
}

function doubtChoices(record: UploadRecord): UploadQuestion['choices'] {
  const look = { choice: 'check-again' as const, label: 'Check again' }
  return [
    ...(syncsAtOnce(record) ? [{ ...look, means: 'Looks whether Eloqua started a sync for it.' }] : []),
    { choice: 'send-again', label: 'Send it again', means: againMeans(record) },
    {
      choice: 'treat-as-arrived',
      label: 'Treat it as arrived',
      means: 'It is not sent again. If it had not arrived, its rows are missing.',
    },
    { choice: 'stop', label: 'Stop here', means: 'Nothing more is sent. What arrived stays where it is.' },
  ]
}

/** What Eloqua makes of rows it gets twice (eloqua-bulk-api 3.4). */
function againMeans(record: UploadRecord): string {
  const { kind, family } = record.definition
  if (kind === 'syncAction') return 'If it had arrived, the same is done once more to the same records.'
  if (family === 'activities') return 'If it had arrived, its rows are recorded twice.'
  if (family === 'customObjects') return 'If it had arrived, its rows may be recorded twice.'
  return syncsAtOnce(record)
    ? 'If it had arrived, its rows are written once more.'
    : 'If it had arrived, Eloqua takes one of each row and reports the other as a duplicate.'
}
