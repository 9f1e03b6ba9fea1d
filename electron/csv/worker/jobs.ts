import type {
  CheckRequest,
  CsvEngine,
  DoubtfulRequest,
  FixRequest,
  HashRequest,
  LookRequest,
  PartsRequest,
} from '../engine.ts'
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
  | { readonly type: 'fix'; readonly request: Plain<FixRequest> }
  | { readonly type: 'doubtful'; readonly request: Plain<DoubtfulRequest> }
  | { readonly type: 'rows'; readonly request: Plain<Parameters<CsvEngine['rows']>[0]> }

/** The answer to each request for an item. `isReusable`: the worker kept little memory, and may take another job. */
export type Step =
  | { readonly done: false; readonly value: unknown }
  | { readonly done: true; readonly isReusable: boolean }
