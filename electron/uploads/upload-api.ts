import { join } from 'node:path'
import type { CheckApi } from '../../shared/contract/calls/checks.ts'
import type { FixApi } from '../../shared/contract/calls/fixes.ts'
import type { RecipeApi } from '../../shared/contract/calls/recipes.ts'
import type { SourceApi } from '../../shared/contract/calls/sources.ts'
import type { HistoryApi, SendApi } from '../../shared/contract/calls/uploads.ts'
import { notNow } from '../../shared/contract/errors.ts'
import { systemNotices } from '../../shared/words/desktop.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { noticeWords } from '../../shared/words/upload-controls.ts'
import { tryLock, tryShare } from '../platform/process-lock.ts'
import { tellTrouble } from '../transfers/tell-trouble.ts'
import { createChecks } from './check/checks.ts'
import { createCheckApi } from './check-api.ts'
import type { UploadRecord } from './core/upload-record.ts'
import { uploadEnvironment } from './environment.ts'
import { createFixApi } from './fixes/fix-api.ts'
import { createFixedCopies } from './fixes/fixed-copies.ts'
import { createHistoryApi } from './history-api.ts'
import { openJournalAsGuest, openJournalSafely } from './journal/safe-journal.ts'
import { createMadeFiles } from './made-files.ts'
import { tallyRows } from './outcome/tally.ts'
import { toUpload } from './outcome/to-upload.ts'
import { keepRecentFiles, type RecentFiles } from './recent-files.ts'
import { createRecipeApi } from './recipes/recipe-api.ts'
import { followOthers } from './schedule/follow-others.ts'
import { createPlaceClaims } from './schedule/place-claims.ts'
import { createUploadDesk, type UploadDesk } from './schedule/upload-desk.ts'
import { createSendApi } from './send-api.ts'
import { createSourceApi } from './source-api.ts'
import { createSourceEngine } from './sources/source-engine.ts'
import type { UploadParts, UploadServices } from './upload-services.ts'

/** Everything about sending CSV files: files, checks, uploads, receipts. */
export interface UploadService {
  readonly api: CheckApi & FixApi & RecipeApi & SourceApi & SendApi & HistoryApi
  /** Takes up what the last run of the app left unfinished, and says what could not be. Called once the connections are known. */
  resume(): void
  /** The user has signed in again: uploads that a refused sign-in stopped go on where they stood. */
  goOn(connectionId: string): void
  /** As the window's Cancel. Nothing happens to an upload that is over. */
  cancel(uploadId: string): void
  /** Resolves when no upload is at work. */
  settled(): Promise<void>
  close(): void
}

export function createUploadService(services: UploadServices): UploadService {
  const { parts, trouble } = openParts(services)
  const { madeFiles } = parts
  const letGoOfFiles = holdMadeFiles(services)
  let stopFollowing = () => {}
  const checks = createChecks(parts)
  const copies = createFixedCopies(parts)
  const desk = createUploadDesk({
    ...parts,
    onRest: (record) => {
      noticeRest(services, record)
      madeFiles.afterUpload(record, countRejected(record)).catch(notRemoved(services))
    },
  })
  return {
    api: {
      ...createCheckApi({ ...parts, checks, copies, desk }),
      ...createFixApi({ ...parts, checks, copies, desk }),
      ...createRecipeApi(parts),
      ...createSourceApi({ ...parts, engine: services.sources ?? createSourceEngine(services) }),
      ...createSendApi({ ...parts, checks, desk }),
      ...createHistoryApi({ ...parts, desk }),
    },
    resume() {
      stopFollowing = resume(parts, desk, trouble)
    },
    goOn: (connectionId) => desk.goOn(connectionId),
    cancel(uploadId) {
      if (desk.find(uploadId)?.phase !== 'ended') desk.cancel(uploadId)
    },
    settled: () => desk.settled(),
    close() {
      stopFollowing()
      desk.close()
      parts.journal.close()
      letGoOfFiles()
    },
  }
}

function openParts(services: UploadServices): { readonly parts: UploadParts; readonly trouble: string | undefined } {
  const { userData, files, isGuest, openJournal = isGuest ? openJournalAsGuest : openJournalSafely } = services
  const environment = uploadEnvironment(services.environment)
  const { journal, trouble, cause } = openJournal(userData, () => environment.now())
  if (trouble) services.log.error('the upload history could not be opened', { error: cause })
  const parts = {
    ...{ ...services, environment, journal },
    claims: createPlaceClaims(userData),
    madeFiles: createMadeFiles(userData, files),
    recentFiles: recentFilesFor(services, () => environment.now()),
  }
  return { parts, trouble }
}

/** Who holds it makes files of rows that no upload names yet. */
const madeFilesLock = (userData: string) => join(userData, 'locks', 'made-files.lock')

/** A window sweeps made files at its start: not while the command line makes some. */
function holdMadeFiles({ isGuest, userData }: UploadServices): () => void {
  if (!isGuest) return () => {}
  const free = tryShare(madeFilesLock(userData), 2_000)
  if (!free) throw notNow(bulkdeskReasons.otherRuns)
  return free
}

/** Gives the way to stop following what other processes do. */
function resume(parts: UploadParts, desk: UploadDesk, trouble: string | undefined): () => void {
  const { historyTransfer: title, historyTrouble: notice } = systemNotices
  if (trouble) tellTrouble(parts, { title, message: trouble, notice })
  desk.resume()
  sweepMadeFiles(parts)
  return followOthers({ ...parts, desk })
}

function sweepMadeFiles({ userData, journal, environment, madeFiles, ...services }: UploadParts): void {
  const free = tryLock(madeFilesLock(userData))
  if (!free) return
  const ended = journal.endedSince(monthBefore(environment.now()))
  madeFiles.sweep(journal.unfinished(), ended).catch(notRemoved(services)).finally(free)
}

function notRemoved({ log }: Pick<UploadServices, 'log'>) {
  return (error: unknown) => log.warn('a file of rows could not be removed', { error })
}

/** The window lists what was opened in the window. */
function recentFilesFor({ isGuest, userData, log }: UploadServices, now: () => Date): RecentFiles {
  const kept = keepRecentFiles(userData, log, now)
  return isGuest ? { ...kept, note: () => {} } : kept
}

/** No upload is at work for longer. */
const MONTH_MS = 31 * 86_400_000

function monthBefore(now: Date): string {
  return new Date(now.getTime() - MONTH_MS).toISOString()
}

/** What the user is told of an upload that has come to rest, outside the window. */
function noticeRest({ desktop }: UploadServices, record: UploadRecord): void {
  const notice = noticeWords(toUpload(record))
  if (notice) desktop.notify(notice)
}

function countRejected(record: UploadRecord): number {
  const { rejected = 0, duplicates = 0, unexplained = 0 } = tallyRows(record)
  const listed = record.syncs.reduce((sum, sync) => sum + (sync.rejects ?? 0), 0)
  return Math.max(listed, rejected + duplicates, unexplained)
}
