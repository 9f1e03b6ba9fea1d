import { parentPort, type Transferable, type Worker } from 'node:worker_threads'
import { AppError, type AppErrorData, isAppError } from '../../shared/contract/errors.ts'

/** What a worker offers: plain arguments in, plain data out. */
export type WorkerMethods = Readonly<Record<string, (...args: never[]) => unknown>>

interface Call {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}

interface Answer {
  readonly id: number
  readonly value?: unknown
  readonly error?: AppErrorData
}

export interface WorkerLink<M extends WorkerMethods> {
  /** Calls a method over there; buffers named in `transfer` go without being copied. Calls are served in order. */
  call<K extends keyof M & string>(
    method: K,
    args: Parameters<M[K]>,
    transfer?: readonly Transferable[],
  ): Promise<ReturnType<M[K]>>
  close(): Promise<void>
}

/** The main side of a worker. When the worker dies, every open call rejects with `unknown`, and so does every later one. */
export function linkWorker<M extends WorkerMethods>(worker: Worker): WorkerLink<M> {
  const open = new Map<number, { resolve: (value: never) => void; reject: (error: AppError) => void }>()
  let next = 0
  let isDead = false

  function fail(): void {
    isDead = true
    const calls = [...open.values()]
    open.clear()
    for (const { reject } of calls) reject(deadWorker())
  }

  worker.on('message', ({ id, value, error }: Answer) => {
    const call = open.get(id)
    open.delete(id)
    if (error) call?.reject(new AppError(error))
    else call?.resolve(value as never)
  })
  worker.on('error', fail)
  worker.on('exit', fail)
  worker.unref()
  return {
    call(method, args, transfer = []) {
      if (isDead) return Promise.reject(deadWorker())
      const id = next++
      const { promise, resolve, reject } = Promise.withResolvers<never>()
      open.set(id, { resolve, reject })
      const call: Call = { id, method, args }
      worker.postMessage(call, transfer)
      return promise
    },
    async close() {
      isDead = true
      await worker.terminate()
    },
  }
}

/** The worker's side: answers calls one after the other. */
export function serveWorker(methods: WorkerMethods): void {
  parentPort?.on('message', ({ id, method, args }: Call) => {
    parentPort?.postMessage(answer(methods, { id, method, args }))
  })
}

function answer(methods: WorkerMethods, { id, method, args }: Call): Answer {
  try {
    const run = methods[method] as ((...args: readonly unknown[]) => unknown) | undefined
    return { id, value: run?.(...args) }
  } catch (error) {
    return {
      id,
      error: isAppError(error) ? error.toData() : { code: 'unknown', message: 'Something unexpected went wrong.' },
    }
  }
}

function deadWorker(): AppError {
  return new AppError({ code: 'unknown', message: 'A part of Bulkdesk that does the heavy work has stopped.' })
}

/** The whole of a buffer that may be handed over: a slice of a shared pool has to be copied out of it first. */
export function handOver(bytes: Buffer): { readonly bytes: Uint8Array; readonly transfer: readonly Transferable[] } {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
  const whole = isWhole ? new Uint8Array(bytes.buffer) : Uint8Array.from(bytes)
  return { bytes: whole, transfer: [whole.buffer as ArrayBuffer] }
}
