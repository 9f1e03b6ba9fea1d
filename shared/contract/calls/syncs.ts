import { z } from 'zod'
import type { SyncLog, SyncReject } from '../../eloqua/eloqua.ts'
import type { ListPage, Sync, SyncFigures } from '../../eloqua/sync.ts'
import type { FoundSyncs, SyncAttention, SyncIndexState } from '../../eloqua/sync-index.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, listLimit, nothing, offset, syncId } from '../schemas/common.ts'
import { syncSearch } from '../schemas/syncs.ts'

const bySync = z.strictObject({ id: syncId })
const page = { offset, limit: listLimit }

/** One request to Eloqua, to be shown as a command. */
const shownRequest = z.strictObject({
  method: z.enum(['GET', 'POST']),
  path: z
    .string()
    .max(2_000)
    .regex(/^\/[\x21-\x7e]*$/)
    .meta({ examples: ['/syncs/12/data?limit=1&offset=0'] }),
  body: z.string().max(1_000_000).optional(),
})

export const syncCalls = {
  listSyncs: takes(z.strictObject({ ...page, status: z.string().min(1).max(50).optional() })).gives<ListPage<Sync>>(),
  getSync: takes(bySync).gives<Sync>(),
  getSyncFigures: takes(bySync).gives<SyncFigures>(),
  listSyncLogs: takes(bySync).gives<readonly SyncLog[]>(),
  listSyncRejects: takes(z.strictObject({ id: syncId, ...page })).gives<ListPage<SyncReject>>(),
  startSync: takes(
    z.strictObject({ definitionUri, callbackUrl: z.string().min(1).max(2_000).optional() }),
  ).gives<Sync>(),
  copyAsCurl: takes(shownRequest).gives<void>(),
}

/** Answered from the local index of all syncs of a year. */
export const syncIndexCalls = {
  searchSyncs: takes(syncSearch).gives<FoundSyncs>(),
  /** Reads what is new, now. Answers when the newest syncs are known; older ones follow by themselves (`sync-index-changed`). */
  refreshSyncs: takes(nothing).gives<SyncIndexState>(),
  /** Stops reading older syncs, or goes on with it. */
  readOlderSyncs: takes(z.strictObject({ isOn: z.boolean() })).gives<SyncIndexState>(),
  /**
   * What failed or warned within the last 24 hours, and exports whose rows Eloqua deletes soon, as far as the index knows: ask
   * `refreshSyncs` first, and again at each `sync-index-changed`. Why a sync failed: `getSyncFigures`, whose answer is kept.
   */
  getSyncAttention: takes(nothing).gives<SyncAttention>(),
}

export type SyncApi = ApiOf<typeof syncCalls>
export type SyncIndexApi = ApiOf<typeof syncIndexCalls>
