import type { InstallationApi } from '../../../shared/contract/calls/installation.ts'
import type { KeychainStatus } from '../../../shared/contract/connection.ts'
import type { InstallationFinding } from '../../../shared/contract/installation.ts'
import type { Network } from '../../connections/client-book.ts'
import type { Publish } from '../../platform/desktop.ts'
import type { ForkHelper } from '../../platform/helper-link.ts'
import type { Log } from '../../platform/logger.ts'
import { installationTrials } from './installation-checks.ts'
import { createPracticeRequests } from './practice-requests.ts'
import { runTrials } from './run-trials.ts'
import { createWindowProbe } from './window-probe.ts'

/** What the runtime gives, as far as an installation may lack it. */
export interface RuntimeParts {
  readonly isElectron: boolean
  readonly forkHelper: ForkHelper
  readonly canNotify: () => boolean
}

export interface InstallationOptions {
  readonly runtime: RuntimeParts
  readonly userData: string
  readonly keychainStatus: () => Promise<KeychainStatus>
  readonly publish: Publish
  readonly network: Network
  readonly log: Log
}

export interface Installation {
  readonly api: InstallationApi
  /** Tries every part, one after the other, and tells each finding as it comes. Never rejects. */
  check(onFinding?: (finding: InstallationFinding) => void): Promise<readonly InstallationFinding[]>
}

export function createInstallation(options: InstallationOptions): Installation {
  const { probe, answerProbe } = createWindowProbe(options.publish)
  const practice = createPracticeRequests(options)
  const trials = installationTrials({ ...options, ...options.runtime, probeWindow: probe, practice })
  let running: Promise<readonly InstallationFinding[]> | undefined

  async function check(onFinding?: (finding: InstallationFinding) => void) {
    running ??= runTrials(trials, { ...options.runtime, log: options.log, ...(onFinding ? { onFinding } : {}) })
    return running.finally(() => {
      running = undefined
    })
  }

  return { api: { checkInstallation: () => check(), answerProbe }, check }
}
