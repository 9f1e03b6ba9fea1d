import { AppError, isAppError } from '../../shared/contract/errors.ts'
import { cliReasons } from '../../shared/words/command-line.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { isOfSystem } from '../platform/disk-errors.ts'
import { createLogger, type Log, logCrashes } from '../platform/logger.ts'
import { makePrivateFolder } from '../platform/private-folder.ts'
import { redactText } from '../platform/redact.ts'
import type { CliOptions } from './cli-desk.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { interruptSignal, outliveReaders, print, tell } from './process-end.ts'
import { type CliEnd, runCli } from './run-cli.ts'
import { visibleJson } from './visible-text.ts'

export interface CliStart extends Omit<CliOptions, 'signal' | 'tell'> {
  readonly words: readonly string[]
}

/**
 * Follows one command line from its first word to its exit code. Whatever happens, also before anything could be opened,
 * is one document on standard output.
 */
export async function startCli(open: () => CliStart, signal = interruptSignal()): Promise<CliEnd['code']> {
  outliveReaders()
  const { code, output } = await follow(open, signal).catch(endOfFailedStart)
  await print(output)
  return code
}

async function follow(open: () => CliStart, signal: AbortSignal): Promise<CliEnd> {
  const { words, ...options } = open()
  const crashed = Promise.withResolvers<CliEnd>()
  logCrashes(options.log, () => crashed.resolve(endOfCrash()))
  return Promise.race([runCli(words, { ...options, signal, tell }), crashed.promise])
}

/** Nothing was asked of Eloqua yet. */
function endOfFailedStart(cause: unknown): CliEnd {
  if (isAppError(cause)) return ended(cause, exitCodeOf(cause))
  // There may be no log to write to.
  tell(redactText(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)))
  return ended(new AppError({ code: 'unknown', message: bulkdeskReasons.wentWrong }), EXIT.failed)
}

/** The state of this process is unknown, and with it what had been sent. */
function endOfCrash(): CliEnd {
  return ended(new AppError({ code: 'unknown', message: bulkdeskReasons.wentWrong }), EXIT.unclear)
}

function ended(error: AppError, code: CliEnd['code']): CliEnd {
  tell(error.message)
  return { code, output: visibleJson({ error: error.toData() }) }
}

/** Opens the data folder, and its log. Throws `bad-arguments` where the caller has named a folder that cannot be used. */
export function openDataFolder(path: string, { isNamed }: { readonly isNamed: boolean }): Log {
  try {
    makePrivateFolder(path)
    return createLogger(path)
  } catch (error) {
    if (!isOfSystem(error)) throw error
    const code = isNamed ? 'bad-arguments' : 'disk-failed'
    throw new AppError({ code, message: cliReasons.noDataFolder(path) }, { cause: error })
  }
}
