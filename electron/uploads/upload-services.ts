import type { CsvEngine } from '../csv/engine.ts'
import type { Clients } from '../eloqua/eloqua-client.ts'
import type { Desktop, Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { TransferBook } from '../transfers/transfer-book.ts'
import type { SourceFiles } from './check/source-files.ts'
import type { UploadEnvironment } from './environment.ts'
import type { OpenedJournal } from './journal/safe-journal.ts'
import type { UploadJournal } from './journal/upload-journal.ts'
import type { MadeFiles } from './made-files.ts'
import type { RecentFiles } from './recent-files.ts'
import type { PlaceClaims } from './schedule/place-claims.ts'
import type { SourceEngine } from './sources/source-engine.ts'

export interface UploadServices {
  readonly clients: Clients
  readonly engine: CsvEngine
  readonly publish: Publish
  readonly desktop: Desktop
  readonly transfers: TransferBook
  readonly files: SourceFiles
  /** Tests give their own. */
  readonly sources?: SourceEngine
  readonly userData: string
  readonly log: Log
  /** Time, chance and limits; tests give their own. */
  readonly environment?: Partial<UploadEnvironment>
  /** The command line, beside a window that may be open: it notes no recent files, and goes on with no other upload. */
  readonly isGuest?: boolean
  /** Tests let its writes fail. */
  readonly openJournal?: (folder: string, now?: () => Date) => OpenedJournal
}

/** The services with an environment in which nothing is left open. */
export type UploadParts = UploadServices & {
  readonly environment: UploadEnvironment
  readonly journal: UploadJournal
  readonly claims: PlaceClaims
  readonly madeFiles: MadeFiles
  readonly recentFiles: RecentFiles
}
