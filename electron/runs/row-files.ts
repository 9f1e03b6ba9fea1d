import { open, rm } from 'node:fs/promises'
import { AppError, isAppError } from '../../shared/contract/errors.ts'
import type { RunSource, SaveFormat } from '../../shared/contract/run.ts'
import type { EloquaClient } from '../eloqua/eloqua-client.ts'
import { needsSignIn } from '../eloqua/http/sign-in-gate.ts'
import { toDiskError } from '../platform/disk-errors.ts'
import type { Leftovers } from '../platform/leftovers.ts'
import type { Log } from '../platform/logger.ts'
import { openPartialFile, type PartialFile } from '../platform/partial-file.ts'
import { expectTarget, numberedPath } from '../platform/target-path.ts'
import type { LiveRun } from './live-run.ts'
import type { Runs } from './run-api.ts'
import { type SaveParquet, saveRun } from './save/save-run.ts'

export interface RowFilesOptions {
  readonly runs: Runs
  readonly leftovers: Leftovers
  readonly saveParquet: SaveParquet
  /** What separates cells in the CSV files of this computer's Excel. */
  readonly separator: ',' | ';'
  readonly log: Log
}

interface RowFileRequest {
  readonly client: EloquaClient
  readonly source: RunSource
  readonly format: SaveFormat
  readonly path: string
  /** Otherwise a file of that name stays, and the new one gets a number. */
  readonly mayReplace: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: { readonly rows: number; readonly total?: number }) => void
}

export interface RowFiles {
  /**
   * Fetches the rows of a sync and saves them, without a window: all of them, or none. Gives how many, and where. Rejects
   * with `cancelled`, with the refusal where Eloqua refuses the sign-in, and with whatever keeps rows from being whole.
   */
  save(request: RowFileRequest): Promise<{ readonly rows: number; readonly path: string }>
  /** Rejects with what would keep `save` from making its file there, before anything is fetched. */
  expectPlace(target: Pick<RowFileRequest, 'path' | 'mayReplace'>): Promise<void>
}

export function createRowFiles(options: RowFilesOptions): RowFiles {
  return {
    expectPlace: ({ path, mayReplace }) => expectTarget(path, { mayReplace, leftovers: options.leftovers }),
    async save(request) {
      const { runs } = options
      let letGo = () => {}
      const run = await runs.openFor(request.client, request.source, (opened) => {
        letGo = opened.need()
      })
      try {
        return await saveTo(options, run, request)
      } finally {
        letGo()
        if (!run.record().kept && !run.isNeeded()) await runs.shelf.remove(run)
      }
    },
  }
}

async function saveTo({ runs, leftovers, ...parts }: RowFilesOptions, run: LiveRun, request: RowFileRequest) {
  const { path, format, onProgress } = request
  const stop = stopWith(request.signal)
  const off = run.onChange(({ state }) => {
    if (state.kind === 'waiting' && needsSignIn(state.error.code)) stop.because(new AppError(state.error))
  })
  const file = await openPartialFile(path, leftovers)
  try {
    const boxes = () => runs.boxesOf({ runId: run.runId })
    const job = { file, signal: stop.signal, onProgress, onWait: () => {}, onRefused: () => {}, betweenPages: noWait }
    await saveRun({ ...parts, run, boxes, request: { runId: run.runId, format } }, job)
    return { rows: run.run().rows, path: await giveName(file, request) }
  } catch (error) {
    await file.discard()
    throw stop.reason() ?? error
  } finally {
    off()
  }
}

const noWait = async (): Promise<void> => {}

/** A signal that also ends for a reason of ours. */
function stopWith(signal: AbortSignal) {
  const own = new AbortController()
  let reason: AppError | undefined
  return {
    signal: AbortSignal.any([signal, own.signal]),
    because(error: AppError): void {
      reason ??= error
      own.abort()
    },
    reason: () => reason,
  }
}

async function giveName(file: PartialFile, { path, mayReplace }: RowFileRequest): Promise<string> {
  if (mayReplace) {
    await file.finish(path)
    return path
  }
  const free = await reserveName(path)
  try {
    await file.finish(free)
    return free
  } catch (error) {
    await rm(free, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Makes an empty file that no other process can take: `out.csv`, or `out (2).csv` where that is taken. */
async function reserveName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = numberedPath(path, number)
    try {
      await (await open(free, 'wx', 0o600)).close()
      return free
    } catch (error) {
      const known = toDiskError(error)
      if (!isTaken(error)) throw known
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && !isAppError(error) && 'code' in error && error.code === 'EEXIST'
}
