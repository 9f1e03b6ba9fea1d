import { z } from 'zod'
import { type ApiOf, takes } from '../call.ts'
import type { InstallationFinding } from '../installation.ts'
import { handle, nothing } from '../schemas/common.ts'

const windowProbe = z.strictObject({
  token: handle,
  blocksCode: z.boolean(),
  hasNode: z.boolean(),
  origin: z.string().max(200),
})

export const installationCalls = {
  /** Tries everything that only the real runtime can show. Touches no connection and no data of the user. */
  checkInstallation: takes(nothing).gives<readonly InstallationFinding[]>(),
  /** The window's answer to the event `window-probed`. */
  answerProbe: takes(windowProbe).gives<void>(),
}

export type InstallationApi = ApiOf<typeof installationCalls>
