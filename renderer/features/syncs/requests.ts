/** A request as it goes out: what is shown, and what is copied as cURL. */
export interface ShownRequest {
  readonly method: 'GET' | 'POST'
  /** From the host on. */
  readonly path: string
  readonly body?: string
}

const BASE = '/api/bulk/2.0'

/** `POST /syncs`: starts a sync of a definition. */
export function startRequest(definitionUri: string, callbackUrl: string | undefined): ShownRequest {
  const body = { syncedInstanceUri: definitionUri, ...(callbackUrl ? { callbackUrl } : {}) }
  return { method: 'POST', path: `${BASE}/syncs`, body: JSON.stringify(body) }
}

export function readRequest(path: string): ShownRequest {
  return { method: 'GET', path: `${BASE}${path}` }
}

/** The request in the form the API's own pages print it. */
export function showRequest({ method, path, body }: ShownRequest): string {
  if (body === undefined) return `${method} ${path}`
  const head = [`${method} ${path}`, 'Content-Type: application/json'].join('\n')
  return `${head}\n\n${JSON.stringify(JSON.parse(body), null, 2)}`
}
