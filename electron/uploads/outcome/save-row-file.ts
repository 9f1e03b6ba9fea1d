import { basename } from 'node:path'
import { isAppError } from '../../../shared/contract/errors.ts'
import { saveWords } from '../../../shared/words/saves.ts'
import type { Desktop } from '../../platform/desktop.ts'
import type { TransferBook } from '../../transfers/transfer-book.ts'
import { writeRowFile } from './row-file.ts'

export interface RowFileRequest {
  readonly title: string
  /** Without its ending. */
  readonly defaultName: string
  readonly header: readonly string[]
  rows(signal: AbortSignal): AsyncIterable<readonly string[]>
}

/** Asks where, then writes in the background as a transfer. Null when the user closed the dialog. */
export async function saveRowFile(
  services: { readonly desktop: Desktop; readonly transfers: TransferBook },
  request: RowFileRequest,
): Promise<{ transferId: string } | null> {
  const path = await services.desktop.askSavePath({
    title: request.title,
    defaultName: request.defaultName,
    extension: 'csv',
  })
  if (!path) return null
  const abort = new AbortController()
  const transfer = services.transfers.open(
    {
      kind: 'save',
      title: saveWords.title(request.title, basename(path)),
      state: 'running',
      progress: { unit: 'rows', done: 0 },
      message: saveWords.writing,
      cancelMeans: saveWords.cancelRowsMeans,
      fileName: basename(path),
    },
    { cancel: () => abort.abort(), path: () => path },
  )
  writeRowFile(path, request.header, request.rows(abort.signal), {
    signal: abort.signal,
    onRows: (done) => transfer.progress({ unit: 'rows', done }),
  })
    .then((rows) => {
      const message = saveWords.rowsSaved(rows)
      transfer.update({
        state: 'done',
        message,
        progress: { unit: 'rows', done: rows, total: rows },
        cancelMeans: undefined,
        endedAt: new Date().toISOString(),
      })
    })
    .catch((error: unknown) => {
      const data = isAppError(error)
        ? error.toData()
        : { code: 'unknown' as const, message: 'The file could not be saved.' }
      const state = data.code === 'cancelled' ? 'cancelled' : 'failed'
      transfer.update({
        state,
        message: data.message,
        error: data,
        cancelMeans: undefined,
        endedAt: new Date().toISOString(),
      })
    })
  return { transferId: transfer.transferId }
}
