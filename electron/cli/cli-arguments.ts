import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import type { SyncStatus } from '../../shared/eloqua/eloqua.ts'
import { cliReasons } from '../../shared/words/command-line.ts'

const FORMATS = ['raw', 'excel-csv', 'xlsx'] as const
const STATUSES = ['success', 'warning', 'error', 'active', 'pending'] as const satisfies readonly SyncStatus[]
const MOST_SYNCS = 10_000
const limit = z.coerce.number().int().min(1).max(MOST_SYNCS)
const since = z.iso.date().or(z.iso.datetime({ offset: true }))

interface Common {
  /** The name of a saved connection, its company, or `company\user`. */
  readonly connection?: string | undefined
}

export interface SyncsCommand extends Common {
  readonly kind: 'syncs'
  readonly status?: SyncStatus | undefined
  /** ISO time: the syncs that were made since then. */
  readonly since?: string | undefined
  readonly limit: number
}

export interface ExportCommand extends Common {
  readonly kind: 'export'
  /** A name, a number or a uri. */
  readonly definition: string
  readonly folder: string
  readonly format: (typeof FORMATS)[number]
  /** Without its ending; may hold `{date}` and `{time}`. Absent: the name of the export and the date. */
  readonly fileName?: string | undefined
  readonly mayReplace: boolean
}

export interface UploadCommand extends Common {
  readonly kind: 'upload'
  readonly file: string
  readonly recipe: string
  /** Rows that cannot be sent stay behind instead of stopping the upload. */
  readonly skipsBadRows: boolean
  readonly acceptsWarnings: boolean
}

export type Command = SyncsCommand | ExportCommand | UploadCommand
type CommandName = Command['kind']

export type Parsed =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'help'; readonly topic?: CommandName }

const OPTIONS = {
  connection: { type: 'string' },
  status: { type: 'string' },
  since: { type: 'string' },
  limit: { type: 'string' },
  to: { type: 'string' },
  format: { type: 'string' },
  name: { type: 'string' },
  replace: { type: 'boolean' },
  recipe: { type: 'string' },
  'skip-bad-rows': { type: 'boolean' },
  'accept-warnings': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Which options each command takes besides `--connection` and `--help`. */
const TAKES: Readonly<Record<CommandName, readonly (keyof typeof OPTIONS)[]>> = {
  syncs: ['status', 'since', 'limit'],
  export: ['to', 'format', 'name', 'replace'],
  upload: ['recipe', 'skip-bad-rows', 'accept-warnings'],
}

const COMMANDS: readonly CommandName[] = ['syncs', 'export', 'upload']

/** Reads the words after the program's name. Throws `bad-arguments`. Secrets have no option: they come from the keychain alone. */
export function parseCommand(words: readonly string[]): Parsed {
  const { values, positionals, tokens } = parse(words)
  const [first = 'help', ...rest] = positionals
  if (first === 'help' || values.help) {
    const topic = first === 'help' ? rest[0] : first
    return topic === undefined ? { kind: 'help' } : { kind: 'help', topic: commandName(topic) }
  }
  const name = commandName(first)
  expectOptions(tokens, name)
  return { kind: 'command', command: READERS[name](values, rest) }
}

/** Only options of this command, each once: of two values one would be passed over in silence. */
function expectOptions(tokens: ReturnType<typeof parse>['tokens'], command: CommandName): void {
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    if (name !== 'connection' && !TAKES[command].some((one) => one === name))
      throw wrong(cliReasons.notAnOption(rawName, command))
    if (seen.has(name)) throw wrong(cliReasons.givenTwice(rawName))
    if (value === '') throw wrong(cliReasons.noValue(rawName))
    seen.add(name)
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, tokens: true })
  } catch (error) {
    // Node's own sentence about an argument, without the advice that follows.
    throw wrong(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error))
  }
}

type Values = ReturnType<typeof parse>['values']

const READERS: { readonly [N in CommandName]: (values: Values, rest: readonly string[]) => Command & { kind: N } } = {
  syncs(values, rest) {
    if (rest.length > 0) throw wrong(cliReasons.noName('syncs'))
    return {
      kind: 'syncs',
      connection: values.connection,
      status: values.status === undefined ? undefined : oneOf(STATUSES, values.status, '--status'),
      since: values.since === undefined ? undefined : timeOf(values.since),
      limit: values.limit === undefined ? 100 : numberOf(values.limit),
    }
  },
  export(values, rest) {
    return {
      kind: 'export',
      connection: values.connection,
      definition: only(rest, 'export'),
      folder: needed(values.to, '--to'),
      format: oneOf(FORMATS, values.format ?? 'raw', '--format'),
      fileName: values.name,
      mayReplace: values.replace === true,
    }
  },
  upload(values, rest) {
    return {
      kind: 'upload',
      connection: values.connection,
      file: only(rest, 'upload'),
      recipe: needed(values.recipe, '--recipe'),
      skipsBadRows: values['skip-bad-rows'] === true,
      acceptsWarnings: values['accept-warnings'] === true,
    }
  },
}

/** A date alone is the start of that day, by the clock of this computer. */
function timeOf(text: string): string {
  if (!since.safeParse(text).success) throw wrong(cliReasons.notATime('--since', text))
  return new Date(text.length === 10 ? `${text}T00:00` : text).toISOString()
}

function only(rest: readonly string[], kind: CommandName): string {
  const [word] = rest
  if (word === undefined || word === '' || rest.length > 1) throw wrong(cliReasons.oneName(kind))
  return word
}

function needed(value: string | undefined, name: string): string {
  if (!value) throw wrong(cliReasons.needs(name))
  return value
}

function numberOf(text: string): number {
  const read = limit.safeParse(text)
  if (!/^\d+$/.test(text) || !read.success) throw wrong(cliReasons.notANumber('--limit', text, MOST_SYNCS))
  return read.data
}

function oneOf<T extends string>(allowed: readonly T[], value: string, name: string): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw wrong(cliReasons.notAllowedValue(name, value, allowed))
  return found
}

function commandName(word: string): CommandName {
  const found = COMMANDS.find((one) => one === word)
  if (found === undefined) throw wrong(cliReasons.unknownCommand(word, COMMANDS))
  return found
}

function wrong(message: string): AppError {
  return new AppError({ code: 'bad-arguments', message })
}
