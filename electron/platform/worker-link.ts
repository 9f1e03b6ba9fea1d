import { parentPort, type Transferable, type Worker } from 'node:worker_threads'
import { AppError, type AppErrorData, isAppError } from '../../shared/contract/errors.ts'
import { toKnownError } from './defects.ts'
import type { Log } from './logger.ts'

/** What a worker offers: plain arguments in, plain data out. */
export type WorkerMethods = Readonly<Record<string, (...args: never[]) => unknown>>

/** A value whose buffers go to main without being copied. They are empty in the worker afterwards. */
export class Handed<T> {
  readonly value: T
  readonly transfer: readonly Transferable[]

  constructor(value: T, transfer: readonly Transferable[]) {
    this.value = value
    this.transfer = transfer
  }
}

type AnswerOf<R> = R extends Handed<infer T> ? T : R

interface Call {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}

type Message =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly error: AppErrorData }
  /** The error crosses whole, stack included: main logs the stack. */
  | { readonly type: 'defect'; readonly id: number; readonly error: unknown }
  | { readonly type: 'news'; readonly news: unknown }

export interface WorkerLink<M extends WorkerMethods> {
  /**
   * Calls a method over there; buffers named in `transfer` go without being copied. Calls are served in order.
   * Rejects with the AppError that the method threw. Any other error is logged and rejects as `unknown`.
   */
  call<K extends keyof M & string>(
    method: K,
    args: Parameters<M[K]>,
    transfer?: readonly Transferable[],
  ): Promise<AnswerOf<ReturnType<M[K]>>>
  /** Rejects every open call and every later one, and stops listening. The worker itself goes on. */
  end(reason?: AppError): void
}

export interface WorkerLinkOptions {
  readonly log: Log
  /** What the worker is for, as the log names it. */
  readonly name: string
  /** Told what the worker says unasked, by `tellMain`. */
  readonly onNews?: (news: never) => void
}

interface Waiting {
  readonly method: string
  resolve(value: never): void
  reject(error: AppError): void
}

/** Counts over all links: a worker may still answer an earlier link when the next one already calls, and the two must not be mixed up. */
let nextId = 0

/** The main side of a worker. When the worker dies, that is logged, and every open and later call rejects with `unknown`. */
export function linkWorker<M extends WorkerMethods>(worker: Worker, options: WorkerLinkOptions): WorkerLink<M> {
  const { log, name, onNews } = options
  const open = new Map<number, Waiting>()
  let ended: AppError | undefined

  function settle(id: number): Waiting | undefined {
    const waiting = open.get(id)
    open.delete(id)
    return waiting
  }

  function onMessage(message: Message): void {
    if (message.type === 'news') onNews?.(message.news as never)
    else if (message.type === 'answer') settle(message.id)?.resolve(message.value as never)
    else if (message.type === 'refusal') settle(message.id)?.reject(new AppError(message.error))
    else {
      const waiting = settle(message.id)
      waiting?.reject(toKnownError(message.error, log, `${name}: ${waiting.method}`))
    }
  }

  const onError = (error: unknown): void => end(toKnownError(error, log, name))
  const onExit = (code: number): void => {
    log.error('a worker ended early', { during: name, code })
    end()
  }

  function end(reason = stopped()): void {
    if (ended) return
    ended = reason
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    // A worker that is ended while it works may still fail. That concerns no one.
    worker.on('error', () => undefined)
    for (const { reject } of open.values()) reject(reason)
    open.clear()
  }

  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  return {
    call(method, args, transfer = []) {
      if (ended) return Promise.reject(ended)
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<never>()
      open.set(id, { method, resolve, reject })
      try {
        worker.postMessage({ id, method, args } satisfies Call, transfer)
      } catch (error) {
        // What cannot be copied to a worker is a defect of the caller's.
        settle(id)?.reject(toKnownError(error, log, `${name}: ${method}`))
      }
      return promise
    },
    end,
  }
}

function stopped(): AppError {
  return new AppError({ code: 'unknown', message: 'A part of Bulkdesk that does the heavy work has stopped.' })
}

/** The worker's side: answers calls one after the other. */
export function serveWorker(methods: WorkerMethods): void {
  parentPort?.on('message', ({ id, method, args }: Call) => {
    try {
      const run = methods[method] as ((...args: readonly unknown[]) => unknown) | undefined
      const value = run?.(...args)
      if (value instanceof Handed) post({ type: 'answer', id, value: value.value }, value.transfer)
      else post({ type: 'answer', id, value })
    } catch (error) {
      if (isAppError(error)) post({ type: 'refusal', id, error: error.toData() })
      else post({ type: 'defect', id, error })
    }
  })
}

/** Tells main something that is no answer, such as progress. */
export function tellMain(news: unknown): void {
  post({ type: 'news', news })
}

function post(message: Message, transfer: readonly Transferable[] = []): void {
  parentPort?.postMessage(message, transfer)
}

/** The whole of a buffer that may be handed over: a slice of a shared pool has to be copied out of it first. */
export function handOver(bytes: Buffer): { readonly bytes: Uint8Array; readonly transfer: readonly Transferable[] } {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
  const whole = isWhole ? new Uint8Array(bytes.buffer) : Uint8Array.from(bytes)
  return { bytes: whole, transfer: [whole.buffer as ArrayBuffer] }
}
