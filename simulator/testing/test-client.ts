import type { Simulator } from '../simulator.ts'

/** What bodies may hold. Tests read what they expect and assert it: nothing here says it is there. */
interface WireBody {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly failures: readonly { readonly field: string; readonly value?: string; readonly constraint: string }[]
  readonly totalResults: number
  readonly hasMore: boolean
  readonly count: number
  readonly uri: string
  readonly status: string
  readonly createdAt: string
  readonly kbUsed: number
  readonly fields: Readonly<Record<string, string>>
}

export interface TestReply {
  readonly status: number
  readonly reason: string
  readonly headers: Headers
  readonly text: string
  readonly json: WireBody
}

export interface TestRequest {
  readonly method?: string
  /** JSON, unless `type` says otherwise and it is text or bytes. */
  readonly body?: unknown
  readonly type?: string
  readonly user?: string
  readonly headers?: Record<string, string>
}

/** Talks to a simulator as a client would: plain HTTP, Basic sign-in, paths below the bulk base. */
export function createTestClient(simulator: Pick<Simulator, 'origin'>, base = '/api/bulk/2.0') {
  return async (path: string, request: TestRequest = {}): Promise<TestReply> => {
    const { body, type, user = 'APITest\\API.User:practice' } = request
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(`${simulator.origin}${base}${path}`, {
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        Authorization: `Basic ${Buffer.from(user).toString('base64')}`,
        ...(body === undefined && !type ? {} : { 'Content-Type': type ?? 'application/json' }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return {
      status: response.status,
      reason: response.statusText,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : undefined) as WireBody,
    }
  }
}

export type TestClient = ReturnType<typeof createTestClient>
