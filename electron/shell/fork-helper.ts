import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { ForkHelper } from '../platform/helper-link.ts'

/**
 * Starts a helper in a process of its own, which may die alone. What it writes of itself is dropped: an error's message may
 * hold row data. Errors come over its link instead.
 */
export const forkHelper: ForkHelper = (file) =>
  utilityProcess.fork(fileURLToPath(file), [], { serviceName: 'Bulkdesk helper', stdio: 'ignore' })
