import { z } from 'zod'
import type { SyncLog, SyncReject } from '../../eloqua/eloqua.ts'
import type { ListPage, Sync, SyncFigures } from '../../eloqua/sync.ts'
import { type ApiOf, takes } from '../call.ts'
import { definitionUri, listLimit, offset, syncId } from '../schemas/common.ts'

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

export type SyncApi = ApiOf<typeof syncCalls>
