import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { asChromiumKnowsIt, asMainKnowsIt } from './bundle-url.ts'
import { type ChromiumOptions, launchChromium } from './launch-chromium.ts'
import { watchNavigations } from './page-navigations.ts'
import { BINDING, pageScript } from './page-script.ts'
import type { FromPage, ToPage } from './page-shim.ts'
import { decodeMessage, encodeMessage } from './wire.ts'

/** A frame as IPC sees its sender. */
export interface SenderFrame {
  readonly origin: string
  readonly parent: SenderFrame | null
}

export interface PageRequest {
  readonly url: string
  readonly method: string
  readonly resourceType: string
  readonly isMainFrame: boolean
  /** True when the page itself asked to be elsewhere. */
  readonly isPageNavigation: boolean
  /** True when a server sent the page on. */
  readonly isRedirect: boolean
}

export type PageAnswer = Response | 'cancel' | 'continue'

export interface WindowHooks extends ChromiumOptions {
  /** Source of the preload script; absent: the page has no way to main at all. */
  readonly preload?: string
  /** Keys of the application menu. */
  readonly accelerators: readonly string[]
  readonly onRequest: (request: PageRequest) => Promise<PageAnswer>
  readonly onMessage: (message: FromPage, sender: SenderFrame | null) => void
  readonly onDownload: () => void
  readonly onCrash: () => void
  readonly onClosed: () => void
  /** The top frame shows another page, which came with this status. */
  readonly onNavigated: (url: string, status: number, reason: string) => void
}

/** One Chromium showing one chromeless window, and the wire between its page and us. Knows nothing of Electron. */
export class ChromiumWindow {
  readonly page: Page
  readonly cdp: CDPSession
  readonly profile: string
  readonly #context: BrowserContext
  readonly #hooks: WindowHooks
  readonly #frames = new Map<number, { origin: string; isTop: boolean }>()
  readonly #pageNavigations = new Set<string>()
  /** Of the top frame; it stays the same through navigations. */
  #frameId = ''
  #deliver: Promise<string> | undefined
  #closed: Promise<void> | undefined

  static async open(hooks: WindowHooks): Promise<ChromiumWindow> {
    const profile = mkdtempSync(join(tmpdir(), 'bulkdesk-window-'))
    const context = await launchChromium(profile, hooks)
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    const window = new ChromiumWindow(context, page, await context.newCDPSession(page), profile, hooks)
    await window.#start()
    return window
  }

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession, profile: string, hooks: WindowHooks) {
    this.#context = context
    this.page = page
    this.cdp = cdp
    this.profile = profile
    this.#hooks = hooks
  }

  async #start(): Promise<void> {
    // Asked now: while a navigation is paused, the page answers nothing.
    this.#frameId = (await this.cdp.send('Page.getFrameTree')).frameTree.frame.id
    this.#watchContext()
    this.#watchFrames()
    this.cdp.on('Fetch.requestPaused', (event) => void this.#answer(event))
    this.cdp.on('Runtime.bindingCalled', (event) => this.#receive(event))
    watchNavigations(this.page, this.#hooks.onNavigated)
    const { preload, accelerators } = this.#hooks
    const withMain =
      preload === undefined
        ? []
        : [
            this.cdp.send('Runtime.addBinding', { name: BINDING }),
            this.cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(preload, accelerators) }),
          ]
    await Promise.all([
      this.cdp.send('Page.enable'),
      this.cdp.send('Runtime.enable'),
      this.cdp.send('Inspector.enable'),
      this.cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      ...withMain,
    ])
  }

  #watchContext(): void {
    this.#context.on('close', () => void this.close())
    this.page.on('close', () => void this.close())
    this.page.on('download', () => this.#hooks.onDownload())
    this.cdp.on('Inspector.targetCrashed', () => this.#hooks.onCrash())
    // Whatever way a second window was made, it goes at once.
    this.#context.on('page', (page) => void page.close().catch(() => undefined))
  }

  #watchFrames(): void {
    this.cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId, isDefault } = context.auxData as { frameId?: string; isDefault?: boolean }
      if (isDefault)
        this.#frames.set(context.id, { origin: asMainKnowsIt(context.origin), isTop: frameId === this.#frameId })
    })
    this.cdp.on('Runtime.executionContextDestroyed', (event) => this.#frames.delete(event.executionContextId))
    this.cdp.on('Runtime.executionContextsCleared', () => {
      this.#frames.clear()
      this.#deliver = undefined
    })
    this.cdp.on('Page.frameRequestedNavigation', (event) => this.#pageNavigations.add(event.url))
  }

  async #answer(event: FetchPaused): Promise<void> {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = event
    const isDocument = resourceType === 'Document'
    // A browser's tab wants an icon, Electron's window never asks.
    if (request.url.endsWith('/favicon.ico')) return this.#refuse(requestId, 'Aborted')
    const answer = await this.#hooks
      .onRequest({
        url: asMainKnowsIt(request.url),
        method: request.method,
        resourceType,
        isMainFrame: frameId === this.#frameId,
        isPageNavigation: isDocument && this.#pageNavigations.delete(request.url),
        isRedirect: isDocument && redirectedRequestId !== undefined,
      })
      .catch((error: unknown) => {
        console.error('the handler of a request failed:', error)
        return 'cancel' as const
      })
    if (answer === 'cancel') return this.#refuse(requestId, isDocument ? 'Aborted' : 'BlockedByClient')
    if (answer === 'continue') {
      await this.cdp.send('Fetch.continueRequest', { requestId }).catch(() => undefined)
      return
    }
    const reply = await fulfilment(requestId, answer)
    // The page may be gone before its answer is there.
    await this.cdp.send('Fetch.fulfillRequest', reply).catch(() => undefined)
  }

  async #refuse(requestId: string, errorReason: 'Aborted' | 'BlockedByClient'): Promise<void> {
    await this.cdp.send('Fetch.failRequest', { requestId, errorReason }).catch(() => undefined)
  }

  #receive(event: { name: string; payload: string; executionContextId: number }): void {
    if (event.name !== BINDING) return
    const message = decodeMessage(event.payload) as FromPage
    const frame = this.#frames.get(event.executionContextId)
    if (message.kind === 'hello') this.#deliver = this.#pickUp(message.token, event.executionContextId)
    const sender = frame ? { origin: frame.origin, parent: frame.isTop ? null : { origin: '', parent: null } } : null
    this.#hooks.onMessage(message, sender)
  }

  /** Takes what the page left for us, as a remote object. */
  async #pickUp(token: string, contextId?: number): Promise<string> {
    const expression = `(() => { const left = globalThis['${token}']; delete globalThis['${token}']; return left })()`
    const { result } = await this.cdp.send('Runtime.evaluate', { expression, ...(contextId ? { contextId } : {}) })
    if (!result.objectId) throw new Error('The page is gone.')
    return result.objectId
  }

  /** The path behind a File that the page left: the stand-in's webUtils.getPathForFile. */
  async filePath(token: string): Promise<string> {
    const objectId = await this.#pickUp(token)
    const { path } = await this.cdp.send('DOM.getFileInfo', { objectId })
    await this.cdp.send('Runtime.releaseObject', { objectId })
    return path
  }

  /** Nothing when there is no page to hear it, as with Electron. */
  async send(message: ToPage): Promise<void> {
    const deliver = this.#deliver
    if (!deliver) return
    const text = encodeMessage(message)
    await this.cdp
      .send('Runtime.callFunctionOn', {
        objectId: await deliver,
        functionDeclaration: 'function (text) { this(text) }',
        arguments: [{ value: text }],
      })
      .catch(() => undefined)
  }

  async load(url: string): Promise<void> {
    await this.page.goto(asChromiumKnowsIt(url), { waitUntil: 'load' })
  }

  version(): string {
    return this.#context.browser()?.version() ?? ''
  }

  /** Lets the page use only these permissions; all others are refused without asking. */
  async grantOnly(permissions: readonly string[]): Promise<void> {
    await this.#context.grantPermissions([...permissions])
  }

  /** Port of Chromium's own debugging endpoint, where it was asked for. */
  debuggingPort(): number {
    return Number(readFileSync(join(this.profile, 'DevToolsActivePort'), 'utf8').split('\n')[0])
  }

  /** Settles when Chromium has ended and its profile is gone, however it came to close. */
  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    // Its processes write to the profile until the very end.
    await this.#context.close().catch(() => undefined)
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
    this.#hooks.onClosed()
  }
}

interface FetchPaused {
  readonly requestId: string
  readonly request: { readonly url: string; readonly method: string }
  readonly resourceType: string
  readonly frameId: string
  readonly redirectedRequestId?: string
}

async function fulfilment(
  requestId: string,
  response: Response,
): Promise<{
  requestId: string
  responseCode: number
  responseHeaders: { name: string; value: string }[]
  body: string
}> {
  return {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}
