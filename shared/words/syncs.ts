import { isFinal, type Sync } from '../eloqua/sync.ts'
import { KIND_WORDS } from './definitions.ts'
import { formatDuration } from './times.ts'

/** What a sync synced, by name; its uri where the definition is gone or has no name. */
export function nameSync(sync: Sync): string {
  return sync.definition?.name ?? sync.syncedInstanceUri
}

/** `Export`, `Import`, `Sync action`; a dash where the uri tells no kind. */
export function describeKind(sync: Sync): string {
  return sync.definition ? KIND_WORDS[sync.definition.kind] : '–'
}

/**
 * How long a sync took, or has taken until now; a dash where its times do not say. Only times of the same
 * server clock are compared, but for a running sync, whose figure is about right and says so by moving.
 */
export function describeTook(sync: Sync, now: Date): string {
  const { syncStartedAt, syncEndedAt, status } = sync
  if (!syncStartedAt) return isFinal(status) ? '–' : 'Waiting'
  const end = syncEndedAt ? Date.parse(syncEndedAt) : now.getTime()
  if (!syncEndedAt && isFinal(status)) return '–'
  return formatDuration(end - Date.parse(syncStartedAt))
}
