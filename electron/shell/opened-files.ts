import { resolve } from 'node:path'
import { app } from 'electron'
import { AppError } from '../../shared/contract/errors.ts'
import type { SourceFile } from '../../shared/csv/csv.ts'
import { fileReasons } from '../../shared/words/reasons.ts'
import type { Publish } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import type { SourceFiles } from '../uploads/check/source-files.ts'

/** Files given to the app from outside: on the command line, by a second start, or by the system's `open-file`. */
export interface OpenedFiles {
  /** From now on paths go to `take`; those that came before go first. */
  deliverTo(take: (paths: readonly string[]) => void): void
  open(paths: readonly string[]): void
}

/** Must be made before the app is ready: macOS tells of the file that started the app very early. */
export function listenForOpenedFiles(first: readonly string[]): OpenedFiles {
  let waiting: readonly string[] = first
  let take: ((paths: readonly string[]) => void) | undefined

  function open(paths: readonly string[]): void {
    if (paths.length === 0) return
    if (take) take(paths)
    else waiting = [...waiting, ...paths]
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    open([resolve(path)])
  })

  return {
    open,
    deliverTo(receiver) {
      take = receiver
      const early = waiting
      waiting = []
      open(early)
    },
  }
}

/** Takes all of the given files, or rejects with what is wrong with one: how dropped files are answered. */
export function takeAll(files: SourceFiles): (paths: readonly string[]) => Promise<readonly SourceFile[]> {
  return (paths) => Promise.all(paths.map((path) => (path === '' ? refusePromised() : files.take(path))))
}

/** An attachment that is dragged out of Mail or Outlook on macOS is a promise of a file: it has no path. */
async function refusePromised(): Promise<never> {
  throw new AppError({ code: 'file-promised', message: fileReasons.notOnThisComputer })
}

/** Takes those that can be opened and tells the window. Nobody waits for an answer about the others: they go to the log. */
export async function announceFiles(
  paths: readonly string[],
  files: SourceFiles,
  publish: Publish,
  log: Log,
): Promise<void> {
  const outcomes = await Promise.allSettled(paths.map((path) => files.take(path)))
  const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') log.warn('a file could not be opened', { error: outcome.reason })
  }
  if (taken.length > 0) publish('files-opened', taken)
}
