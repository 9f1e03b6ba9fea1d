import { AppError } from '../../../shared/contract/errors.ts'
import type { UploadQuestion, WaitingRows } from '../../../shared/uploads/upload.ts'
import { isDiskTrouble } from '../journal/disk-trouble.ts'
import type { UploadRecord } from '../journal/upload-record.ts'
import { isGoingOn } from '../sending/pause-upload.ts'
import { type RunParts, runUpload } from '../sending/run-upload.ts'
import { rowsOfFiles } from '../staging/waiting-rows.ts'
import type { ActiveUpload, ActiveUploads } from './active-uploads.ts'
import { type DefinitionStaging, type Place, placeKey } from './definition-staging.ts'

/** Who runs when: several uploads at once, but one per definition, and none straight onto rows that wait there. */
export interface UploadQueue {
  /** Starts whatever may run now. Called after every change that may let something go on. */
  pump(): void
  /** Does something to a definition while no upload of ours is at work there, and none begins. Rejects when one is. */
  whileIdle(place: Place, work: () => Promise<void>): Promise<void>
  close(): void
}

export function createUploadQueue(
  parts: RunParts & { readonly uploads: ActiveUploads; readonly staging: DefinitionStaging },
  onEnd: (entry: ActiveUpload) => void,
): UploadQueue {
  const { uploads, staging } = parts
  const kept = new Set<string>()
  let isClosed = false

  function busyPlaces(): Set<string> {
    return new Set([...kept, ...uploads.all().flatMap((entry) => (entry.running ? placeKey(entry.record) : []))])
  }

  function run(entry: ActiveUpload): void {
    entry.isDirty = false
    entry.running = runUpload(parts, uploads.hands(entry)).finally(() => {
      entry.running = undefined
      if (!isClosed) onEnd(entry)
    })
  }

  /** True when the rows of others are in its way: the user is asked, and it goes on by itself once they are gone. */
  function isHeldBack(entry: ActiveUpload): boolean {
    const waiting = sendsStraight(entry.record) ? staging.inTheWay(entry.record) : []
    const { question } = entry.record
    if (waiting.length === 0) {
      if (question?.kind === 'rows-waiting') save(entry, { state: 'queued', question: undefined })
      return false
    }
    const asked = questionAbout(entry.record, waiting)
    if (question?.text !== asked.text) save(entry, { state: 'needs-you', question: asked }, asked.text)
    return true
  }

  /** Nothing is sent by it: that it cannot be written is met again by whatever comes next. */
  function save(entry: ActiveUpload, change: Partial<UploadRecord>, event?: string): void {
    try {
      uploads.save(entry, change, event)
    } catch (error) {
      if (!isDiskTrouble(error)) throw error
    }
  }

  return {
    pump() {
      if (isClosed) return
      const busy = busyPlaces()
      for (const entry of uploads.all()) {
        const place = placeKey(entry.record)
        if (entry.running || !wantsToRun(entry) || busy.has(place) || isHeldBack(entry)) continue
        busy.add(place)
        run(entry)
      }
    },
    async whileIdle(place, work) {
      const key = placeKey(place)
      if (busyPlaces().has(key)) {
        const message = 'An upload to this definition is going on. Wait for it, or pause it first.'
        throw new AppError({ code: 'not-allowed-now', message })
      }
      kept.add(key)
      try {
        await work()
      } finally {
        kept.delete(key)
        this.pump()
      }
    },
    close() {
      isClosed = true
    },
  }
}

/** An upload that ended outside a run may have left copies behind, which a run deletes. */
function wantsToRun({ record, isDirty }: ActiveUpload): boolean {
  if (record.phase === 'ended') return isDirty && (record.copy?.uri !== undefined || record.leftCopies.length > 0)
  return isGoingOn(record) || record.question?.kind === 'rows-waiting'
}

/** The next thing it does is to add rows to the definition itself. */
function sendsStraight({ way, phase, parts }: UploadRecord): boolean {
  return way === 'straight' && phase === 'parts' && parts.some((part) => part.state === 'planned')
}

function questionAbout({ definition }: UploadRecord, waiting: readonly WaitingRows[]): UploadQuestion {
  const rows = rowsOfFiles(
    waiting.map(({ fileName, rows, doubtfulRows }) => ({ fileName, rows: rows || doubtfulRows })),
  )
  return {
    kind: 'rows-waiting',
    text: `This waits, because ${rows} lie at ${definition.name}: the next sync there would apply them together with this file. It goes on by itself once they are synced or discarded.`,
    choices: [
      {
        choice: 'send-on-top',
        label: 'Send on top of them',
        means: 'The next sync of the definition applies all of them together.',
      },
      { choice: 'stop', label: 'Stop here', means: 'Nothing of this file is sent.' },
    ],
  }
}
