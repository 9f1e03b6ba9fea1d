import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const SCREEN = '1920x1080x24'
const START_TIMEOUT_MS = 20_000

/** A display and a keyring of our own, and the environment that leads programs to them. */
export interface Session {
  readonly env: NodeJS.ProcessEnv
  close(): Promise<void>
}

export interface SessionParts {
  /** `own`: always a virtual one; `if-missing`: the user's where there is one. */
  readonly display: 'own' | 'if-missing'
  /** `own`: a D-Bus session with an unlocked, empty gnome-keyring; `if-missing`: the user's where there is a bus. */
  readonly keyring: 'own' | 'if-missing'
}

/**
 * Starts what a window needs on a Linux machine that has neither a display nor a keyring. Everything it starts is a
 * child of ours, in folders of its own, and ends with `close`. On macOS and Windows the system has both already.
 */
export async function startSession(parts: SessionParts, env: NodeJS.ProcessEnv = process.env): Promise<Session> {
  if (process.platform !== 'linux') return { env, close: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-session-'))
  const children: ChildProcess[] = []
  const own: NodeJS.ProcessEnv = { ...env, ...utf8Locale(env) }
  const close = async (): Promise<void> => {
    for (const child of children.reverse()) await stop(child)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const hasDisplay = env.DISPLAY || env.WAYLAND_DISPLAY
    if (parts.display === 'own' || !hasDisplay) Object.assign(own, await startDisplay(children))
    if (parts.keyring === 'own' || !env.DBUS_SESSION_BUS_ADDRESS) {
      Object.assign(own, await startKeyring(folder, own, children))
    }
  } catch (error) {
    await close()
    throw error
  }
  return { env: own, close }
}

/** Xvfb picks a free display by itself and says which. */
async function startDisplay(children: ChildProcess[]): Promise<NodeJS.ProcessEnv> {
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp']
  const child = start('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }, children)
  const display = await firstLine(child, child.stdio[3] as Readable, 'Xvfb')
  return { DISPLAY: `:${display}`, WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' }
}

async function startKeyring(
  folder: string,
  env: NodeJS.ProcessEnv,
  children: ChildProcess[],
): Promise<NodeJS.ProcessEnv> {
  const places = {
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
  }
  for (const path of Object.values(places)) mkdirSync(path, { mode: 0o700 })
  const bus = start(
    'dbus-daemon',
    ['--session', '--nofork', '--print-address=1'],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...env, ...places } },
    children,
  )
  const address = await firstLine(bus, bus.stdout as Readable, 'dbus-daemon')
  const own = { ...places, DBUS_SESSION_BUS_ADDRESS: address }
  await startUnlockedKeyring({ ...env, ...own }, children)
  return own
}

/**
 * The first unlock of an empty folder makes the keyring, with the password it reads. The daemon goes to the background
 * once it serves, and ends by itself when the bus does.
 */
/** Chromium cannot name a dropped file with an umlaut where the locale knows ASCII only, as on a bare machine. */
export function utf8Locale(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return /utf-?8/i.test(locale) ? {} : { LC_ALL: 'C.UTF-8' }
}

async function startUnlockedKeyring(env: NodeJS.ProcessEnv, children: ChildProcess[]): Promise<void> {
  const args = ['--unlock', '--components=secrets', '--daemonize']
  const keyring = start('gnome-keyring-daemon', args, { stdio: ['pipe', 'ignore', 'ignore'], env }, children)
  keyring.stdin?.end('practice')
  const [code] = (await once(keyring, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`gnome-keyring-daemon ended with ${code}`)
}

function start(
  command: string,
  args: readonly string[],
  options: Parameters<typeof spawn>[2],
  children: ChildProcess[],
): ChildProcess {
  const child = spawn(command, [...args], options)
  children.push(child)
  return child
}

async function firstLine(child: ChildProcess, output: Readable, name: string): Promise<string> {
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${name} could not be started: ${error.message}`)))
    child.once('exit', (code) => reject(new Error(`${name} ended at once (${code})`)))
    setTimeout(() => reject(new Error(`${name} did not start`)), START_TIMEOUT_MS).unref()
  })
  const lines = createInterface(output)
  const [line] = (await Promise.race([once(lines, 'line'), failed])) as [string]
  lines.close()
  // Read on, or it would block on a full pipe.
  output.resume()
  return line
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(timer)
}
