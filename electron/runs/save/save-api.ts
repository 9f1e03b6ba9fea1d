import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RunSaveApi } from '../../../shared/contract/calls/run-saves.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { ListRequest, SaveFormat, SaveRequest } from '../../../shared/contract/run.ts'
import type { StartedSave } from '../../../shared/contract/transfer.ts'
import type { SourceFile } from '../../../shared/csv/csv.ts'
import { runName, runWords } from '../../../shared/words/runs.ts'
import { saveWords } from '../../../shared/words/saves.ts'
import type { Desktop } from '../../platform/desktop.ts'
import { safeFileName } from '../../platform/file-name.ts'
import type { Leftovers } from '../../platform/leftovers.ts'
import type { Log } from '../../platform/logger.ts'
import { openPartialFile } from '../../platform/partial-file.ts'
import { makePrivateFolder } from '../../platform/private-folder.ts'
import type { TransferBook } from '../../transfers/transfer-book.ts'
import type { Runs } from '../run-api.ts'
import { countLongCells, rowCount, type SaveParquet, saveRun, writeValues } from './save-run.ts'
import { startSave } from './save-transfer.ts'
import { MOST_SHEET_ROWS } from './xlsx-parts.ts'

export interface RunSavesOptions {
  readonly runs: Runs
  readonly transfers: TransferBook
  readonly leftovers: Leftovers
  readonly desktop: Pick<Desktop, 'askSavePath'>
  /** Opens a file that a save has made in the program of the system. */
  readonly openDataFile: (path: string) => Promise<void>
  /** A file of ours becomes one that can be sent. */
  readonly takeFile: (path: string) => Promise<SourceFile>
  readonly saveParquet: SaveParquet
  /** What separates cells in the CSV files of this computer's Excel. */
  readonly separator: ',' | ';'
  /** The folder for lists that are to be sent. It is emptied at every start. */
  readonly listFolder: string
  readonly log: Log
}

const EXTENSIONS: Readonly<Record<SaveFormat, string>> = {
  raw: 'csv',
  'excel-csv': 'csv',
  xlsx: 'xlsx',
  parquet: 'parquet',
}

export interface RunSaves {
  readonly api: RunSaveApi
  /** Removes the lists that were made to be sent. */
  close(): void
}

/** Rows of a run as files: all of them, those of a view, or a selection. */
export function createRunSaves(options: RunSavesOptions): RunSaves {
  const { runs, transfers } = options
  const removeLists = (): void => rmSync(options.listFolder, { recursive: true, force: true, maxRetries: 3 })
  removeLists()
  const api: RunSaveApi = {
    async forecastRunSave({ format, ...part }) {
      const run = runs.find(part.runId)
      const boxes = await runs.boxesOf(part)
      const rows = boxes.reduce((sum, box) => sum + rowCount(box), 0)
      const isXlsx = format === 'xlsx'
      const sheets = isXlsx ? Math.max(1, Math.ceil(rows / (MOST_SHEET_ROWS - 1))) : 1
      const longCells = isXlsx ? await countLongCells(run, boxes, options.log) : 0
      return { rows, sheets, longCells, waitsForRows: run.run().state.kind !== 'complete' }
    },
    saveRun: (request) => askAndSave(options, request),
    async openSavedFile({ transferId }) {
      const path = transfers.actions(transferId)?.path?.()
      const isDone = transfers.list().some((one) => one.transferId === transferId && one.state === 'done')
      if (path === undefined || !isDone) throw new AppError({ code: 'file-missing', message: runWords.noFile })
      await options.openDataFile(path)
    },
    listRunValues: (request) => makeList(options, request),
  }
  return { api, close: removeLists }
}

async function askAndSave(options: RunSavesOptions, request: SaveRequest): Promise<StartedSave | null> {
  const { runs, transfers, leftovers, desktop, log, separator, saveParquet } = options
  const run = runs.find(request.runId)
  const name = run.record().kept?.name ?? runName(run.run())
  const extension = EXTENSIONS[request.format]
  const ask = { title: saveWords.data, defaultName: `${name}.${extension}`, extension }
  const askPath = () => desktop.askSavePath(ask)
  const path = await askPath()
  if (path === undefined) return null
  const save = { run, request, separator, saveParquet, log, boxes: () => runs.boxesOf(request) }
  const transferId = startSave({
    ...{ transfers, leftovers, path, askPath, log, title: name, keeps: runWords.rowsStay },
    syncId: run.record().facts.syncId,
    run: (job) => saveRun(save, job),
  })
  return { transferId }
}

async function makeList(options: RunSavesOptions, { column, ...part }: ListRequest): Promise<SourceFile> {
  const { runs, listFolder, log } = options
  const run = runs.find(part.runId)
  const name = safeFileName(run.record().columns[column] ?? '', 'csv')
  const folder = join(listFolder, randomUUID())
  makePrivateFolder(listFolder)
  makePrivateFolder(folder)
  const boxes = await runs.boxesOf({ ...part, columns: [column] })
  const file = await openPartialFile(join(folder, name))
  try {
    const values = boxes.map((box) => ({ ...box, columns: [column] }))
    await writeValues(run, values, file, log)
    await file.finish()
  } catch (error) {
    await file.discard()
    throw error
  }
  return options.takeFile(join(folder, name))
}
