import { NotImplementedError, refuseUnknownKeys, strict } from './strict.ts'

const OPTIONS = [
  'method',
  'headers',
  'body',
  'signal',
  'redirect',
  'credentials',
  'cache',
  'bypassCustomProtocolHandlers',
]

/** What Node calls a failure of the network, and what Chromium calls it. */
const NET_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'ERR_EMPTY_RESPONSE',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  ENETUNREACH: 'ERR_INTERNET_DISCONNECTED',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ETIMEDOUT: 'ERR_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_HEADERS_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_BODY_TIMEOUT: 'ERR_TIMED_OUT',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ERR_CONTENT_LENGTH_MISMATCH',
  HPE_INVALID_CONSTANT: 'ERR_INVALID_HTTP_RESPONSE',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
}

/**
 * Electron's net.fetch over Node's. Node keeps no cookies and knows no ambient credentials, so that `omit` is all it
 * can do; failures are given the names that Chromium's network stack gives them, as main has to understand those.
 */
async function fetchLikeChromium(input: string | Request, init: RequestInit = {}): Promise<Response> {
  refuseUnknownKeys('net.fetch', init, OPTIONS)
  if (init.credentials !== 'omit') throw new NotImplementedError("net.fetch without credentials: 'omit'")
  const { cache: _cache, ...rest } = init
  try {
    const response = await fetch(input, rest)
    return withChromiumErrors(response)
  } catch (error) {
    throw asChromiumError(error)
  }
}

export const net = strict('net', { fetch: fetchLikeChromium })

function withChromiumErrors(response: Response): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  const body = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(asChromiumError(error))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  const { status, statusText, headers } = response
  return new Response(body, { status, statusText, headers })
}

function asChromiumError(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  const cause = error.cause as { code?: string; message?: string } | undefined
  if (cause?.message === 'unexpected redirect') {
    return new Error("Attempted to redirect, but redirect policy was 'error'")
  }
  const isMidBody = error.message === 'terminated'
  const name = isMidBody ? midBodyName(cause?.code) : NET_ERRORS[cause?.code ?? '']
  return new Error(`net::${name ?? 'ERR_FAILED'}`)
}

/** A connection that died in the body: Chromium tells by which promise about its length was broken. */
function midBodyName(code: string | undefined): string {
  return code === 'UND_ERR_SOCKET' ? 'ERR_CONNECTION_CLOSED' : (NET_ERRORS[code ?? ''] ?? 'ERR_CONNECTION_RESET')
}
