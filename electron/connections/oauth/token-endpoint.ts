import { z } from 'zod'
import type { AppErrorData } from '../../../shared/contract/errors.ts'
import { signInReasons } from '../../../shared/words/reasons.ts'
import { isKnown, readJsonBody } from '../../eloqua/answers/read.ts'
import type { Reply } from '../../eloqua/eloqua-client.ts'
import { errorFromReply, printable, unexpectedAnswer } from '../../eloqua/http/answer-errors.ts'
import type { OnceResult, OnceTransport } from '../../eloqua/http/once-transport.ts'
import type { HostPin } from '../host-pin.ts'
import type { RefreshOutcome } from './token-state.ts'

/** The company's app, as its administrator registered it. */
export interface AppCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

export interface TokenRequest {
  readonly tokenUrl: string
  readonly hostPin: HostPin
  readonly once: OnceTransport
  readonly app: AppCredentials
  readonly grant:
    | { readonly grant_type: 'authorization_code'; readonly code: string }
    | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  readonly now?: () => number
}

const GRANTED = z.object({
  access_token: z.string().min(1).max(4_000),
  refresh_token: z.string().min(1).max(4_000),
  expires_in: z.coerce.number().min(1).max(100_000_000).default(28_800),
})
const REFUSED = z.object({
  error: z.string().max(200),
  error_code: z.union([z.number(), z.string().max(50)]).optional(),
  error_description: z.string().max(2_000).optional(),
})

/**
 * Sends one request to Eloqua's token endpoint, exactly once: a code and a refresh token each work once.
 * Never rejects. `refused`: Eloqua itself said no (401 or 400 with `error`, as documented since 21C). `not-accepted`:
 * certainly not used up (nothing was sent, or 429). Everything else is `in-doubt`.
 */
export async function requestTokens(request: TokenRequest): Promise<RefreshOutcome> {
  const { app, grant, now = Date.now } = request
  const url = new URL(request.tokenUrl)
  request.hostPin(url)
  const client = Buffer.from(`${app.clientId}:${app.clientSecret}`, 'utf8').toString('base64')
  const body = Buffer.from(JSON.stringify({ ...grant, scope: 'full', redirect_uri: app.redirectUri }), 'utf8')
  const result = await request.once.post({
    url,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: `Basic ${client}` },
    body,
  })
  const secrets = [client, app.clientSecret, ...Object.values(grant)]
  return judge(result, secrets, now())
}

function judge(result: OnceResult, secrets: readonly string[], now: number): RefreshOutcome {
  if (result.kind === 'not-sent') return { kind: 'not-accepted', error: result.error }
  if (result.kind === 'lost') return { kind: 'in-doubt', error: result.error }
  const { reply } = result
  const kept = { secrets, path: '/token' }
  const body = parseJson(reply)
  const granted = reply.status === 200 ? GRANTED.safeParse(body) : undefined
  if (granted?.success) {
    const { access_token, refresh_token, expires_in } = granted.data
    const accessUntil = now + expires_in * 1_000
    return { kind: 'granted', tokens: { access: access_token, accessUntil, refresh: refresh_token, refreshSent: 0 } }
  }
  if (reply.status === 429) return { kind: 'not-accepted', error: errorFromReply(reply, kept, 'not-accepted') }
  const refused = reply.status === 400 || reply.status === 401 ? REFUSED.safeParse(body) : undefined
  if (refused?.success) return { kind: 'refused', error: refusal(reply, refused.data, secrets) }
  const error = reply.status < 300 ? unexpectedAnswer(reply, kept) : errorFromReply(reply, kept)
  return { kind: 'in-doubt', error: { ...error, fate: 'may-have-arrived' } }
}

function refusal(
  reply: Reply,
  { error, error_code, error_description }: z.infer<typeof REFUSED>,
  secrets: readonly string[],
): AppErrorData {
  const detail = [error, error_code, error_description].filter((part) => part !== undefined).join(' · ')
  return {
    code: 'oauth-failed',
    oauth: error === 'invalid_client' || error === 'unauthorized_client' ? 'client-secret' : 'code-refused',
    message: signInReasons.notGiven,
    status: reply.status,
    detail: printable(detail, secrets),
    fate: 'not-accepted',
  }
}

function parseJson({ body }: Reply): unknown {
  const json = readJsonBody(body)
  return isKnown(json) ? json.known : undefined
}
