import { z } from 'zod'
import { AppError } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import { isKnown, readJsonBody } from '../eloqua/answers/read.ts'
import type { Reply } from '../eloqua/eloqua-client.ts'
import { errorFromReply, type KeptOfBody, unexpectedAnswer } from '../eloqua/http/answer-errors.ts'
import { authorizationHeader, type Credentials, secretsIn } from '../eloqua/http/authorization.ts'
import { withoutEndSlashes } from '../eloqua/http/bulk-base.ts'
import { type FetchLike, fetchReply } from '../eloqua/http/fetch-reply.ts'
import type { HostPin } from './host-pin.ts'

export const ELOQUA_LOGIN_URL = 'https://login.eloqua.com/id'

const IDLE_MS = 30_000
const MAX_ANSWER_BYTES = 256 * 1024

export interface Discovery {
  /** Such as `https://secure.p03.eloqua.com/API/Bulk/2.0/`: where the Bulk API of this instance lives. */
  readonly bulkBase: string
  /** Of that base, such as `secure.p03.eloqua.com`. */
  readonly host: string
  /** As Eloqua spells them. */
  readonly company?: string
  readonly user?: string
  readonly displayName?: string
}

export interface DiscoveryRequest {
  readonly loginUrl: string
  readonly credentials: Credentials
  readonly fetch: FetchLike
  readonly hostPin: HostPin
  readonly signal?: AbortSignal
  readonly idleMs?: number
}

const NAME = z.string().max(500).optional()

const ANSWER = z.object({
  site: z.object({ name: NAME }).optional().catch(undefined),
  user: z.object({ username: NAME, displayName: NAME }).optional().catch(undefined),
  urls: z.object({
    base: z.string().max(500),
    apis: z.object({ rest: z.object({ bulk: z.string().max(500).optional() }).optional() }).optional(),
  }),
})

/**
 * Asks Eloqua's `/id` where this user's instance lives; it signs in by doing so. Refused credentials are answered with
 * status 200 and the JSON string `"Not authenticated."`, now and then with a true 401: both are `sign-in-refused`.
 * Rejects besides with `untrusted-host`, `unexpected-answer`, `redirected`, or what the network or the status says.
 */
export async function discover(request: DiscoveryRequest): Promise<Discovery> {
  const login = new URL(request.loginUrl)
  request.hostPin(login)
  const authorization = authorizationHeader(request.credentials)
  const reply = await fetchReply(request.fetch, {
    url: login.href,
    method: 'GET',
    headers: { Accept: 'application/json', Authorization: authorization },
    ...(request.signal ? { signal: request.signal } : {}),
    idleMs: request.idleMs ?? IDLE_MS,
    maxBytes: MAX_ANSWER_BYTES,
  })
  const kept = { secrets: secretsIn(request.credentials), path: login.pathname }
  const { base, names } = readAnswer(reply, kept)
  request.hostPin(base)
  if (!/^\/api\/bulk\/2\.0\/?$/i.test(base.pathname)) throw new AppError(unexpectedAnswer(reply, kept))
  return { bulkBase: base.origin + base.pathname, host: base.host, ...names }
}

type Names = Pick<Discovery, 'company' | 'user' | 'displayName'>

function readAnswer(reply: Reply, kept: KeptOfBody): { base: URL; names: Names } {
  if (reply.status === 401) throw refused(401)
  if (reply.status !== 200) throw new AppError(errorFromReply(reply, kept))
  const json = readJsonBody(reply.body)
  const body = isKnown(json) ? json.known : undefined
  if (typeof body === 'string') throw refused()
  const { success, data } = ANSWER.safeParse(body)
  if (!success) throw new AppError(unexpectedAnswer(reply, kept))
  const template = data.urls.apis?.rest?.bulk ?? `${withoutEndSlashes(data.urls.base)}/API/Bulk/{version}/`
  const text = template.replace('{version}', '2.0')
  // Control characters and backslashes are quietly repaired by URL: a text that needs it is not Eloqua's.
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(text) || !URL.canParse(text)) {
    throw new AppError(unexpectedAnswer(reply, kept))
  }
  return { base: new URL(text), names: namesIn(data) }
}

function namesIn({ site, user }: z.infer<typeof ANSWER>): Names {
  return {
    ...(site?.name ? { company: site.name } : {}),
    ...(user?.username ? { user: user.username } : {}),
    ...(user?.displayName ? { displayName: user.displayName } : {}),
  }
}

function refused(status?: number): AppError {
  return new AppError({
    code: 'sign-in-refused',
    message: signInReasons.notAccepted,
    ...(status === undefined ? {} : { status }),
  })
}
