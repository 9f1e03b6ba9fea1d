import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import type { CredentialStore } from '../../connections/credentials.ts'
import { encodeSecret } from '../../connections/secret.ts'
import type { DesktopSession } from '../../connections/testing/desktop-session.ts'
import { createOnceTransport } from '../../eloqua/http/once-transport.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { runCli } from '../run-cli.ts'

const SCRIPT = join(import.meta.dirname, '../node-cli.ts')

export const SAVED = {
  ...{ id: 'acme', label: 'Acme', company: DEFAULT_USER.company, user: DEFAULT_USER.user },
  ...{ environment: 'sandbox', kept: 'keychain', inKeychain: true },
}

type Answer = Readonly<Record<string, unknown>> & {
  readonly error?: { readonly code: string; readonly message: string }
}

const answerOf = (out: string) => (out.startsWith('{') ? (JSON.parse(out) as Answer) : undefined)

/** The data folder of a window that has saved these connections, and the command line on it. */
export function openCliWorld(simulator: Simulator, store: CredentialStore, saved: readonly object[] = [SAVED]) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'))
  const [userData, out] = [join(folder, 'data'), join(folder, 'out')]
  for (const path of [userData, out]) mkdirSync(path)
  const write = (connections: readonly object[]) =>
    writeFileSync(join(userData, 'connections.json'), JSON.stringify({ v: 1, connections }))
  write(saved)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const loginUrl = `${simulator.origin}/id`
  return {
    ...{ userData, out, write },
    files: () => readdirSync(out).toSorted(),
    text: (name: string) => readFileSync(join(out, name), 'utf8'),
    /** In this process. */
    async follow(words: readonly string[], signal = new AbortController().signal) {
      const lines: string[] = []
      const { code, output } = await runCli(words, {
        ...{ userData, store, loginUrl, signal, log: SILENT_LOG, listSeparator: ',' },
        network: { fetch, once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }) },
        tell: (line) => void lines.push(line),
      })
      return { code, out: output, error: lines.join('\n'), answer: answerOf(output) }
    },
    /** As a process of its own, with the keychain of this desktop. */
    async run(desktop: DesktopSession, words: readonly string[], keyring: 'unlocked' | 'locked' = 'unlocked') {
      const options = [`--login-url=${loginUrl}`, `--user-data-dir=${userData}`]
      const end = await desktop.script(keyring, [SCRIPT, ...words, ...options])
      return { ...end, answer: answerOf(end.out) }
    },
  }
}

/** A keychain that holds the password of the saved connection. */
export function withPassword(password = DEFAULT_USER.password): CredentialStore {
  const { company, user } = DEFAULT_USER
  return {
    status: async () => ({ state: 'available', name: 'Test' }),
    get: async () => ({ company, user, password }),
    put: async () => {},
    remove: async () => {},
  }
}

export function plantPassword(desktop: DesktopSession, password = DEFAULT_USER.password): Promise<void> {
  const { company, user } = DEFAULT_USER
  return desktop.plant(SAVED.id, encodeSecret({ company, user, password }))
}
