import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one step of the probe came to. */
interface Outcome {
  readonly value?: unknown
  readonly error?: string
  readonly message?: string
}

type Keyring = 'unlocked' | 'locked' | 'no-bus'

/** A home of its own with a real gnome-keyring; nothing of the user's own keyring is touched. */
export interface DesktopSession {
  /** Starts the keyring in this state, performs the probe's steps in a process of their own, and ends the keyring. */
  run(keyring: Keyring, steps: readonly unknown[]): Promise<readonly Outcome[]>
  /** Runs a script of ours in it, on an unlocked or locked keyring, to its end; `after` is told of its process. */
  script(keyring: Keyring, args: readonly string[], after?: (child: ChildProcess) => void): Promise<ScriptEnd>
  /** What the credential store itself would never write, by keytar. */
  plant(account: string, value: string): Promise<void>
  remove(): void
}

const PROBE = join(import.meta.dirname, 'keychain-probe.ts')
const START: Readonly<Record<Keyring, string>> = {
  unlocked: 'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && ',
  locked: 'gnome-keyring-daemon --start --components=secrets >/dev/null && ',
  'no-bus': '',
}

interface ScriptEnd {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

export function createDesktopSession(): DesktopSession {
  const home = mkdtempSync(join(tmpdir(), 'bulkdesk-keyring-'))
  const runtime = join(home, 'run')
  mkdirSync(runtime, { mode: 0o700 })
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    // Nobody could answer a prompt.
    DISPLAY: '',
  }

  function start(keyring: Keyring, args: readonly string[], after?: (child: ChildProcess) => void): Promise<ScriptEnd> {
    if (keyring === 'no-bus') {
      const noBus = { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/none` }
      return ended(process.execPath, args, noBus, after)
    }
    const script = `${START[keyring]}exec "$0" "$@"`
    return ended('dbus-run-session', ['--', 'sh', '-c', script, process.execPath, ...args], env, after)
  }

  async function output(keyring: Keyring, args: readonly string[]): Promise<string> {
    const { code, out, error } = await start(keyring, args)
    if (code === 0) return out
    throw new Error(`${args[0]} ended with ${code}: ${error.slice(-2_000)}`)
  }

  return {
    async run(keyring, steps) {
      return JSON.parse(await output(keyring, [PROBE, JSON.stringify(steps)])) as readonly Outcome[]
    },
    script: start,
    async plant(account, value) {
      const code = `import('keytar').then(({ default: k }) => k.setPassword('app.bulkdesk', ...process.argv.slice(1)))`
      await output('unlocked', ['-e', code, account, value])
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

function ended(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  after: (child: ChildProcess) => void = () => {},
): Promise<ScriptEnd> {
  const child = spawn(command, args, {
    env,
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 25_000,
  })
  const texts = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    texts.error += chunk
  })
  after(child)
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('These tests need the packages dbus, gnome-keyring and libsecret-1-0.', { cause })),
    )
    child.once('close', (code) => resolve({ code, ...texts }))
  })
}
