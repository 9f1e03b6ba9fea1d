import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from '../../shared/ipc.ts'
import type { CsvEngine } from '../csv/engine.ts'
import type { Desktop, Publish } from '../desktop.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import { createCheckApi } from './check-api.ts'
import { createChecks } from './checks.ts'
import { createHistoryApi } from './history-api.ts'
import { createSendApi } from './send-api.ts'
import type { SourceFiles } from './source-files.ts'
import { createUploadDesk } from './upload-desk.ts'
import { openJournal } from './upload-journal.ts'

export interface UploadServices {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly publish: Publish
  readonly desktop: Desktop
  readonly transfers: TransferBook
  readonly files: SourceFiles
  readonly userData: string
  /** Crash tests stop the process at named steps. */
  readonly reached?: (step: string) => void
  /** Tests cut waiting short. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

type CheckMethods =
  | 'browseForCsv'
  | 'takeFirstLook'
  | 'proposeMapping'
  | 'startCheck'
  | 'getCheck'
  | 'cancelCheck'
  | 'saveHeldBack'
type SendMethods = 'startUpload' | 'startStagedSync' | 'discardStaged' | 'answerUpload'
type HistoryMethods =
  | 'getUpload'
  | 'listUploads'
  | 'listRefusedRows'
  | 'saveRefused'
  | 'fixRefused'
  | 'saveReceipt'
  | 'clearHistory'
export type CheckApi = Pick<Api, CheckMethods>
export type SendApi = Pick<Api, SendMethods>
export type HistoryApi = Pick<Api, HistoryMethods>

/** Everything about sending CSV files: files, checks, uploads, receipts. */
export interface UploadService {
  readonly api: CheckApi & SendApi & HistoryApi
  /** Takes up what the last run of the app left unfinished. Called once the connections are known. */
  resume(): void
  close(): void
}

export function createUploadService(services: UploadServices): UploadService {
  mkdirSync(services.userData, { recursive: true })
  const journal = openJournal(join(services.userData, 'uploads.db'))
  const checks = createChecks(services)
  const desk = createUploadDesk({
    ...services,
    journal,
    onRest: (record) => noticeRest(services.desktop, record.state),
  })
  return {
    api: {
      ...createCheckApi({ ...services, journal, checks }),
      ...createSendApi({ ...services, journal, checks, desk }),
      ...createHistoryApi({ ...services, journal }),
    },
    resume: () => desk.resume(),
    close: () => journal.close(),
  }
}

/** No file or definition names: a notice may be read by anybody near the screen. */
function noticeRest(desktop: Desktop, state: string): void {
  if (state === 'done') desktop.notify({ title: 'Upload finished', body: 'Open Bulkdesk to see what Eloqua took.' })
  if (state === 'needs-you' || state === 'staged')
    desktop.notify({ title: 'An upload needs you', body: 'Open Bulkdesk to go on.' })
  if (state === 'stopped') desktop.notify({ title: 'An upload stopped', body: 'Open Bulkdesk to see why.' })
}
