import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../shared/contract/errors.ts'
import { cliReasons } from '../../shared/words/command-line.ts'

/** What the command line asks for, as far as this build may grant it. */
export interface CommandLine {
  /** Try this installation instead of showing a window; `report` is where the findings go. */
  readonly selfTest?: { readonly report: string }
  /** Where to sign in instead of login.eloqua.com. */
  readonly loginUrl?: string
  readonly userDataDir?: string
  /** Of the practice instance, so that a test can look at what the instance holds. */
  readonly practicePassword?: string
  /** What follows `--cli`: a command instead of a window. */
  readonly command?: readonly string[]
  /** Absolute paths of CSV files to open. */
  readonly files: readonly string[]
}

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Reads the arguments after the program's own. A packaged build takes files only: its server and its folder are fixed.
 * Throws `bad-arguments` for an option without a value, and for a server that is not of this machine.
 */
export function readCommandLine(
  argv: readonly string[],
  given: { readonly isPackaged: boolean; readonly folder: string },
): CommandLine {
  const cliAt = argv.indexOf('--cli')
  const command = cliAt < 0 ? {} : { command: argv.slice(cliAt + 1) }
  const files = (cliAt < 0 ? argv.slice(1) : [])
    .flatMap((argument) => pathOf(argument) ?? [])
    .filter((path) => !path.startsWith('-') && /\.(csv|tsv|txt|xlsx|xlsm|json|jsonl|ndjson)$/i.test(path))
    .map((path) => resolve(given.folder, path))
  const selfTest =
    cliAt < 0 && argv.includes('--self-test') ? { selfTest: { report: reportOf(argv, given.folder) } } : {}
  if (given.isPackaged) return { files, ...command, ...selfTest }
  const loginUrl = optionOf(argv, '--login-url')
  const userDataDir = optionOf(argv, '--user-data-dir')
  const practicePassword = optionOf(argv, '--practice-password')
  if (loginUrl !== undefined && !isLoopbackUrl(loginUrl)) throw wrong(cliReasons.loginUrl)
  return {
    files,
    ...command,
    ...selfTest,
    ...(loginUrl === undefined ? {} : { loginUrl }),
    ...(practicePassword === undefined ? {} : { practicePassword }),
    ...(userDataDir === undefined ? {} : { userDataDir: resolve(given.folder, userDataDir) }),
  }
}

/** Linux desktops may hand over `file://` urls where the others hand over paths. Undefined for a url that is no path here. */
function pathOf(argument: string): string | undefined {
  if (!/^file:/i.test(argument)) return argument
  try {
    return fileURLToPath(argument)
  } catch {
    return undefined
  }
}

/** Whether a url names this very machine by http, with nothing hidden in it. */
export function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname) && url.username === '' && url.password === ''
}

/** Where the findings of a self-test go: a file of the user's choice, else one in the current folder. */
function reportOf(argv: readonly string[], folder: string): string {
  return resolve(folder, optionOf(argv, '--self-test-report') ?? 'bulkdesk-self-test.json')
}

function optionOf(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`))
  const argument = argv[at]
  if (argument === undefined) return undefined
  const value = argument === name ? argv[at + 1] : argument.slice(name.length + 1)
  if (!value) throw wrong(cliReasons.noValue(name))
  return value
}

function wrong(message: string): AppError {
  return new AppError({ code: 'bad-arguments', message })
}
