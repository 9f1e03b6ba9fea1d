import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Run, SaveRequest } from '../../../shared/contract/run.ts'
import { describeIncomplete } from '../../../shared/words/result-words.ts'
import { runWords } from '../../../shared/words/runs.ts'
import { savedWords } from '../../../shared/words/saves.ts'
import { toDiskError } from '../../platform/disk-errors.ts'
import type { Log } from '../../platform/logger.ts'
import type { PartialFile } from '../../platform/partial-file.ts'
import { workerFile } from '../../platform/worker-file.ts'
import { linkWorker, type WorkerLink } from '../../platform/worker-link.ts'
import type { LiveRun } from '../live-run.ts'
import type { CopyBox } from '../store/row-boxes.ts'
import type { SavedSoFar, SaveRowsMethods } from './save-rows.worker.ts'
import type { SaveJob } from './save-transfer.ts'

/** Writes rows as Parquet to a path where nothing lies yet, and tells how many. */
export type SaveParquet = (
  runId: string,
  request: {
    readonly path: string
    readonly columns: readonly { readonly column: number; readonly name: string }[]
    readonly numbers?: Uint32Array
  },
  signal: AbortSignal,
) => Promise<number>

export interface SaveRunOptions {
  readonly run: LiveRun
  readonly request: SaveRequest
  /** Asked when all rows are here. */
  readonly boxes: () => Promise<readonly CopyBox[]>
  readonly separator: ',' | ';'
  readonly saveParquet: SaveParquet
  readonly log: Log
}

/** Fills the file of a save, once all rows are here; gives what to say of it. */
export async function saveRun(options: SaveRunOptions, job: SaveJob): Promise<string> {
  await whenWhole(options.run, job)
  const boxes = await options.boxes()
  const columns = boxes[0]?.columns.length ?? 0
  if (options.request.format === 'parquet') {
    const rows = await saveAsParquet(options, boxes, job)
    return savedWords({ rows, columns, guarded: 0 })
  }
  const { rows, guarded } = await writeRows(options, boxes, job)
  return savedWords({ rows, columns, guarded })
}

/** Rows that are still arriving are waited for. A save is never of fewer rows than Eloqua names. */
async function whenWhole(run: LiveRun, { signal, onProgress }: SaveJob): Promise<void> {
  const release = run.need()
  const stopped = Promise.withResolvers<never>()
  stopped.promise.catch(() => undefined)
  const stop = (): void => stopped.reject(new AppError({ code: 'cancelled', message: runWords.stopped }))
  signal.addEventListener('abort', stop)
  const off = run.onChange(({ rows, total, bytes }) =>
    onProgress({ rows, ...(total === undefined ? {} : { total }), bytes }),
  )
  try {
    const ended = await Promise.race([run.whenEnded(), stopped.promise])
    if (ended.state.kind !== 'complete') throw whyNotWhole(ended)
  } finally {
    signal.removeEventListener('abort', stop)
    off()
    release()
  }
}

function whyNotWhole({ state, rows, total }: Run): AppError {
  if (state.kind === 'incomplete' && state.why.kind === 'failed') return new AppError(state.why.error)
  const reason = state.kind === 'incomplete' && state.why.kind === 'answers' ? state.why.reason : 'no-page'
  const message = describeIncomplete({ rows, reason, ...(total === undefined ? {} : { total }) })
  return new AppError({ code: 'incomplete-result', message })
}

async function writeRows(
  { run, request, separator, log }: SaveRunOptions,
  boxes: readonly CopyBox[],
  job: SaveJob,
): Promise<SavedSoFar> {
  const { format, cutLongCells } = request
  if (format === 'parquet') throw new Error('Parquet is written by the helper')
  if (format === 'xlsx' && !cutLongCells) {
    const long = await countLongCells(run, boxes, log)
    if (long > 0) throw new AppError({ code: 'too-large', message: runWords.longCells(long) })
  }
  const total = boxes.reduce((sum, box) => sum + rowCount(box), 0)
  const names = run.record().columns
  return withSaveWorker(log, async (link) => {
    await link.call('begin', [job.file.handle.fd, { segments: run.segments(), boxes, names, format, separator }])
    for (;;) {
      await job.betweenPages()
      if (job.signal.aborted) throw new AppError({ code: 'cancelled', message: runWords.stopped })
      const saved = await link.call('next', [])
      job.onProgress({ rows: saved.rows, bytes: saved.bytes, total })
      if (saved.isDone) return saved
    }
  })
}

/** Writes one column as a CSV, blank cells left out. */
export async function writeValues(run: LiveRun, boxes: readonly CopyBox[], file: PartialFile, log: Log): Promise<void> {
  const job = { segments: run.segments(), boxes, names: run.record().columns, format: 'raw', separator: ',' } as const
  await withSaveWorker(log, async (link) => {
    await link.call('begin', [file.handle.fd, { ...job, skipsBlank: true }])
    while (!(await link.call('next', [])).isDone);
  })
}

export function countLongCells(run: LiveRun, boxes: readonly CopyBox[], log: Log): Promise<number> {
  return withSaveWorker(log, (link) => link.call('countLongCells', [{ segments: run.segments(), boxes }]))
}

export function rowCount({ rows }: CopyBox): number {
  return rows instanceof Uint32Array ? rows.length : rows.to - rows.from
}

async function withSaveWorker<T>(log: Log, work: (link: WorkerLink<SaveRowsMethods>) => Promise<T>): Promise<T> {
  const worker = new Worker(workerFile('./save-rows.worker.ts', import.meta.url))
  worker.unref()
  const link = linkWorker<SaveRowsMethods>(worker, { log, name: 'saving rows' })
  try {
    return await work(link)
  } finally {
    link.end()
    await worker.terminate()
  }
}

/** DuckDB writes a file of its own; its bytes go into the one that was opened for the save. */
async function saveAsParquet(
  { run, saveParquet }: SaveRunOptions,
  boxes: readonly CopyBox[],
  { file, signal }: SaveJob,
): Promise<number> {
  const path = join(run.folder, `${randomUUID()}.parquet`)
  const names = run.record().columns
  const columns = (boxes[0]?.columns ?? []).map((column) => ({ column, name: names[column] ?? '' }))
  const numbers = numbersOf(boxes, run.run().rows)
  try {
    const rows = await saveParquet(run.runId, { path, columns, ...(numbers ? { numbers } : {}) }, signal)
    await file.handle.truncate(0)
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) await file.handle.writeFile(bytes)
    return rows
  } catch (error) {
    throw error instanceof AppError ? error : toDiskError(error)
  } finally {
    await rm(path, { force: true }).catch(() => undefined)
  }
}

/** Undefined for all rows in the run's own order. */
function numbersOf(boxes: readonly CopyBox[], total: number): Uint32Array | undefined {
  const [box] = boxes
  if (boxes.length === 1 && box && !(box.rows instanceof Uint32Array) && box.rows.from === 0 && box.rows.to === total)
    return undefined
  return Uint32Array.from(
    boxes.flatMap(({ rows }) =>
      rows instanceof Uint32Array ? [...rows] : Array.from({ length: rows.to - rows.from }, (_, at) => rows.from + at),
    ),
  )
}
