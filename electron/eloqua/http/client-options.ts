import type { Connection } from '../../../shared/contract/connection.ts'
import type { Log } from '../../platform/logger.ts'
import type { Credentials } from './authorization.ts'
import type { FetchLike } from './fetch-reply.ts'
import type { OnceTransport } from './once-transport.ts'
import type { SignInGate } from './sign-in-gate.ts'

export interface EloquaClientOptions {
  readonly connection: Connection
  /** Asked anew for every request, so that nothing here outlives a sign-out. */
  readonly credentials: () => Promise<Credentials>
  /** Asks `/id`; rejects with `sign-in-refused` when Eloqua says "Not authenticated.". */
  readonly discover: () => Promise<{ readonly bulkBase: string }>
  /** Throws `untrusted-host` for a url that must not see the credential. */
  readonly hostPin: (url: URL) => void
  readonly fetch: FetchLike
  readonly once: OnceTransport
  /** Shared by all clients of the connection, also by those that are replaced when the user signs in again. */
  readonly signIn: SignInGate
  readonly log: Log
  readonly random?: () => number
  /** Milliseconds; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  readonly idleMs?: number
  readonly maxMs?: number
}
