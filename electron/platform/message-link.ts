import type { Transferable } from 'node:worker_threads'
import { AppError, type AppErrorData, isAppError } from '../../shared/contract/errors.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { toKnownError } from './defects.ts'
import type { Log } from './logger.ts'

/** What the other side offers: plain arguments in, plain data out. */
export type LinkMethods = Readonly<Record<string, (...args: never[]) => unknown>>

/** A value whose buffers go over without being copied. They are empty on this side afterwards. */
export class Handed<T> {
  readonly value: T
  readonly transfer: readonly Transferable[]

  constructor(value: T, transfer: readonly Transferable[]) {
    this.value = value
    this.transfer = transfer
  }
}

type Unwrapped<R> = R extends Handed<infer T> ? T : R
type AnswerOf<R> = Unwrapped<Awaited<R>>

export interface LinkCall {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}

export type LinkMessage =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly error: AppErrorData }
  /** The error crosses whole, stack included: main logs the stack. */
  | { readonly type: 'defect'; readonly id: number; readonly error: unknown }
  | { readonly type: 'news'; readonly news: unknown }
  /** An error outside of any call, of which the other side is about to die. */
  | { readonly type: 'last-words'; readonly error: unknown }

/** The other side, as main has it in hand: a worker thread or a helper process. */
export interface Peer {
  post(message: LinkCall, transfer: readonly Transferable[]): void
  /** Starts listening; what it gives stops that. */
  listen(ears: {
    onMessage(message: LinkMessage): void
    onError(error: unknown): void
    onExit(code: number): void
  }): () => void
}

export interface MessageLink<M extends LinkMethods> {
  /**
   * Calls a method over there; buffers named in `transfer` go without being copied. Calls begin in order.
   * Rejects with the AppError that the method threw. Any other error is logged and rejects as `unknown`.
   */
  call<K extends keyof M & string>(
    method: K,
    args: Parameters<M[K]>,
    transfer?: readonly Transferable[],
  ): Promise<AnswerOf<ReturnType<M[K]>>>
  /** Rejects every open call and every later one, and stops listening. The other side itself goes on. */
  end(reason?: AppError): void
}

export interface LinkOptions {
  readonly log: Log
  /** What the other side is for, as the log names it. */
  readonly name: string
  /** Told what the other side says unasked. */
  readonly onNews?: (news: never) => void
}

interface Waiting {
  readonly method: string
  resolve(value: never): void
  reject(error: AppError): void
}

/** Counts over all links: the other side may still answer an earlier link when the next one already calls, and the two must not be mixed up. */
let nextId = 0

/** Main's side. When the other side dies, that is logged, and every open and later call rejects with `unknown`. */
export function linkPeer<M extends LinkMethods>(peer: Peer, options: LinkOptions): MessageLink<M> {
  const { log, name } = options
  const calls = createOpenCalls()
  let ended: AppError | undefined

  function end(reason = stopped()): void {
    if (ended) return
    ended = reason
    stopListening()
    calls.rejectAll(reason)
  }

  const stopListening = peer.listen({
    onMessage(message) {
      if (message.type === 'last-words') end(toKnownError(message.error, log, name))
      else receive(message, calls, options)
    },
    onError: (error) => end(toKnownError(error, log, name)),
    onExit(code) {
      log.error('a worker ended early', { during: name, code })
      end()
    },
  })
  return {
    call(method, args, transfer = []) {
      if (ended) return Promise.reject(ended)
      const { id, promise } = calls.open(method)
      try {
        peer.post({ id, method, args }, transfer)
      } catch (error) {
        // What cannot be copied to the other side is a defect of the caller's.
        calls.settle(id)?.reject(toKnownError(error, log, `${name}: ${method}`))
      }
      return promise
    },
    end,
  }
}

function createOpenCalls() {
  const waiting = new Map<number, Waiting>()
  return {
    open(method: string): { readonly id: number; readonly promise: Promise<never> } {
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<never>()
      waiting.set(id, { method, resolve, reject })
      return { id, promise }
    },
    /** Gives the call, and knows it no longer. */
    settle(id: number): Waiting | undefined {
      const call = waiting.get(id)
      waiting.delete(id)
      return call
    },
    rejectAll(reason: AppError): void {
      for (const { reject } of waiting.values()) reject(reason)
      waiting.clear()
    },
  }
}

function receive(
  message: Exclude<LinkMessage, { readonly type: 'last-words' }>,
  calls: ReturnType<typeof createOpenCalls>,
  { log, name, onNews }: LinkOptions,
): void {
  if (message.type === 'news') onNews?.(message.news as never)
  else if (message.type === 'answer') calls.settle(message.id)?.resolve(message.value as never)
  else if (message.type === 'refusal') calls.settle(message.id)?.reject(new AppError(message.error))
  else {
    const call = calls.settle(message.id)
    call?.reject(toKnownError(message.error, log, `${name}: ${call.method}`))
  }
}

function stopped(): AppError {
  return new AppError({ code: 'unknown', message: bulkdeskReasons.workerStopped })
}

/** The other side's part. Methods begin one after the other; one that gives a promise lets the next begin meanwhile. */
export function answerCalls(
  methods: LinkMethods,
  post: (message: LinkMessage, transfer: readonly Transferable[]) => void,
): (call: LinkCall) => void {
  function refuse(id: number, error: unknown): void {
    if (isAppError(error)) post({ type: 'refusal', id, error: error.toData() }, [])
    else post({ type: 'defect', id, error }, [])
  }
  function give(id: number, value: unknown): void {
    try {
      if (value instanceof Handed) post({ type: 'answer', id, value: value.value }, value.transfer)
      else post({ type: 'answer', id, value }, [])
    } catch (error) {
      refuse(id, error)
    }
  }
  return ({ id, method, args }) => {
    try {
      const run = methods[method] as ((...args: readonly unknown[]) => unknown) | undefined
      const value = run?.(...args)
      if (!(value instanceof Promise)) return give(id, value)
      value.then(
        (settled) => give(id, settled),
        (error: unknown) => refuse(id, error),
      )
    } catch (error) {
      refuse(id, error)
    }
  }
}
