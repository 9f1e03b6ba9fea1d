import { isAppError } from '../../../shared/contract/errors.ts'
import type { Upload } from '../../../shared/uploads/upload.ts'
import type { UploadChoice, UploadQuestion } from '../../../shared/uploads/upload-facts.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import type { Scenario } from './oracle-scenarios.ts'
import type { OracleTarget } from './oracle-target.ts'
import type { UploadWorld } from './upload-world.ts'

interface Sight {
  readonly simulator: Simulator
  readonly target: OracleTarget
}

/** Of the button that sends. */
const MOST_PRESSES = 10

/** The definition is read once more before anything is sent: where that fails nothing was, and the user tries again. */
export async function pressUntilBegun(
  { api }: UploadWorld,
  request: Parameters<UploadWorld['api']['startUpload']>[0],
  note: (event: string) => void,
): Promise<string> {
  for (let press = 1; ; press++) {
    try {
      return (await api.startUpload(request)).uploadId
    } catch (error) {
      if (!isAppError(error) || press > MOST_PRESSES) throw error
      note(`not begun: ${error.code}`)
    }
  }
}

/** Whether a sync never ends, because the scenario says so: a patient user leaves it. */
export function isStuck({ faults }: Scenario, trail: readonly string[]): boolean {
  const isFaulty = faults.some(({ effect }) => effect.kind === 'sync' && effect.outcome !== 'error')
  return isFaulty && trail.length >= 60 && trail.slice(-40).every((step) => step === 'sync-read')
}

/** True answers only: what can be seen in Eloqua is looked up, and who cannot know stops. `dice` is 0 to 5. */
export function chooseAnswer(upload: Upload, question: UploadQuestion, dice: number, sight: Sight): UploadChoice {
  if (question.kind === 'part-in-doubt') {
    const has = hasArrived(upload, sight)
    if (has === undefined || dice === 5) return 'stop'
    if (has) return canTake(question) ? 'take-sync' : 'treat-as-arrived'
    return 'send-again'
  }
  if (question.kind === 'sync-in-doubt') {
    // Only this upload starts syncs of its definition: one that is named is its own.
    if (canTake(question)) return dice < 5 ? 'take-sync' : 'stop'
    return dice < 2 ? 'check-again' : dice < 5 ? 'start-sync' : 'stop'
  }
  const goOn = question.choices.find((choice) => choice !== 'stop')
  return goOn && dice < 5 ? goOn : 'stop'
}

function canTake({ choices }: UploadQuestion): boolean {
  return choices.includes('take-sync')
}

/** Whether Eloqua has the doubtful part: its rows are applied, or one upload more waits than we know of. */
function hasArrived(upload: Upload, { simulator, target }: Sight): boolean | undefined {
  const applied = new Set(target.applied())
  const doubtful = upload.parts.find((part) => part.state === 'in-doubt' || part.state === 'sending')
  if (!doubtful) return undefined
  const key = firstKey(upload, doubtful.index, target)
  if (key !== undefined && applied.has(key)) return true
  const isUnseen = ({ index, state }: Upload['parts'][number]) =>
    state === 'arrived' && !applied.has(firstKey(upload, index, target) ?? '')
  const waiting = simulator.control.sql(
    'SELECT count(*) AS n FROM bulk_uploads WHERE definition = ?',
    upload.definition.uri.toLowerCase(),
  )
  if (Number(waiting[0]?.n) > upload.parts.filter(isUnseen).length) return true
  return key === undefined ? undefined : false
}

/** The first row of a part that Eloqua takes. */
function firstKey(upload: Upload, index: number, target: OracleTarget): string | undefined {
  const before = upload.parts.slice(0, index).reduce((sum, part) => sum + part.rows, 0)
  const rows = upload.parts[index]?.rows ?? 0
  for (let row = before; row < before + rows; row++) {
    const key = target.keyOf(row)
    if (key !== undefined) return key
  }
  return undefined
}
