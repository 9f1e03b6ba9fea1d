import type { UploadPhase } from '../journal/upload-record.ts'
import { finishBatch } from './finish-batch.ts'
import { makeCopy } from './make-copy.ts'
import { rest, restsHere } from './pause-upload.ts'
import { sendParts } from './send-parts.ts'
import { startSync } from './start-sync.ts'
import type { Step, UploadRun } from './upload-run.ts'
import { watchSyncs } from './watch-syncs.ts'

const WORK: Readonly<Record<UploadPhase, (run: UploadRun) => Promise<Step>>> = {
  copy: makeCopy,
  parts: sendParts,
  staged: async () => 'halt',
  'start-sync': startSync,
  watch: watchSyncs,
  clean: finishBatch,
  ended: async () => 'halt',
}

/** Does what the record says next until it waits for somebody or is over. */
export async function driveUpload(run: UploadRun): Promise<void> {
  let step: Step = 'continue'
  while (step === 'continue' && !run.signal.aborted)
    step = restsHere(run.record) ? rest(run) : await WORK[run.record.phase](run)
}
