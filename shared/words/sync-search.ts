import type { SyncState } from '../eloqua/sync-index.ts'

/** Words that people type for how a sync went, beside Eloqua's own. */
export const searchedStates: Readonly<Record<SyncState, string>> = {
  success: 'succeeded done',
  warning: 'warnings',
  error: 'failed failure errors',
  running: 'running waiting',
  other: '',
}
