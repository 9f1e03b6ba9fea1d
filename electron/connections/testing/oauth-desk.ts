import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionsState } from '../../../shared/contract/connection.ts'
import type { OAuthRequest } from '../../../shared/contract/sign-in.ts'
import { PRACTICE_APP } from '../../../simulator/sign-in/apps.ts'
import { type BrowserAnswers, createTestBrowser } from '../../../simulator/sign-in/testing/test-browser.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator/simulator.ts'
import { createOnceTransport, type OnceTransport } from '../../eloqua/http/once-transport.ts'
import type { SignInDesktop, SignInWindowEnd } from '../../platform/desktop.ts'
import { type Connections, createConnections } from '../connections.ts'
import { createCredentialStore } from '../credentials.ts'
import { keychainOf } from './sign-in-desk.ts'

export const USER = { company: 'Umbrella', user: 'Ann.Lee', password: 'Zx9-canary-Qw7' }
const { clientId, clientSecret, redirectUri } = PRACTICE_APP
export const APP = { clientId, clientSecret, redirectUri }
export const REQUEST: OAuthRequest = { app: { fresh: APP }, way: 'window', environment: 'sandbox', keep: 'keychain' }

/** A desk to sign in at by OAuth: the simulator, a keychain that can be locked, and a user who fills the pages. */
export interface OAuthDesk {
  readonly simulator: Simulator
  readonly folder: string
  readonly entries: Map<string, string>
  readonly published: ConnectionsState[]
  /** What the user types and chooses on the pages. */
  answers: BrowserAnswers
  /** The user closes the window instead. */
  closesWindow: boolean
  isLocked: boolean
  /** Replaces the way POSTs go out. */
  once: OnceTransport
  /** Where the browser was opened. */
  readonly pages: string[]
  /** Tokens requested of Eloqua so far, by grant. */
  readonly grants: string[]
  start(onSignedIn?: (connectionId: string) => void): Connections
  files(): readonly string[]
  /** Moves the time of Eloqua and of the app. */
  advance(ms: number): void
  close(): Promise<void>
}

export async function openOAuthDesk(options: SimulatorOptions = {}): Promise<OAuthDesk> {
  const simulator = await startSimulator({ contacts: 20, callbacks: 'none', users: [{ ...USER }], ...options })
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-oauth-'))
  const real = createOnceTransport({ resolveProxy: async () => 'DIRECT' })
  let moved = 0
  const desk: OAuthDesk = {
    simulator,
    folder,
    entries: new Map(),
    published: [],
    answers: {},
    closesWindow: false,
    isLocked: false,
    once: real,
    pages: [],
    grants: [],
    start: (onSignedIn) => startApp(desk, folder, () => Date.now() + moved, onSignedIn),
    files: () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
    advance(ms) {
      moved += ms
      simulator.control.clock.advance(ms)
    },
    async close() {
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return desk
}

function startApp(
  desk: OAuthDesk,
  folder: string,
  now: () => number,
  onSignedIn: ((connectionId: string) => void) | undefined,
): Connections {
  return createConnections({
    userData: folder,
    loginUrl: desk.simulator.loginUrl,
    network: {
      fetch,
      once: {
        post(request) {
          const isToken = request.url.pathname.endsWith('/token')
          if (isToken) desk.grants.push(JSON.parse(Buffer.from(request.body).toString('utf8')).grant_type)
          return desk.once.post(request)
        },
      },
    },
    desktop: { confirm: async () => true },
    signInDesktop: pagesOf(desk),
    store: createCredentialStore({ platform: 'linux', load: async () => keychainOf(desk) }),
    publish: (event, payload) => {
      if (event === 'connections-changed') desk.published.push(payload as ConnectionsState)
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now,
    ...(onSignedIn ? { onSignedIn } : {}),
  })
}

/** The user sits at the window: its pages are filled by the test browser, which stops at the registered address. */
function pagesOf(desk: OAuthDesk): SignInDesktop {
  const browser = createTestBrowser(desk.simulator.origin)
  const typed = () => ({ ...USER, ...desk.answers })
  return {
    openPage: async (url) => void desk.pages.push(url),
    openWindow({ url, isWayBack }) {
      const { promise, resolve } = Promise.withResolvers<SignInWindowEnd>()
      if (desk.closesWindow) resolve({ kind: 'closed' })
      else
        void browser.open(url, typed()).then(({ address, status }) => {
          if (address && isWayBack(address.href)) resolve({ kind: 'way-back', address: address.href })
          else resolve(status === 429 ? { kind: 'too-soon' } : { kind: 'closed' })
        })
      return { ended: promise, close: () => resolve({ kind: 'closed' }) }
    },
  }
}

/** Signs in by OAuth as the desk's user. */
export async function signInByOAuth({ api }: Connections, request: Partial<OAuthRequest> = {}) {
  const { attemptId } = await api.beginOAuth({ ...REQUEST, ...request })
  return api.finishOAuth({ attemptId })
}

/** The status of a harmless read with the connection in use. */
export async function readSyncs({ clients }: Connections): Promise<number> {
  return (await clients.active().read({ path: '/syncs', query: { limit: 1 } })).status
}
