import { z } from 'zod'
import { listLimit, offset, search } from './common.ts'

/** A day of this computer's time zone. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ examples: ['2026-11-28'] })

/** What is looked for among the syncs of the local index. */
export const syncSearch = z.strictObject({
  /** Every word of it is looked for, in any order. */
  text: search,
  group: z.enum(['all', 'failed', 'warnings', 'running']),
  kind: z.enum(['export', 'import', 'syncAction']).optional(),
  /** Started by this user. */
  user: z.string().min(1).max(1_000).optional(),
  /** The first and the last day. */
  from: day.optional(),
  to: day.optional(),
  /** At least so many rejected rows, where they are known. */
  minRejected: z.int().min(1).max(1_000_000_000).optional(),
  sort: z.strictObject({
    key: z.enum(['started', 'id', 'name', 'kind', 'status', 'rows', 'rejected', 'duration', 'user']),
    descending: z.boolean(),
  }),
  offset,
  limit: listLimit,
})
