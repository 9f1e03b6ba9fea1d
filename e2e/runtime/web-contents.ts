import type { ChromiumWindow, PageAnswer, PageRequest, SenderFrame } from './chromium-window.ts'
import { StrictEmitter } from './emitter.ts'
import { invokeHandler } from './ipc-main.ts'
import type { FromPage } from './page-shim.ts'
import type { StandInSession } from './session.ts'
import { NotImplementedError } from './strict.ts'

const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'render-process-gone',
  'did-finish-load',
  'did-navigate',
]

type OpenHandler = (details: { url: string }) => { action: string }

let lastId = 0

/** The page of a window: its messages, its requests, and what it may not do. */
export class StandInWebContents extends StrictEmitter {
  readonly id: number
  /** As main was given it. */
  readonly session: object
  readonly #session: StandInSession
  readonly #chromium: () => Promise<ChromiumWindow>
  #openHandler: OpenHandler | undefined
  #isCrashed = false

  constructor(given: object, session: StandInSession, chromium: () => Promise<ChromiumWindow>) {
    super('webContents', EVENTS)
    lastId += 1
    this.id = lastId
    this.session = given
    this.#session = session
    this.#chromium = chromium
  }

  send(channel: string, ...payload: readonly unknown[]): void {
    void this.#chromium().then((window) => window.send({ kind: 'event', channel, payload }))
  }

  reload(): void {
    void this.#chromium()
      .then(({ cdp }) => cdp.send('Page.reload'))
      .catch(() => undefined)
  }

  isCrashed(): boolean {
    return this.#isCrashed
  }

  /** The page's process has ended. */
  crash(): void {
    this.#isCrashed = true
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 0 })
  }

  /** The top frame shows another page. */
  arrive(url: string, status: number, reason: string): void {
    this.#isCrashed = false
    this.emit('did-navigate', {}, url, status, reason)
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** What main says of a request of the page; a navigation is first offered to its listeners. */
  async answerRequest(request: PageRequest): Promise<PageAnswer> {
    if (request.isPageNavigation && this.#isNavigationPrevented(request)) return 'cancel'
    if (request.isRedirect && this.emitNavigation('will-redirect', request)) return 'cancel'
    return this.#session.answer(request)
  }

  #isNavigationPrevented({ url, isMainFrame }: PageRequest): boolean {
    const prevented = isMainFrame && this.emitNavigation('will-navigate', { url, isMainFrame })
    return this.emitPreventable('will-frame-navigate', { url, isMainFrame }) || prevented
  }

  receive(message: FromPage, senderFrame: SenderFrame | null): void {
    if (message.kind === 'open-window') this.#onOpenWindow(message.url)
    else if (message.kind === 'preload-error') console.error(`The preload script failed: ${message.message}`)
    else if (message.kind === 'file-path') void this.#replyWithPath(message.id, message.token)
    else if (message.kind === 'invoke') void this.#invoke(message, senderFrame)
  }

  #onOpenWindow(url: string): void {
    const action = this.#openHandler?.({ url }).action ?? 'allow'
    if (action !== 'deny') throw new NotImplementedError(`window-open handler that answers "${action}"`)
  }

  async #replyWithPath(id: number, token: string): Promise<void> {
    const window = await this.#chromium()
    const path = await window.filePath(token).catch(() => '')
    await window.send({ kind: 'reply', id, value: path })
  }

  async #invoke(
    { id, channel, args }: { id: number; channel: string; args: readonly unknown[] },
    senderFrame: SenderFrame | null,
  ): Promise<void> {
    const outcome = await invokeHandler({ sender: { id: this.id }, senderFrame }, channel, args)
    const window = await this.#chromium()
    try {
      await window.send({ kind: 'reply', id, ...outcome })
    } catch (error) {
      // What cannot be cloned, as Electron reports it.
      await window.send({ kind: 'reply', id, error: String(error) })
    }
  }
}
