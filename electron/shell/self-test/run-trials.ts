import {
  INSTALLATION_CHECKS,
  type InstallationCheck,
  type InstallationFinding,
} from '../../../shared/contract/installation.ts'
import type { Log } from '../../platform/logger.ts'
import { redactText } from '../../platform/redact.ts'
import type { Trial } from './installation-checks.ts'

const LONGEST_MS = 30_000

/** Tries all in order, one at a time; a part that fails or hangs does not keep the others from being tried. */
export async function runTrials(
  trials: Readonly<Record<InstallationCheck, Trial>>,
  given: {
    readonly isElectron: boolean
    readonly log: Log
    readonly onFinding?: (finding: InstallationFinding) => void
  },
): Promise<readonly InstallationFinding[]> {
  const findings: InstallationFinding[] = []
  for (const check of INSTALLATION_CHECKS) {
    const finding = await tryOne(check, trials[check], given)
    findings.push(finding)
    given.onFinding?.(finding)
  }
  return findings
}

async function tryOne(
  check: InstallationCheck,
  trial: Trial,
  { isElectron, log }: { readonly isElectron: boolean; readonly log: Log },
): Promise<InstallationFinding> {
  if (trial.needsElectron && !isElectron) return { check, outcome: 'not-here', ms: 0 }
  const startedAt = performance.now()
  const since = (): number => performance.now() - startedAt
  try {
    const detail = await withinTime(trial.run())
    return { check, outcome: 'ok', ...(detail ? { detail } : {}), ms: since() }
  } catch (error) {
    log.error('a part of this installation does not work', { check, error })
    const message = error instanceof Error ? error.message : String(error)
    return { check, outcome: 'failed', detail: redactText(message), ms: since() }
  }
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer within 30 seconds')), LONGEST_MS)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
