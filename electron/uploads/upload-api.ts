import type { CheckApi } from '../../shared/contract/calls/checks.ts'
import type { HistoryApi, SendApi } from '../../shared/contract/calls/uploads.ts'
import type { CsvEngine } from '../csv/engine.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import { createChecks } from './check/checks.ts'
import type { PartLimits } from './check/plan-upload.ts'
import type { SourceFiles } from './check/source-files.ts'
import { createCheckApi } from './check-api.ts'
import { createUploadDesk } from './desk/upload-desk.ts'
import { createHistoryApi } from './history-api.ts'
import { type OpenedJournal, openJournalSafely } from './journal/safe-journal.ts'
import type { UploadRecord } from './journal/upload-record.ts'
import { createCorrections } from './outcome/corrections.ts'
import { countRows } from './outcome/ledger.ts'
import { createSendApi } from './send-api.ts'

export interface UploadServices {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly publish: Publish
  readonly desktop: Desktop
  readonly transfers: TransferBook
  readonly files: SourceFiles
  readonly userData: string
  readonly log: Log
  /** Crash tests stop the process at named steps. */
  readonly reached?: (step: string) => void
  /** Tests cut waiting short. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random?: () => number
  readonly now?: () => Date
  readonly elapsed?: () => number
  /** Tests let its writes fail. */
  readonly openJournal?: (folder: string, now?: () => Date) => OpenedJournal
  /** How files are cut; tests make small files into many parts. */
  readonly limits?: PartLimits
}

/** Everything about sending CSV files: files, checks, uploads, receipts. */
export interface UploadService {
  readonly api: CheckApi & SendApi & HistoryApi
  /** Takes up what the last run of the app left unfinished, and says what could not be. Called once the connections are known. */
  resume(): void
  /** Resolves when no upload is at work. */
  settled(): Promise<void>
  close(): void
}

export function createUploadService(services: UploadServices): UploadService {
  const { openJournal = openJournalSafely } = services
  const { journal, trouble } = openJournal(services.userData, services.now)
  const corrections = createCorrections(services.userData)
  const checks = createChecks(services)
  const desk = createUploadDesk({
    ...services,
    journal,
    onRest: (record) => {
      noticeRest(services.desktop, record.state)
      void forgetCorrections(record).catch(() => {})
    },
  })
  const forgetCorrections = async (record: UploadRecord) => corrections.afterUpload(record, countRefused(record))
  return {
    api: {
      ...createCheckApi({ ...services, journal, checks, desk }),
      ...createSendApi({ ...services, journal, checks, desk, corrections }),
      ...createHistoryApi({ ...services, journal, desk, corrections }),
    },
    resume() {
      if (trouble) tellTrouble(services, trouble)
      desk.resume()
      void corrections.clear(journal.unfinished(), corrections.dayMs).catch(() => {})
    },
    settled: () => desk.settled(),
    close() {
      desk.close()
      journal.close()
    },
  }
}

function countRefused(record: UploadRecord): number {
  const { rejected = 0, duplicates = 0, unexplained = 0 } = countRows(record)
  const listed = record.syncs.reduce((sum, sync) => sum + (sync.rejects ?? 0), 0)
  return Math.max(listed, rejected + duplicates, unexplained)
}

/** Stays in the transfers panel until it is dismissed. */
function tellTrouble({ transfers, desktop }: UploadServices, message: string): void {
  const at = new Date().toISOString()
  const error = { code: 'disk-failed' as const, message }
  const progress = { unit: 'rows' as const, done: 0 }
  transfers.open(
    {
      kind: 'upload',
      title: 'History of uploads',
      state: 'failed',
      progress,
      message,
      error,
      startedAt: at,
      endedAt: at,
    },
    {},
  )
  desktop.notify({ title: 'The history of uploads needs you', body: 'Open Bulkdesk and look at the transfers.' })
}

/** No file or definition names: a notice may be read by anybody near the screen. */
function noticeRest(desktop: Desktop, state: string): void {
  if (state === 'done') desktop.notify({ title: 'Upload finished', body: 'Open Bulkdesk to see what Eloqua took.' })
  if (state === 'needs-you' || state === 'staged')
    desktop.notify({ title: 'An upload needs you', body: 'Open Bulkdesk to go on.' })
  if (state === 'stopped') desktop.notify({ title: 'An upload stopped', body: 'Open Bulkdesk to see why.' })
}
