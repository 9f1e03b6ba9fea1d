import { statfs } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { AppErrorData, ErrorCode } from '../../shared/contract/errors.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { describeError } from '../../shared/words/errors.ts'
import { toKnownError } from '../platform/defects.ts'
import type { Log } from '../platform/logger.ts'
import type { TransferBook, TransferHandle } from '../transfers/transfer-book.ts'
import { openPartialFile, type PartialFile } from '../platform/partial-file.ts'
import { createPauseGate, type PauseGate } from './pause-gate.ts'
import { createRate } from './rate.ts'

/** What a save is given to work with. */
export interface SaveJob {
  readonly file: PartialFile
  readonly signal: AbortSignal
  readonly onProgress: (progress: { readonly rows: number; readonly total?: number; readonly bytes: number }) => void
  readonly onWait: (wait: { readonly error: AppErrorData; readonly seconds: number }) => void
  /** Resolves when the next page may be asked for: at once, unless the user paused. */
  readonly betweenPages: () => Promise<unknown>
}

export interface SaveOptions {
  readonly transfers: TransferBook
  readonly title: string
  readonly path: string
  readonly syncId: number
  /** How long Eloqua keeps what is saved, as a sentence: what a long pause would run into. */
  readonly keeps: string
  readonly log: Log
  /** Fills the file; resolves with what to say when it is done. */
  readonly run: (job: SaveJob) => Promise<string>
}

const CANCEL_MEANS = 'Stops saving and removes the unfinished file. Nothing changes in Eloqua.'

const RESUME_MEANS = 'Goes on with the next page.'
const NOTHING_TO_STOP = { cancelMeans: undefined, pauseMeans: undefined, resumeMeans: undefined }

/** Errors after which what came already is worth keeping. */
const KEEP_AFTER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['incomplete-result', 'gone', 'not-found'])

/** Paths being written now: two saves to one name would overwrite each other. */
const busy = new Set<string>()

/** Starts a save as a transfer: it shows in the panel, can be cancelled at any point and tried again when it failed. */
export function startSave(options: SaveOptions): string {
  if (busy.has(options.path)) {
    throw new AppError({ code: 'not-allowed-now', message: 'Another save to this file is still going on.' })
  }
  const gate = createPauseGate()
  const pauseMeans = `Stops after the page on its way and keeps what is written, as long as Bulkdesk runs. ${options.keeps}`
  let cancel = new AbortController()
  let shown: string | undefined
  const handle = options.transfers.open(
    {
      kind: 'save',
      title: `${options.title} → ${basename(options.path)}`,
      state: 'running',
      progress: { unit: 'rows', done: 0 },
      message: 'Starting…',
      cancelMeans: CANCEL_MEANS,
      pauseMeans,
      syncId: options.syncId,
      fileName: basename(options.path),
    },
    {
      cancel: () => cancel.abort(),
      pause: () => {
        gate.close()
        handle.update({
          message: 'Pausing as soon as the page on its way has come.',
          pauseMeans: undefined,
          resumeMeans: RESUME_MEANS,
        })
      },
      resume: () => {
        gate.open()
        handle.update({ state: 'running', message: 'Going on…', pauseMeans, resumeMeans: undefined })
      },
      retry: () => {
        if (busy.has(options.path)) return
        gate.open()
        cancel = new AbortController()
        handle.update({
          state: 'running',
          message: 'Starting…',
          cancelMeans: CANCEL_MEANS,
          pauseMeans,
          error: undefined,
          endedAt: undefined,
        })
        go()
      },
      path: () => shown,
    },
  )
  const go = (): void => {
    busy.add(options.path)
    void saveOnce(options, handle, gate, cancel.signal)
      .then((path) => {
        shown = path
      })
      .finally(() => busy.delete(options.path))
  }
  go()
  return handle.transferId
}

/** Gives the path that the user should be shown afterwards, if there is one. */
async function saveOnce(
  options: SaveOptions,
  handle: TransferHandle,
  gate: PauseGate,
  signal: AbortSignal,
): Promise<string | undefined> {
  let file: PartialFile | undefined
  let rows = 0
  try {
    file = await openPartialFile(options.path)
    const reporter = createReporter(handle, options.path)
    const pause = () => handle.update({ state: 'paused', message: pausedWords(rows, options) })
    const message = await options.run({
      file,
      signal,
      onProgress: (progress) => {
        rows = progress.rows
        reporter.report(progress)
      },
      betweenPages: () => gate.pass(signal, pause).then((hasWaited) => hasWaited && reporter.forgetRate()),
      onWait: (wait) => handle.update({ state: 'waiting', message: waitWords(wait) }),
    })
    if (signal.aborted) throw cancelled()
    handle.update({ message: 'Making it safe on disk…', ...NOTHING_TO_STOP })
    await file.finish()
    handle.update({ state: 'done', message, endedAt: new Date().toISOString() })
    return options.path
  } catch (error) {
    const known = signal.aborted ? cancelled() : toKnownError(error, options.log, 'saving results')
    return endBadly(handle, file, known, rows)
  }
}

async function endBadly(
  handle: TransferHandle,
  file: PartialFile | undefined,
  error: AppError,
  rows: number,
): Promise<string | undefined> {
  const isKept = file !== undefined && rows > 0 && KEEP_AFTER.has(error.code)
  const kept = isKept ? await file.keep() : undefined
  if (!isKept) await file?.discard()
  const isCancelled = error.code === 'cancelled'
  const words = describeError(error, 'saving')
  const keptWords = kept ? ` What came is kept as ${basename(kept)}.` : ''
  handle.update({
    state: isCancelled ? 'cancelled' : 'failed',
    message: isCancelled
      ? 'Cancelled. The unfinished file was removed.'
      : `${words.title}. ${error.message}${keptWords}`,
    ...NOTHING_TO_STOP,
    endedAt: new Date().toISOString(),
    ...(isCancelled ? {} : { error: error.toData() }),
    ...(kept ? { fileName: basename(kept) } : {}),
  })
  return kept
}

function createReporter(handle: TransferHandle, path: string) {
  let rate = createRate()
  let isRoomChecked = false
  let warning = ''
  const report: SaveJob['onProgress'] = ({ rows, total, bytes }) => {
    const perSecond = rate.note(rows)
    const left = total === undefined || !perSecond ? undefined : Math.max(0, total - rows) / perSecond
    handle.update({ state: 'running', message: `${formatBytes(bytes)} written.${warning}` })
    handle.progress({
      unit: 'rows',
      done: rows,
      ...(total === undefined ? {} : { total }),
      ...(perSecond === undefined ? {} : { rate: perSecond }),
      ...(left === undefined ? {} : { secondsLeft: left }),
    })
    if (isRoomChecked || total === undefined || rows === 0) return
    isRoomChecked = true
    void warnWhenFull(path, (bytes / rows) * (total - rows) * 1.1).then((words) => {
      warning = words
    })
  }
  return {
    report,
    forgetRate() {
      rate = createRate()
    },
  }
}

/** A look at the free space after the first page: better to know now than after an hour. Only a hint, so it never fails. */
async function warnWhenFull(path: string, needed: number): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(dirname(path))
    if (bavail * bsize >= needed) return ''
    return ` It may not fit: about ${formatBytes(needed)} more is needed, ${formatBytes(bavail * bsize)} is free.`
  } catch {
    return '' // Some network drives do not tell.
  }
}

function pausedWords(rows: number, { keeps }: SaveOptions): string {
  return `Paused after ${rows === 1 ? 'one row' : `${rows.toLocaleString('en')} rows`}. ${keeps}`
}

function waitWords({ error, seconds }: { readonly error: AppErrorData; readonly seconds: number }): string {
  const pause = seconds < 1.5 ? 'a second' : `${Math.round(seconds)} seconds`
  return `${describeError(error, 'saving').title}. Trying again in ${pause}.`
}

function formatBytes(bytes: number): string {
  const megabytes = bytes / 1e6
  if (megabytes >= 1_000) return `${(megabytes / 1_000).toFixed(1)} GB`
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.ceil(bytes / 1_000)} kB`
}

function cancelled(): AppError {
  return new AppError({ code: 'cancelled', message: 'Cancelled.' })
}
