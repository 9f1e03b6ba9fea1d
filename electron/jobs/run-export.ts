import { notNow } from '../../shared/contract/errors.ts'
import type { SaveFormat } from '../../shared/contract/run.ts'
import { jobReasons } from '../../shared/words/reasons.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Log } from '../platform/logger.ts'
import type { RowFiles } from '../runs/row-files.ts'
import { awaitSync } from '../syncs/await-sync.ts'
import { createDefinitionCatalogue } from '../syncs/definition-catalogue.ts'
import { startSync } from '../syncs/start-sync.ts'

export interface ExportOptions {
  readonly client: EloquaClient
  readonly rowFiles: RowFiles
  readonly log: Log
}

export interface ExportRequest {
  readonly definitionUri: string
  /** A sync of the definition that was started before: no other one is started. */
  readonly syncId?: number
  readonly format: SaveFormat
  readonly path: string
  readonly mayReplace: boolean
  readonly signal: AbortSignal
  /** Noted before anything else happens: whatever ends this process, no second sync need be started. */
  readonly onSync: (syncId: number) => void
  readonly onProgress: (progress: { readonly rows: number; readonly total?: number }) => void
}

export type ExportEnd =
  | {
      readonly kind: 'saved'
      readonly syncId: number
      readonly status: string
      readonly rows: number
      readonly path: string
    }
  | { readonly kind: 'sync-failed'; readonly syncId: number; readonly status: string }

/** Statuses after which there are rows to fetch. */
const WITH_ROWS: ReadonlySet<string> = new Set(['success', 'warning'])

/**
 * Starts the sync of an export once, waits for its end and saves its rows. Nobody may be there to be asked, so an export that
 * changes anything in Eloqua is refused with `not-allowed-now`. Rejects as `RowFiles.expectPlace`, `startSync`, `awaitSync`
 * and `RowFiles.save` do.
 */
export async function runExport({ client, rowFiles, log }: ExportOptions, request: ExportRequest): Promise<ExportEnd> {
  const { format, path, mayReplace, signal, onProgress } = request
  const syncId = request.syncId ?? (await startOnce(client, rowFiles, request))
  if (request.syncId === undefined) request.onSync(syncId)
  const { status } = await awaitSync(client, syncId, { signal, log })
  if (!WITH_ROWS.has(status)) return { kind: 'sync-failed', syncId, status }
  const source = { syncId, what: 'data' } as const
  const saved = await rowFiles.save({ client, source, format, path, mayReplace, signal, onProgress })
  return { kind: 'saved', syncId, status, ...saved }
}

/** A sync costs one of the hour's, and its rows are kept for a time only: whether they can be saved is known before. */
async function startOnce(
  client: EloquaClient,
  rowFiles: RowFiles,
  { definitionUri, signal, ...target }: ExportRequest,
): Promise<number> {
  await expectReadOnly(client, definitionUri)
  await rowFiles.expectPlace(target)
  return (await startSync(client, { definitionUri, startUnless: signal })).id
}

/** Gives the name of an export that only reads. Rejects with `not-allowed-now` for every other definition. */
export async function expectReadOnly(client: EloquaClient, definitionUri: string): Promise<string> {
  const { kind, name, syncActions = [] } = await createDefinitionCatalogue(client).get(definitionUri)
  if (kind !== 'export') throw notNow(jobReasons.notAnExport)
  if (syncActions.length > 0) throw notNow(jobReasons.exportWrites)
  return name
}
