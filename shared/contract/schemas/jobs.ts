import { z } from 'zod'
import { definitionUri, handle } from './common.ts'
import { saveFormat } from './runs.ts'

/** `03:00`, by the clock of this computer. */
const at = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When a saved job runs. `on`: 0 is Sunday, as in JavaScript. In a shorter month, day 31 is its last day. */
export const jobSchedule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('hours'), hours: z.int().min(1).max(168) }),
  z.strictObject({ every: z.literal('day'), at }),
  z.strictObject({ every: z.literal('week'), on: z.int().min(0).max(6), at }),
  z.strictObject({ every: z.literal('month'), on: z.int().min(1).max(31), at }),
])

export const byJob = z.strictObject({ jobId: handle })
const settings = {
  name: z.string().min(1).max(200),
  schedule: jobSchedule,
  /** May hold `{date}` and `{time}`. */
  fileName: z.string().min(1).max(200),
  format: saveFormat,
  /** A folder that the user chose in main's dialog. */
  folderId: handle,
}
export const newJob = z.strictObject({ definitionUri, ...settings })
/** Without a folder: the one the job has. */
export const jobChange = byJob.extend({ ...settings, folderId: handle.optional() })
export const jobPause = byJob.extend({ paused: z.boolean() })
export const byJobRun = byJob.extend({ runId: handle })
