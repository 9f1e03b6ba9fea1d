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
}

/**
 * How many rows an export's sync exported, as its own log says (ELQ-00102): pages from a cache, or of a result that was
 * dropped, agree with each other and not with the log. Undefined where the log does not say, or cannot be read.
 */
export async function rowsInLog({ client, source, signal, log }: LoggedRowsOptions): Promise<number | undefined> {
  const { id, definition } = source.sync
  if (definition?.kind !== 'export') return undefined
  try {
    return rowsMoved(await readLogs(client, id, signal), 'export')
  } catch (error) {
    if (signal.aborted) throw error
    const { code } = toKnownError(error, log, 'reading how many rows were exported')
    log.warn('the log of an export could not be read', { code })
    return undefined
  }
}
