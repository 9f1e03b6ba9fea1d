import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionsState, SignInRequest } from '../../../shared/contract/connection.ts'
import { createOnceTransport } from '../../eloqua/http/once-transport.ts'
import type { SignInDesktop } from '../../platform/desktop.ts'
import { isRecord } from '../../platform/is-record.ts'
import { createConnections } from '../connections.ts'
import { createCredentialStore } from '../credentials.ts'
import type { Keychain } from '../keychain-parts.ts'

export const PASSWORD = 'Zx9-canary-Qw7'
export const REQUEST: SignInRequest = {
  company: 'Umbrella',
  user: 'ann',
  password: PASSWORD,
  label: 'Umbrella production',
  environment: 'production',
  keep: 'keychain',
}

export type Started = ReturnType<typeof createConnections>

/** A desk to sign in at: a server that answers `/id` and one list, a keychain that can be locked, a folder of its own. */
export interface SignInDesk {
  readonly origin: string
  readonly folder: string
  readonly entries: Map<string, string>
  readonly published: ConnectionsState[]
  /** The password that is right at the moment. */
  accepted: string
  isLocked: boolean
  /** What main asked in dialogs of its own, and whether the user goes ahead. */
  readonly questions: string[]
  goesAhead: boolean
  /** A start of the app on the same folder and keychain. */
  start(): Started
  /** All that is in the folder. */
  files(): readonly string[]
  close(): Promise<void>
}

export async function openSignInDesk(): Promise<SignInDesk> {
  const server = createServer((call, response) => {
    const given = Buffer.from(call.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
    const isRight = given.endsWith(`:${desk.accepted}`)
    if (call.url === '/id') {
      response.end(JSON.stringify(isRight ? { urls: { base: desk.origin } } : 'Not authenticated.'))
    } else {
      const [user] = given.split(':')
      response.writeHead(isRight ? 200 : 401).end(JSON.stringify(isRight ? { user } : 'Unauthorized'))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-connections-'))
  const desk: SignInDesk = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    folder,
    entries: new Map(),
    published: [],
    accepted: PASSWORD,
    isLocked: false,
    questions: [],
    goesAhead: true,
    start: () => startApp(desk),
    files: () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return desk
}

/** Whom the server takes the connection in use for. */
export async function whoIs({ clients }: Started): Promise<string> {
  const answer = await clients.active().readJson({ path: '/syncs' })
  return isRecord(answer) ? String(answer.user) : 'nothing'
}

function startApp(desk: SignInDesk): Started {
  return createConnections({
    userData: desk.folder,
    loginUrl: `${desk.origin}/id`,
    network: { fetch, once: createOnceTransport({ resolveProxy: async () => 'DIRECT' }) },
    store: createCredentialStore({ platform: 'linux', load: async () => keychainOf(desk) }),
    desktop: { confirm: async ({ message }) => desk.questions.push(message) > 0 && desk.goesAhead },
    signInDesktop: NO_SIGN_IN_PAGES,
    publish: (event, payload) => {
      if (event === 'connections-changed') desk.published.push(payload as ConnectionsState)
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
}

/** A password needs no page. */
const NO_SIGN_IN_PAGES: SignInDesktop = {
  openPage: () => Promise.reject(new Error('No page was to be opened.')),
  openWindow: () => {
    throw new Error('No window was to be opened.')
  },
}

/** Behaves like gnome-keyring: locked, it reads as if nothing were there. */
export function keychainOf(desk: Pick<SignInDesk, 'entries' | 'isLocked'>): Keychain {
  const { entries } = desk
  const refuse = () => Promise.reject(new Error('Cannot create an item in a locked collection'))
  return {
    getPassword: async (_service, account) => (desk.isLocked ? null : (entries.get(account) ?? null)),
    setPassword: async (_service, account, value) => (desk.isLocked ? refuse() : void entries.set(account, value)),
    deletePassword: async (_service, account) => !desk.isLocked && entries.delete(account),
  }
}
