import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import type { HourlyCounts, RequestChanges } from '../request-log.ts'
import { nothing } from '../schemas/common.ts'

const requestId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

export const requestCalls = {
  /** What changed since the revision that an earlier answer named; everything since 0. */
  listRequests: takes(z.strictObject({ since: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })).gives<RequestChanges>(),
  clearRequests: takes(nothing).gives<void>(),
  /** The command has no credential and no body. */
  copyRequestAsCurl: takes(z.strictObject({ id: requestId })).gives<void>(),
  /** Asks where, then saves these requests as HAR 1.2. `saved` is false when the user closed the dialog. */
  saveRequestsHar: takes(z.strictObject({ ids: z.array(requestId).max(10_000) })).gives<{
    readonly saved: boolean
  }>(),
  getHourlyCounts: takes(nothing).gives<HourlyCounts>(),
}

export type RequestApi = ApiOf<typeof requestCalls>
