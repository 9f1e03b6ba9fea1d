import type { Sync } from '../../../../shared/eloqua/sync.ts'
import { FIRST_PAGE_SIZE, type PagePlace } from './page-place.ts'

/** Where the user was in each result, until Bulkdesk quits: a look at the log must not lose the place in the data. */
const places = new Map<string, PagePlace>()

export function recallPlace(sync: Sync): PagePlace {
  return places.get(keyOf(sync)) ?? { offset: 0, limit: FIRST_PAGE_SIZE, row: 0 }
}

export function rememberPlace(sync: Sync, place: PagePlace): void {
  places.set(keyOf(sync), place)
}

/** Numbers alone may mean other syncs in another connection. */
function keyOf(sync: Sync): string {
  return `${sync.id} ${sync.createdAt} ${sync.syncedInstanceUri}`
}
