import {
  answerCalls,
  type LinkCall,
  type LinkMessage,
  type LinkMethods,
  type LinkOptions,
  linkPeer,
  type MessageLink,
} from './message-link.ts'

/** A process of its own, as Electron's `utilityProcess` gives it. */
export interface HelperProcess {
  postMessage(message: unknown): void
  kill(): boolean
  on(event: 'message', listener: (message: LinkMessage) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  off(event: 'message', listener: (message: LinkMessage) => void): unknown
  off(event: 'exit', listener: (code: number) => void): unknown
}

/** Starts the `.helper.ts` of this URL. */
export type ForkHelper = (file: URL) => HelperProcess

/** Main's side of a helper process. When the helper dies, that is logged, and every open and later call rejects with `unknown`. */
export function linkHelper<M extends LinkMethods>(helper: HelperProcess, options: LinkOptions): MessageLink<M> {
  return linkPeer<M>(
    {
      post: (message) => helper.postMessage(message),
      listen({ onMessage, onExit }) {
        helper.on('message', onMessage)
        helper.on('exit', onExit)
        return () => {
          helper.off('message', onMessage)
          helper.off('exit', onExit)
        }
      },
    },
    options,
  )
}

/** The part of `process.parentPort` that a helper uses. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: LinkCall }) => void): unknown
  postMessage(message: LinkMessage): void
}

/** A message that is on its way when its process ends is lost. */
const LAST_WORDS_MS = 100

/** The helper's side. A method may give a promise; other calls are answered meanwhile. */
export function serveHelper(methods: LinkMethods): void {
  const port = parentPort()
  const answer = answerCalls(methods, (message) => port.postMessage(message))
  process.on('uncaughtException', (error) => {
    port.postMessage({ type: 'last-words', error })
    setTimeout(() => process.exit(1), LAST_WORDS_MS)
  })
  port.on('message', ({ data }) => answer(data))
}

/** Tells main something that is no answer, such as progress. */
export function tellMainFromHelper(news: unknown): void {
  parentPort().postMessage({ type: 'news', news })
}

function parentPort(): ParentPort {
  const { parentPort: port } = process as { parentPort?: ParentPort }
  if (!port) throw new Error('A helper runs as a utility process only')
  return port
}
