import { AppError, type AppErrorData } from '../../shared/contract/errors.ts'
import { cliHelp, cliReasons } from '../../shared/words/command-line.ts'
import { toKnownError } from '../platform/defects.ts'
import { type Command, parseCommand } from './cli-arguments.ts'
import { asConnection, type CliOptions } from './cli-desk.ts'
import { exportRows } from './commands/export.ts'
import { listSyncs } from './commands/syncs.ts'
import { uploadFile } from './commands/upload.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { visibleJson } from './visible-text.ts'

interface Done {
  readonly code: ExitCode
  readonly answer: Readonly<Record<string, unknown>>
}

export interface CliEnd {
  readonly code: ExitCode
  /** For standard output: one JSON document, or the text of `--help`. */
  readonly output: string
}

/** Follows the words of a command line. Never rejects: whatever happens is a document and an exit code. */
export async function runCli(words: readonly string[], options: CliOptions): Promise<CliEnd> {
  let command: Command | undefined
  try {
    const parsed = parseCommand(words)
    if (parsed.kind === 'help') return { code: EXIT.done, output: cliHelp(parsed.topic) }
    command = parsed.command
    options.signal.throwIfAborted()
    const { code, answer } = await follow(command, options)
    const error = answer.error as AppErrorData | undefined
    if (error) options.tell(error.message)
    return { code, output: visibleJson({ command: command.kind, ...answer }) }
  } catch (cause) {
    const error = options.signal.aborted ? interrupted() : toKnownError(cause, options.log, 'following a command line')
    options.tell(error.message)
    return { code: exitCodeOf(error), output: visibleJson({ command: command?.kind, error: error.toData() }) }
  }
}

function follow(command: Command, options: CliOptions): Promise<Done> {
  return asConnection<Done>(options, command.connection, (client) => {
    if (command.kind === 'syncs') return listSyncs(client, command, options.signal)
    if (command.kind === 'upload') return uploadFile(options, client, command)
    return exportRows(options, client, command)
  })
}

function interrupted(): AppError {
  return new AppError({ code: 'cancelled', message: cliReasons.interrupted })
}
