import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import { handle, nothing } from '../schemas/common.ts'
import type { SupportReport } from '../support-report.ts'

/** Where a screen failed: the error's kind and its stack. Never its message, which may hold data. */
const windowFault = z.strictObject({ name: z.string().max(100), stack: z.string().max(20_000) })

export const supportCalls = {
  /** Makes a report of this moment, to be read before it is saved. */
  makeSupportReport: takes(nothing).gives<SupportReport>(),
  /** Asks where, then saves that very text. `saved` is false when the user closed the dialog. */
  saveSupportReport: takes(z.strictObject({ reportId: handle })).gives<{ readonly saved: boolean }>(),
  /** A screen of the window failed: leaves a trace of that in the log. */
  noteWindowFault: takes(windowFault).gives<void>(),
}

export type SupportApi = ApiOf<typeof supportCalls>
