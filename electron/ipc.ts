import { ipcMain } from 'electron'
import { callChannel, OPEN_DROPPED_FILES } from '../shared/contract/bridge.ts'
import { CONTRACT } from '../shared/contract/contract.ts'
import { AppError, type AppErrorData, isAppError, type Result } from '../shared/contract/errors.ts'
import type { Api } from '../shared/contract/ipc.ts'
import { droppedPaths } from '../shared/contract/schemas/dropped-paths.ts'
import { bulkdeskReasons } from '../shared/words/reasons.ts'
import { toKnownError } from './platform/defects.ts'
import type { Log } from './platform/logger.ts'
import { BUNDLE_ORIGIN } from './shell/bundle-origin.ts'

const MOST_FAILURES = 20
const LONGEST_TEXT = 200

/** What the sender check looks at; the shape of Electron's IpcMainInvokeEvent, as far as we use it. */
export interface CallEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null
}

export interface ServeOptions {
  /** Whether this webContents is our window. */
  readonly isOurWindow: (webContentsId: number) => boolean
  readonly takeFiles: (paths: readonly string[]) => Promise<unknown>
  readonly log: Log
}

interface Schema {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: unknown }
    | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } }
}

/**
 * Answers every method of the contract, and nothing else. A call is served only when it comes from the top frame
 * of our own window on our own origin, with arguments of the method's own shape. Whatever happens, the
 * answer is a `Result`; an error nobody foresaw is logged here and reaches the window as a bland `unknown`.
 */
export function serve(api: Api, options: ServeOptions): void {
  for (const method of Object.keys(CONTRACT) as (keyof Api)[]) {
    const run = api[method] as (request: unknown) => Promise<unknown>
    handle(callChannel(method), CONTRACT[method].request, run, options)
  }
  handle(OPEN_DROPPED_FILES, droppedPaths, (paths) => options.takeFiles(paths as readonly string[]), options)
}

function handle(
  channel: string,
  schema: Schema,
  run: (request: unknown) => Promise<unknown>,
  { isOurWindow, log }: ServeOptions,
): void {
  ipcMain.handle(channel, async (event: CallEvent, request: unknown): Promise<Result<unknown>> => {
    try {
      if (!isTrustedSender(event, isOurWindow)) throw badSender()
      return { ok: true, value: await run(checked(schema, request)) }
    } catch (error) {
      return { ok: false, error: toData(error, channel, log) }
    }
  })
}

/** Fails closed: a frame that navigated away or died has no senderFrame and is not believed. */
export function isTrustedSender(event: CallEvent, isOurWindow: (webContentsId: number) => boolean): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === BUNDLE_ORIGIN && isOurWindow(event.sender.id)
}

function checked(schema: Schema, request: unknown): unknown {
  const outcome = schema.safeParse(request)
  if (outcome.success) return outcome.data
  // Names of what was wrong and the rule it breaks, never its value: it may be a password or a customer's data.
  const failures = outcome.error.issues.slice(0, MOST_FAILURES).map(({ path, message }) => ({
    field: path.map(String).join('.').slice(0, LONGEST_TEXT),
    constraint: message.slice(0, LONGEST_TEXT),
  }))
  const fields = [...new Set(failures.map(({ field }) => field || 'the request'))].join(', ').slice(0, LONGEST_TEXT)
  throw new AppError({ code: 'bad-arguments', message: bulkdeskReasons.cannotUse(fields), failures })
}

function badSender(): AppError {
  return new AppError({ code: 'bad-sender', message: bulkdeskReasons.mayNotUse })
}

function toData(error: unknown, channel: string, log: Log): AppErrorData {
  if (!isAppError(error)) return toKnownError(error, log, channel).toData()
  const { code, status, requestId, detail, cause } = error
  log.info('call failed', { channel, code, status, requestId, detail, cause })
  return error.toData()
}
