import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'
import type { Sync } from '../../../shared/eloqua/sync.ts'
import { describeFamily } from '../../../shared/words/definitions.ts'
import { nameSync } from '../../../shared/words/syncs.ts'

/** What Eloqua cannot filter by, and Bulkdesk therefore filters among the syncs it has loaded. */
export interface LoadedFilter {
  readonly kind?: DefinitionKind
  /** Only those of this user. */
  readonly user?: string
  readonly search: string
}

/** The syncs among those loaded that fit. Capitals make no difference. */
export function filterSyncs(syncs: readonly Sync[], { kind, user, search }: LoadedFilter): readonly Sync[] {
  const text = search.trim().toLowerCase()
  return syncs.filter((sync) => {
    if (kind && sync.definition?.kind !== kind) return false
    if (user && sync.createdBy.toLowerCase() !== user.toLowerCase()) return false
    return text === '' || searchable(sync).includes(text)
  })
}

function searchable(sync: Sync): string {
  const parts = [
    String(sync.id),
    nameSync(sync),
    describeFamily(sync.definition),
    sync.createdBy,
    sync.syncedInstanceUri,
  ]
  return parts.join('\n').toLowerCase()
}
