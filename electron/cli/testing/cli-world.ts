import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DEFAULT_USER } from '../../../simulator/sign-in/users.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import type { Network } from '../../connections/client-book.ts'
import type { CredentialStore } from '../../connections/credentials.ts'
import { encodeSecret } from '../../connections/secret.ts'
import type { DesktopSession } from '../../connections/testing/desktop-session.ts'
import { createOnceTransport } from '../../eloqua/http/once-transport.ts'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import { runCli } from '../run-cli.ts'

const SCRIPT = join(import.meta.dirname, '../node-cli.ts')
const WITH_PASSWORD = join(import.meta.dirname, 'cli-process.ts')

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
    async follow(words: readonly string[], signal = new AbortController().signal, onRead = (_url: string) => {}) {
      const lines: string[] = []
      const watched: Network['fetch'] = (url, init) => {
        onRead(url)
        return fetch(url, init)
      }
      const { code, output } = await runCli(words, {
        ...{ userData, store, loginUrl, signal, log: SILENT_LOG, listSeparator: ',' },
        network: { fetch: watched, once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }) },
        tell: (line) => void lines.push(line),
      })
      return { code, out: output, error: lines.join('\n'), answer: answerOf(output) }
    },
    /** As a process of its own, with the password given. `after` is told of the process. */
    async process(words: readonly string[], after: (child: ChildProcess) => void = () => {}) {
      const child = spawn(process.execPath, [WITH_PASSWORD, loginUrl, userData, ...words])
      const texts = { out: '', error: '' }
      child.stdout.on('data', (chunk: Buffer) => {
        texts.out += chunk
      })
      child.stderr.on('data', (chunk: Buffer) => {
        texts.error += chunk
      })
      after(child)
      const [code] = await once(child, 'close')
      return { code: code as number | null, ...texts, answer: answerOf(texts.out) }
    },
    /** As a process of its own, with the keychain of this desktop. */
    async run(desktop: DesktopSession, words: readonly string[], keyring: 'unlocked' | 'locked' = 'unlocked') {
      const options = [`--login-url=${loginUrl}`, `--user-data-dir=${userData}`]
      const end = await desktop.script(keyring, [SCRIPT, ...words, ...options])
      return { ...end, answer: answerOf(end.out) }
    },
  }
}

export function plantPassword(desktop: DesktopSession, password = DEFAULT_USER.password): Promise<void> {
  const { company, user } = DEFAULT_USER
  return desktop.plant(SAVED.id, encodeSecret({ company, user, password }))
}
