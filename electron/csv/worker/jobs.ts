import type { AppErrorData } from '../../../shared/contract/errors.ts'
import type { CheckRequest, CsvEngine, HashRequest, LookRequest, PartsRequest } from '../engine.ts'
import type { RingEnd } from './batch-ring.ts'

type Plain<T> = Omit<T, 'signal' | 'onProgress'>

/** What a worker can be started to do. */
export type Job =
  | { readonly type: 'first-look'; readonly request: LookRequest }
  | { readonly type: 'check'; readonly request: Plain<CheckRequest> }
  | { readonly type: 'check-bytes' | 'check-rows'; readonly request: Plain<CheckRequest>; readonly ring: RingEnd }
  | { readonly type: 'hash'; readonly request: Plain<HashRequest> }
  | { readonly type: 'plan'; readonly request: Plain<PartsRequest> }
  | { readonly type: 'parts'; readonly request: Plain<PartsRequest> }
  | { readonly type: 'held-back'; readonly request: Plain<CheckRequest> }
  | { readonly type: 'rows'; readonly request: Plain<Parameters<CsvEngine['rows']>[0]> }

/** To the worker: this is the job, once; make the next item; here is a buffer to use again. */
export type ToWorker =
  | { readonly type: 'start'; readonly job: Job; readonly kernel: WebAssembly.Module }
  | { readonly type: 'next' }
  | { readonly type: 'release'; readonly buffer: ArrayBuffer }

/** From the worker: one answer to each `next`, and progress in between. */
export type FromWorker =
  | { readonly type: 'item'; readonly value: unknown }
  | { readonly type: 'end'; readonly isReusable: boolean }
  | { readonly type: 'error'; readonly error: AppErrorData }
  | { readonly type: 'progress'; readonly bytes: number }
