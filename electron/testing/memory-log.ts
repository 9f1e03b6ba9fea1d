import type { Log } from '../platform/logger.ts'
import { redact } from '../platform/redact.ts'

export type LoggedEntry = readonly [message: string, facts: Readonly<Record<string, unknown>>]

/** A log that keeps its entries, redacted as the real one writes them. */
export function createMemoryLog(): { readonly log: Log; readonly entries: LoggedEntry[] } {
  const entries: LoggedEntry[] = []
  const write: Log['info'] = (message, facts = {}) =>
    void entries.push([message, redact(facts) as Readonly<Record<string, unknown>>])
  return { log: { info: write, warn: write, error: write }, entries }
}

/** A log for tests that do not look at it. */
export const SILENT_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
