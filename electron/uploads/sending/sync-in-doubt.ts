import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { Found } from './find-sync.ts'
import { ask, type Step, type UploadRun } from './upload-run.ts'

/** Nobody can tell whether the sync that was asked for was started: what the list of syncs said, and what can be done. */
export function askAboutSync(run: UploadRun, found: Found | AppErrorData): Step {
  const { way, definition } = run.record
  const isCopy = way === 'private-copy'
  const rest = isCopy
    ? 'No sync is started by Bulkdesk from now on. Unless the first request was taken, nothing of this batch is applied.'
    : `No sync is started by Bulkdesk from now on. Unless the first request was taken, the rows wait at ${definition.name} and are applied by its next sync.`
  const again = isCopy
    ? 'Looks once more, and asks again if it is not there. Should the first request arrive late, the second sync finds nothing left.'
    : 'Looks once more, and asks again if it is not there. Should the first request arrive late, the second sync takes whatever waits there then.'
  return ask(run, {
    kind: 'sync-in-doubt',
    text: doubtWords(found),
    choices: [
      { choice: 'check-again', label: 'Check again', means: 'Looks at the list of syncs once more.' },
      { choice: 'start-sync', label: 'Start the sync', means: again },
      { choice: 'stop', label: 'Stop here', means: rest },
    ],
  })
}

function doubtWords(found: Found | AppErrorData): string {
  const lost = 'Eloqua did not answer when the sync was started'
  if ('code' in found)
    return `${lost}, and its list of syncs cannot be read (${found.message}): the sync may be running, and the rows may have been applied.`
  if (found.kind === 'unclear')
    return `${lost}. It lists ${found.sync.uri}, started since by the same user, but that cannot be told apart from another's: look at what it did before you start another.`
  return `${lost}, and the sync is not on its list. What was sent most likely still waits in Eloqua.`
}
