import { toKnownError } from '../../platform/defects.ts'
import type { Publish } from '../../platform/desktop.ts'
import type { Log } from '../../platform/logger.ts'
import type { UploadEnvironment } from '../environment.ts'
import type { UploadJournal } from '../journal/upload-journal.ts'
import type { UploadDesk } from './upload-desk.ts'

interface FollowOthersParts {
  readonly journal: UploadJournal
  readonly desk: Pick<UploadDesk, 'lookElsewhere'>
  readonly publish: Publish
  readonly log: Log
  readonly environment: Pick<UploadEnvironment, 'lookElsewhereMs'>
}

/**
 * Shows in the window what the command line does to the journal, and goes on with what it left. A process that was killed
 * writes nothing more, so its uploads are asked for until they are ours or over. Gives the way to stop.
 */
export function followOthers({ journal, desk, publish, log, environment }: FollowOthersParts): () => void {
  let seen: number | undefined
  let theirs: readonly string[] = []

  function look(): void {
    const at = journal.changesElsewhere()
    const isNew = at !== seen
    if (!isNew && theirs.length === 0) return
    const before = theirs
    theirs = desk.lookElsewhere()
    seen = at
    if (!isNew && before.length === theirs.length) return
    const newest = journal.list({ search: '', offset: 0, limit: 1 }).records.map(({ uploadId }) => uploadId)
    for (const uploadId of new Set([...before, ...theirs, ...newest])) publish('upload-changed', { uploadId })
  }

  const timer = setInterval(() => {
    try {
      look()
    } catch (error) {
      toKnownError(error, log, 'looking at the uploads of another process')
    }
  }, environment.lookElsewhereMs)
  timer.unref()
  return () => clearInterval(timer)
}
