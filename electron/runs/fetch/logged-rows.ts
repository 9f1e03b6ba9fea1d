import { rowsMoved } from '../../../shared/eloqua/row-codes.ts'
import type { EloquaClient } from '../../eloqua/eloqua-client.ts'
import { readLogs } from '../../eloqua/syncs/logs.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Log } from '../../platform/logger.ts'
import type { ResultSource } from './result-source.ts'

interface LoggedRowsOptions {
  readonly client: EloquaClient
  readonly source: ResultSource
  readonly signal: AbortSignal
  readonly log: Log
  /** How long the log may take, milliseconds. */
  readonly patienceMs?: number
}

/** The log only checks rows that are here already, so that a slow one must not keep them from being complete. */
const PATIENCE_MS = 60_000

/**
 * How many rows an export's sync exported, as its own log says (ELQ-00102): pages from a cache, or of a result that was
 * dropped, agree with each other and not with the log. Undefined where the log does not say, or cannot be read in a minute.
 * Rejects only where `signal` ends the work.
 */
export async function rowsInLog(options: LoggedRowsOptions): Promise<number | undefined> {
  const { client, source, signal, log, patienceMs = PATIENCE_MS } = options
  const { id, definition } = source.sync
  if (definition?.kind !== 'export') return undefined
  const timeout = AbortSignal.timeout(patienceMs)
  try {
    return rowsMoved(await readLogs(client, id, AbortSignal.any([signal, timeout])), 'export')
  } catch (error) {
    if (signal.aborted) throw error
    const { code } = timeout.aborted
      ? ({ code: 'timeout' } as const)
      : toKnownError(error, log, 'reading how many rows were exported')
    log.warn('the log of an export could not be read', { code })
    return undefined
  }
}
