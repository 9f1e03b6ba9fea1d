import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import { cliReasons } from '../../shared/words/command-line.ts'

const format = z.enum(['raw', 'excel-csv', 'xlsx'])
const limit = z.coerce.number().int().min(1).max(10_000)
const since = z.iso.date().or(z.iso.datetime({ offset: true }))

interface Common {
  /** The name of a saved connection, its company, or `company\user`. */
  readonly connection?: string | undefined
}

export interface SyncsCommand extends Common {
  readonly kind: 'syncs'
  readonly status?: string | undefined
  /** ISO time: the syncs that were made since then. */
  readonly since?: string | undefined
  readonly limit: number
}

export interface ExportCommand extends Common {
  readonly kind: 'export'
  /** A name, a number or a uri. */
  readonly definition: string
  readonly folder: string
  readonly format: z.output<typeof format>
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

/** Reads the words after the program's name. Throws `bad-arguments`. Secrets have no option: they come from the keychain alone. */
export function parseCommand(words: readonly string[]): Parsed {
  const { values, positionals, tokens } = parse(words)
  const [first = 'help', ...rest] = positionals
  if (first === 'help' || values.help) {
    const topic = first === 'help' ? rest[0] : first
    return { kind: 'help', ...(isCommandName(topic) ? { topic } : {}) }
  }
  if (!isCommandName(first)) throw wrong(cliReasons.unknownCommand(first))
  for (const token of tokens)
    if (token.kind === 'option' && token.name !== 'connection' && !TAKES[first].some((name) => name === token.name))
      throw wrong(cliReasons.notAnOption(token.rawName, first))
  return { kind: 'command', command: READERS[first](values, rest) }
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
      status: values.status,
      since: values.since === undefined ? undefined : timeOf(checked(since, values.since, '--since')),
      limit: checked(limit, values.limit ?? '100', '--limit'),
    }
  },
  export(values, rest) {
    return {
      kind: 'export',
      connection: values.connection,
      definition: only(rest, 'export'),
      folder: needed(values.to, '--to'),
      format: checked(format, values.format ?? 'raw', '--format'),
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

function checked<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value)
  if (!result.success) throw wrong(cliReasons.wrongValue(name))
  return result.data
}

function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(TAKES, word)
}

function wrong(message: string): AppError {
  return new AppError({ code: 'bad-arguments', message })
}
