import { setTimeout as wait } from 'node:timers/promises'
import { PART_LIMITS, type PartLimits } from './check/plan-upload.ts'

/** What uploads take from the computer they run on: time, chance and waiting. Tests give their own. */
export interface UploadEnvironment {
  now(): Date
  /** Milliseconds on a clock that cannot be set. */
  elapsed(): number
  /** Between 0 and 1. */
  random(): number
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Named steps that a crash may fall on: the crash tests stop the process here. */
  reached(step: string): void
  /** How often it is looked at what another process did to the journal. */
  readonly lookElsewhereMs: number
  /** How files are cut into parts. */
  readonly limits: PartLimits
}

const REAL: UploadEnvironment = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
  reached: () => {},
  lookElsewhereMs: 2_000,
  limits: PART_LIMITS,
}

export function uploadEnvironment(changes: Partial<UploadEnvironment> = {}): UploadEnvironment {
  return { ...REAL, ...changes }
}
