import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestConnection, RequestFeature } from '../../../shared/contract/request-log.ts'

/** What a request is made for, for the list of requests. It follows the work and is not passed along. */
export interface RequestContext {
  readonly feature?: RequestFeature
  readonly connection?: RequestConnection
  /** 1 for the first try. */
  readonly attempt?: number
}

const storage = new AsyncLocalStorage<RequestContext>()

/** Does the work so that its requests are known as made for this. */
export function inRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...context }, work)
}

export function requestContext(): RequestContext {
  return storage.getStore() ?? {}
}
