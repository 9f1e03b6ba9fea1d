import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { encodeSecret } from '../../connections/secret.ts'
import type { DesktopSession } from '../../connections/testing/desktop-session.ts'

const SCRIPT = join(import.meta.dirname, '../node-cli.ts')

export const SAVED = {
  ...{ id: 'acme', label: 'Acme', company: DEFAULT_USER.company, user: DEFAULT_USER.user },
  ...{ environment: 'sandbox', kept: 'keychain', inKeychain: true },
}

/** The data folder of a window that has saved this connection, and the command line on it as a process of its own. */
export function openCliWorld(simulator: Simulator, desktop: DesktopSession, saved: readonly object[] = [SAVED]) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'))
  const [userData, out] = [join(folder, 'data'), join(folder, 'out')]
  for (const path of [userData, out]) mkdirSync(path)
  const write = (connections: readonly object[]) =>
    writeFileSync(join(userData, 'connections.json'), JSON.stringify({ v: 1, connections }))
  write(saved)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const options = [`--login-url=${simulator.origin}/id`, `--user-data-dir=${userData}`]
  return {
    ...{ userData, out, write },
    files: () => readdirSync(out).toSorted(),
    text: (name: string) => readFileSync(join(out, name), 'utf8'),
    async run(words: readonly string[], { keyring = 'unlocked', after }: RunOptions = {}) {
      const end = await desktop.script(keyring, [SCRIPT, ...words, ...options], after)
      return { ...end, answer: end.out.startsWith('{') ? (JSON.parse(end.out) as Answer) : undefined }
    },
  }
}

interface RunOptions {
  readonly keyring?: 'unlocked' | 'locked'
  readonly after?: (child: ChildProcess) => void
}

export type Answer = Readonly<Record<string, unknown>> & {
  readonly error?: { readonly code: string; readonly message: string }
}

export function plantPassword(desktop: DesktopSession, password = DEFAULT_USER.password): Promise<void> {
  const { company, user } = DEFAULT_USER
  return desktop.plant(SAVED.id, encodeSecret({ company, user, password }))
}
