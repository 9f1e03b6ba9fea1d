import { parentPort, type Transferable, type Worker } from 'node:worker_threads'
import {
  answerCalls,
  type LinkMessage,
  type LinkMethods,
  type LinkOptions,
  linkPeer,
  type MessageLink,
} from './message-link.ts'

export type WorkerLink<M extends LinkMethods> = MessageLink<M>

/** The main side of a worker. When the worker dies, that is logged, and every open and later call rejects with `unknown`. */
export function linkWorker<M extends LinkMethods>(worker: Worker, options: LinkOptions): WorkerLink<M> {
  return linkPeer<M>(
    {
      post: (message, transfer) => worker.postMessage(message, transfer),
      listen({ onMessage, onError, onExit }) {
        worker.on('message', onMessage).on('error', onError).on('exit', onExit)
        return () => {
          worker.off('message', onMessage).off('error', onError).off('exit', onExit)
          // A worker that is ended while it works may still fail. That concerns no one.
          worker.on('error', () => undefined)
        }
      },
    },
    options,
  )
}

/** The worker's side: answers calls one after the other. */
export function serveWorker(methods: LinkMethods): void {
  parentPort?.on('message', answerCalls(methods, post))
}

/** Tells main something that is no answer, such as progress. */
export function tellMain(news: unknown): void {
  post({ type: 'news', news })
}

function post(message: LinkMessage, transfer: readonly Transferable[] = []): void {
  parentPort?.postMessage(message, transfer)
}

/** The whole of a buffer that may be handed over: a slice of a shared pool has to be copied out of it first. */
export function handOver(bytes: Buffer): { readonly bytes: Uint8Array; readonly transfer: readonly Transferable[] } {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
  const whole = isWhole ? new Uint8Array(bytes.buffer) : Uint8Array.from(bytes)
  return { bytes: whole, transfer: [whole.buffer as ArrayBuffer] }
}
