import { basename } from 'node:path'
import { saveWords } from '../../../shared/words/saves.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Desktop } from '../../platform/desktop.ts'
import type { Log } from '../../platform/logger.ts'
import type { TransferBook } from '../../transfers/transfer-book.ts'
import { writeRowFile } from './row-file.ts'

export interface RowFileRequest {
  readonly title: string
  /** Without its ending. */
  readonly defaultName: string
  readonly header: readonly string[]
  rows(signal: AbortSignal): AsyncIterable<readonly string[]>
}

interface SaveServices {
  readonly desktop: Desktop
  readonly transfers: TransferBook
  readonly log: Log
}

/** Asks where, then writes in the background as a transfer. Null when the user closed the dialog. */
export async function saveRowFile(
  { desktop, transfers, log }: SaveServices,
  request: RowFileRequest,
): Promise<{ transferId: string } | null> {
  const { title, defaultName } = request
  const path = await desktop.askSavePath({ title, defaultName, extension: 'csv' })
  if (!path) return null
  const abort = new AbortController()
  const opening = {
    kind: 'save',
    title: saveWords.title(title, basename(path)),
    state: 'running',
    progress: { unit: 'rows', done: 0 },
    message: saveWords.writing,
    cancelMeans: saveWords.cancelRowsMeans,
    fileName: basename(path),
  } as const
  const transfer = transfers.open(opening, { cancel: () => abort.abort(), path: () => path })
  const onRows = (done: number) => transfer.progress({ unit: 'rows', done })
  writeRowFile(path, request.header, request.rows(abort.signal), { signal: abort.signal, onRows })
    .then((rows) => transfer.update({ ...over(), ...saved(rows) }))
    .catch((failure: unknown) => {
      const error = toKnownError(failure, log, 'saving rows').toData()
      const state = error.code === 'cancelled' ? 'cancelled' : 'failed'
      transfer.update({ ...over(), state, message: error.message, error })
    })
  return { transferId: transfer.transferId }
}

function over() {
  return { cancelMeans: undefined, endedAt: new Date().toISOString() }
}

function saved(rows: number) {
  return {
    state: 'done',
    message: saveWords.rowsSaved(rows),
    progress: { unit: 'rows', done: rows, total: rows },
  } as const
}
