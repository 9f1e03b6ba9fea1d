import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AppErrorData, ErrorCode } from '../../../shared/contract/errors.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { describeError } from '../../../shared/words/errors.ts'
import { bulkdeskReasons, resultReasons } from '../../../shared/words/reasons.ts'
import { describeUnnamed, SAVE_WAITS_FOR_SIGN_IN } from '../../../shared/words/result-words.ts'
import { saveWords } from '../../../shared/words/saves.ts'
import { toKnownError } from '../../platform/defects.ts'
import type { Leftovers } from '../../platform/leftovers.ts'
import type { Log } from '../../platform/logger.ts'
import { openPartialFile, type PartialFile } from '../../platform/partial-file.ts'
import type { TransferBook, TransferHandle } from '../../transfers/transfer-book.ts'
import { createPauseGate, type PauseGate } from '../fetch/pause-gate.ts'
import { createSaveReporter, type SaveProgress } from './save-reporter.ts'

/** What a save is given to work with. */
export interface SaveJob {
  readonly file: PartialFile
  readonly signal: AbortSignal
  readonly onProgress: (progress: SaveProgress) => void
  readonly onWait: (wait: { readonly error: AppErrorData; readonly seconds: number }) => void
  /** Eloqua has refused the sign-in: saving waits until the user has signed in again. */
  readonly onRefused: () => void
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
  readonly leftovers: Leftovers
  /** Asks the user for another path; undefined when the dialog was closed. */
  readonly askPath: () => Promise<string | undefined>
  /** Fills the file; resolves with what to say when it is done. */
  readonly run: (job: SaveJob) => Promise<string>
}

const NOTHING_TO_STOP = { cancelMeans: undefined, pauseMeans: undefined, resumeMeans: undefined }

/** Errors after which what came already is worth keeping. */
const KEEP_AFTER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['incomplete-result', 'gone', 'not-found'])

/** Paths being written now: two saves to one name would overwrite each other. */
const busy = new Set<string>()

/** One save and what it has come to. */
interface Save {
  readonly options: SaveOptions
  readonly handle: TransferHandle
  readonly gate: PauseGate
  cancel: AbortController
  /** What the user should be shown. */
  shown?: string
  /** Left by an earlier try that was incomplete. */
  kept?: string
  /** The whole result, which only lacks its name, and what to say when it has one. */
  unnamed?: { readonly file: PartialFile; readonly message: string }
}

/** Starts a save as a transfer: it shows in the panel, can be cancelled at any point and tried again when it failed. */
export function startSave(options: SaveOptions): string {
  if (busy.has(options.path)) {
    throw new AppError({ code: 'not-allowed-now', message: resultReasons.savingThere })
  }
  const handle = options.transfers.open(
    {
      kind: 'save',
      title: saveWords.title(options.title, basename(options.path)),
      progress: { unit: 'rows', done: 0 },
      ...starting(options),
      syncId: options.syncId,
      fileName: basename(options.path),
    },
    {
      cancel: () => save.cancel.abort(),
      pause: () => pause(save),
      resume: () => resume(save),
      retry: () => retry(save),
      path: () => save.shown,
    },
  )
  const save: Save = { options, handle, gate: createPauseGate(), cancel: new AbortController() }
  run(save, () => download(save))
  return handle.transferId
}

function starting(options: SaveOptions) {
  const pauseMeans = pauseMeansOf(options)
  return { state: 'running', message: saveWords.starting, cancelMeans: saveWords.cancelMeans, pauseMeans } as const
}

function pauseMeansOf({ keeps }: SaveOptions): string {
  return saveWords.pauseMeans(keeps)
}

function pause({ gate, handle }: Save): void {
  gate.close()
  handle.update({ message: saveWords.pausing, pauseMeans: undefined, resumeMeans: saveWords.resumeMeans })
}

function resume({ gate, handle, options }: Save): void {
  gate.open()
  const pauseMeans = pauseMeansOf(options)
  handle.update({ state: 'running', message: saveWords.resuming, pauseMeans, resumeMeans: undefined })
}

/** A result that is whole is not asked for again: it only gets another name. */
function retry(save: Save): void {
  if (busy.has(save.options.path)) return
  if (save.unnamed) {
    run(save, () => nameAnew(save))
    return
  }
  save.gate.open()
  save.cancel = new AbortController()
  save.handle.update({ ...starting(save.options), error: undefined, endedAt: undefined })
  run(save, () => download(save))
}

function run({ options }: Save, work: () => Promise<void>): void {
  busy.add(options.path)
  void work().finally(() => busy.delete(options.path))
}

async function download(save: Save): Promise<void> {
  const { options, handle } = save
  const { signal } = save.cancel
  const seen = { rows: 0 }
  let file: PartialFile | undefined
  try {
    file = await openPartialFile(options.path, options.leftovers)
    const message = await options.run(jobOf(save, file, seen))
    if (signal.aborted) throw cancelled()
    handle.update({ message: saveWords.finishing, ...NOTHING_TO_STOP })
    await giveName(save, file, message, options.path)
  } catch (error) {
    const known = signal.aborted ? cancelled() : toKnownError(error, options.log, 'saving results')
    await endBadly(save, file, known, seen.rows)
  }
}

function jobOf({ options, handle, gate, cancel }: Save, file: PartialFile, seen: { rows: number }): SaveJob {
  const { signal } = cancel
  const reporter = createSaveReporter(handle, options.path)
  const onPause = () => handle.update({ state: 'paused', message: pausedWords(seen.rows, options) })
  return {
    file,
    signal,
    onProgress: (progress) => {
      seen.rows = progress.rows
      reporter.report(progress)
    },
    betweenPages: () => gate.pass(signal, onPause).then((hasWaited) => hasWaited && reporter.forgetRate()),
    onWait: (wait) => handle.update({ state: 'waiting', message: waitWords(wait) }),
    onRefused: () => handle.update({ state: 'waiting', message: SAVE_WAITS_FOR_SIGN_IN }),
  }
}

/** Where the name cannot be given, as a folder has it or Excel holds the file, the whole result is kept beside it. */
async function giveName(save: Save, file: PartialFile, message: string, path: string): Promise<void> {
  const endedAt = new Date().toISOString()
  try {
    await file.finish(path)
  } catch (error) {
    const { log } = save.options
    const known = toKnownError(error, log, 'naming a saved result')
    const kept = save.unnamed ? save.shown : await file.keep()
    save.unnamed = { file, message }
    save.shown = kept
    const words = describeUnnamed(basename(kept ?? ''), known.message)
    return save.handle.update({ state: 'failed', message: words, ...NOTHING_TO_STOP, endedAt, error: known.toData() })
  }
  save.unnamed = undefined
  save.shown = path
  if (save.kept) await rm(save.kept, { force: true }).catch(() => {})
  save.kept = undefined
  save.handle.update({ state: 'done', message, endedAt, error: undefined, fileName: basename(path) })
}

async function nameAnew(save: Save): Promise<void> {
  const path = await save.options.askPath()
  if (path === undefined || !save.unnamed) return
  await giveName(save, save.unnamed.file, save.unnamed.message, path)
}

async function endBadly(save: Save, file: PartialFile | undefined, error: AppError, rows: number): Promise<void> {
  const isKept = file !== undefined && rows > 0 && KEEP_AFTER.has(error.code)
  const kept = isKept ? await file.keep() : undefined
  if (!isKept) await file?.discard()
  save.kept = kept ?? save.kept
  save.shown = kept
  const isCancelled = error.code === 'cancelled'
  const words = describeError(error, 'saving')
  save.handle.update({
    state: isCancelled ? 'cancelled' : 'failed',
    message: isCancelled ? saveWords.canceled : saveWords.failed(words.title, error.message, kept && basename(kept)),
    ...NOTHING_TO_STOP,
    endedAt: new Date().toISOString(),
    ...(isCancelled ? {} : { error: error.toData() }),
    ...(kept ? { fileName: basename(kept) } : {}),
  })
}

function pausedWords(rows: number, { keeps }: SaveOptions): string {
  return saveWords.paused(rows, keeps)
}

function waitWords({ error, seconds }: { readonly error: AppErrorData; readonly seconds: number }): string {
  return saveWords.tryingAgain(describeError(error, 'saving').title, seconds)
}

function cancelled(): AppError {
  return new AppError({ code: 'cancelled', message: bulkdeskReasons.canceled })
}
