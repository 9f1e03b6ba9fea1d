import { FAMILY_WORDS, KIND_WORDS } from '../../../shared/eloqua/definition.ts'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { formatDuration } from '../../../shared/words/times.ts'

/** What a sync synced, by name; its uri where the definition is gone or has no name. */
export function nameSync(sync: Sync): string {
  return sync.definition?.name ?? sync.syncedInstanceUri
}

/** `Export`, `Import`, `Sync action`; a dash where the uri tells no kind. */
export function describeKind(sync: Sync): string {
  return sync.definition ? KIND_WORDS[sync.definition.kind] : '–'
}

/** `Contacts`, `Custom object “Orders”`; undefined where it is not known. */
export function describeFamily(of: Sync['definition']): string | undefined {
  if (!of) return undefined
  const family = FAMILY_WORDS[of.family]
  if (of.parentName) return `${family} “${of.parentName}”`
  return of.parentId === undefined ? family : `${family} ${of.parentId}`
}

/**
 * How long a sync took, or has taken until now; a dash where its times do not say. Only times of the same
 * server clock are compared, but for a running sync, whose figure is about right and says so by moving.
 */
export function describeTook(sync: Sync, now: Date): string {
  const { syncStartedAt, syncEndedAt, status } = sync
  if (!syncStartedAt) return isFinal(status) ? '–' : 'waiting'
  const end = syncEndedAt ? Date.parse(syncEndedAt) : now.getTime()
  if (!syncEndedAt && isFinal(status)) return '–'
  return formatDuration(end - Date.parse(syncStartedAt))
}
