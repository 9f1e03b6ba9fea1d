import type { SourceFile } from '../csv/csv.ts'
import type { Sync } from '../eloqua/sync.ts'
import type { SyncIndexState } from '../eloqua/sync-index.ts'
import type { Check } from '../uploads/upload.ts'
import type { ConnectionsState } from './connection.ts'
import type { Run } from './run.ts'
import type { Transfer } from './transfer.ts'

export type MenuCommand =
  | 'palette'
  | 'new-sync'
  | 'open-csv'
  | 'find'
  | 'refresh'
  | 'save-csv'
  | 'shortcuts'
  | 'settings'

/** The type of what an event carries. Known to the compiler only. */
function carries<Payload>(): Payload {
  return undefined as Payload
}

/** What main tells the window without being asked. One entry is all that a new event needs. */
export const EVENTS = {
  'connections-changed': carries<ConnectionsState>(),
  'transfer-changed': carries<Transfer>(),
  'upload-changed': carries<{ readonly uploadId: string }>(),
  'check-changed': carries<{ readonly checkId: string; readonly state: Check['state']; readonly bytesRead: number }>(),
  /** Bytes of the file that was read so far, for making a copy with fixes. */
  'fix-progress': carries<{ readonly workId: string; readonly bytesRead: number; readonly size: number }>(),
  /** A workbook or JSON file is being made into rows: how much of it was read, from 0 to 1. */
  'making-changed': carries<{ readonly fileId: string; readonly share: number }>(),
  'sync-changed': carries<Sync>(),
  /** More syncs are known locally, or reading them has stopped. */
  'sync-index-changed': carries<SyncIndexState>(),
  /** At most four times a second while rows arrive. */
  'run-changed': carries<Run>(),
  /** At most four times a second while requests go out. */
  'requests-changed': carries<null>(),
  /** A saved job was changed, or a run of it began or ended. */
  'jobs-changed': carries<null>(),
  'menu-chosen': carries<{ readonly command: MenuCommand }>(),
  /** The computer slept: what is on screen may be hours old. */
  'computer-woke': carries<null>(),
  /** Main asks the window about itself; the answer is the call `answerProbe`. */
  'window-probed': carries<{ readonly token: string }>(),
  'files-opened': carries<readonly SourceFile[]>(),
}

export type Events = Readonly<typeof EVENTS>
