import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import { syncId } from '../schemas/common.ts'
import { csvFlavour } from '../schemas/csv.ts'
import type { StartedSave } from '../transfer.ts'

const saveSync = z.strictObject({ syncId, flavour: csvFlavour })

export const resultCalls = {
  /** Asks where, then saves the sync's whole data; null when the user closed the dialog. */
  saveResult: takes(saveSync).gives<StartedSave | null>(),
  saveRejects: takes(saveSync).gives<StartedSave | null>(),
}

export type ResultApi = ApiOf<typeof resultCalls>
