import type { SyncLog } from '../../shared/eloqua/eloqua.ts'
import { rowsMoved, rowsOf } from '../../shared/eloqua/row-codes.ts'
import { isFinal, type Sync, type SyncFigures } from '../../shared/eloqua/sync.ts'
import { reasonsOf } from '../../shared/eloqua/sync-reasons.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { getSync } from '../eloqua/syncs/get-sync.ts'
import { readLogs } from '../eloqua/syncs/logs.ts'
import { countRejects } from '../eloqua/syncs/rejects.ts'

/** Where figures are remembered: those of a sync that has ended never change. */
interface KnownFigures {
  figures(id: number): SyncFigures | undefined
  keepFigures(sync: Sync, figures: SyncFigures): void
}

/** The last line of a log: without it more lines may come. */
const HAS_ENDED = 'ELQ-00101'

/** Rows and reasons by the log; rejected rows by how many rejects there are, which only imports and sync actions have. */
export async function readFigures(client: EloquaClient, known: KnownFigures, id: number): Promise<SyncFigures> {
  const before = known.figures(id)
  if (before) return before
  const sync = await getSync(client, id)
  const kind = sync.definition?.kind
  if (!isFinal(sync.status) || !kind) return {}
  const logs = await readLogs(client, id)
  const rows = rowsMoved(logs, kind)
  const reasons = sync.status === 'success' ? [] : reasonsOf(logs)
  const figures = {
    ...(rows === undefined ? {} : { rows }),
    ...(kind === 'export' ? {} : apart(await countRejects(client, id), logs)),
    ...(reasons.length === 0 ? {} : { reasons }),
  }
  if (logs.some(({ statusCode }) => statusCode === HAS_ENDED)) known.keepFigures(sync, figures)
  return figures
}

/** Duplicates apart from rejected rows, where the log and the list of both agree. */
function apart(listed: number, logs: readonly SyncLog[]): Pick<SyncFigures, 'rejected' | 'duplicates'> {
  const duplicates = rowsOf(logs, 'duplicate') ?? 0
  const rejected = rowsOf(logs, 'rejected', 'unmatched') ?? 0
  return duplicates > 0 && rejected + duplicates === listed ? { rejected, duplicates } : { rejected: listed }
}
