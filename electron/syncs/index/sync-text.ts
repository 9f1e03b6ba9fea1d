import type { Sync } from '../../../shared/eloqua/sync.ts'
import { type SyncState, stateOf } from '../../../shared/eloqua/sync-index.ts'
import { describeFamily, KIND_WORDS } from '../../../shared/words/definitions.ts'
import { searchedStates } from '../../../shared/words/sync-search.ts'
import { formatSearchedDay } from '../../../shared/words/times.ts'

/** The day of a time on this computer's calendar: `2026-11-28`; empty where the time cannot be read. */
export function dayOf(at: number): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return ''
  return [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
}

/** All that a sync is found by, in lower case: number, name, object, kind, status, user, uri, and last the day. */
export function textOf(sync: Sync): string {
  const { id, definition, status, createdBy, syncedInstanceUri, createdAt } = sync
  const at = Date.parse(createdAt)
  const state: SyncState = stateOf(status)
  const parts = [
    String(id),
    definition?.name,
    describeFamily(definition),
    definition && KIND_WORDS[definition.kind],
    status,
    searchedStates[state],
    createdBy,
    syncedInstanceUri,
    dayOf(at),
    Number.isNaN(at) ? undefined : formatSearchedDay(new Date(at)),
  ]
  return parts.filter(Boolean).join('\n').toLowerCase()
}

/** The words of a search that are looked for; each must be in the text of a sync. `#66104` is the number. */
export function wordsOf(typed: readonly string[]): readonly string[] {
  return typed.map((word) => word.replace(/^#(?=\d)/, '')).slice(0, MOST_WORDS)
}

const MOST_WORDS = 20

function two(count: number): string {
  return String(count).padStart(2, '0')
}
