import type { Connection } from '../../shared/contract/connection.ts'
import type { AppErrorData } from '../../shared/contract/errors.ts'

/** An answer read to its end. Header names are lower case. */
export interface Reply {
  readonly status: number
  readonly reason: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A call that may be repeated: retried with full jitter, Retry-After respected, cancellable. */
export interface ReadRequest {
  readonly method?: 'GET' | 'DELETE' | 'PUT'
  /** Relative to the bulk base, starting with `/`: `/syncs/12/data`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
  readonly accept?: 'application/json' | 'text/csv'
  /** JSON body of a PUT. */
  readonly body?: unknown
  readonly signal?: AbortSignal
  /** What the user does comes first: waits until no other request of this client is out. */
  readonly background?: boolean
  /** Most bytes of the answer, 32 MB unless told; beyond it the call rejects with `too-large`. */
  readonly maxBytes?: number
  /** Told before each wait, so that the user can be. */
  readonly onRetry?: (wait: { readonly error: AppErrorData; readonly seconds: number }) => void
}

/** A POST that goes out once, on a connection of its own. */
export interface OnceRequest {
  readonly path: string
  readonly contentType: 'application/json' | 'text/csv'
  readonly body: Uint8Array
  /** Cuts it off wherever it is: from its first byte on that leaves doubt. */
  readonly signal?: AbortSignal
  /** Looked at until the first byte: once this is aborted nothing is sent. What is on its way is not cut off. */
  readonly startUnless?: AbortSignal
  /** Bytes of the body handed to the socket so far. */
  readonly onProgress?: (sentBytes: number) => void
}

/**
 * What became of a once-only request:
 * `accepted`: 200, 201 or 204 as documented; `refused`: certainly not taken, safe to send again once the
 * cause is gone; `in-doubt`: it may have been taken, nobody can tell from here.
 */
export type OnceOutcome =
  | { readonly kind: 'accepted'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly error: AppErrorData; readonly reply?: Reply }
  | { readonly kind: 'in-doubt'; readonly error: AppErrorData }

/** The one door to Eloqua for one connection. Credentials are attached behind it and host-checked every time. */
export interface EloquaClient {
  readonly connection: Connection
  /** `/api/bulk/2.0` as discovery spelled it: for showing requests as they will go out. */
  basePath(): Promise<string>
  /** Scheme and host, for copy-as-cURL. */
  origin(): Promise<string>
  /** Rejects with AppError for anything but a 2xx. */
  read(request: ReadRequest): Promise<Reply>
  /** `read` with the body parsed, for a reader of `answers/` to look at; rejects with `unexpected-answer` where it is not JSON. */
  readJson(request: ReadRequest): Promise<unknown>
  /** Never rejects: doubt is an outcome. */
  sendOnce(request: OnceRequest): Promise<OnceOutcome>
  /**
   * Resolves at once unless Eloqua has refused this connection's sign-in; then no request goes out, and this resolves when
   * the user has signed in again. Rejects with `cancelled`.
   */
  whenSignedIn(signal?: AbortSignal): Promise<void>
}

/** Where services get their client from. */
export interface Clients {
  /** Of the connection in use; throws AppError `not-signed-in`. */
  active(): EloquaClient
  /** Of a saved connection, for work that outlives a switch; rejects with `not-signed-in` or a keychain code. */
  forConnection(connectionId: string): Promise<EloquaClient>
}
