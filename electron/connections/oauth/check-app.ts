import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import type { OAuthFailure } from '../../../shared/contract/sign-in.ts'
import type { Reply } from '../../eloqua/eloqua-client.ts'
import { printable } from '../../eloqua/http/answer-errors.ts'
import { type FetchLike, fetchReply } from '../../eloqua/http/fetch-reply.ts'
import type { HostPin } from '../host-pin.ts'
import { tooSoon } from './authorization-guard.ts'

const IDLE_MS = 20_000
const MAX_BYTES = 1_000_000
const LONGEST_SENTENCE = 400

export interface AppCheck {
  readonly address: string
  readonly hostPin: HostPin
  readonly fetch: FetchLike
}

/**
 * Opens the authorize address once without a user, before anybody sees a page. Eloqua names a wrong client id or redirect
 * address in a 200 with one sentence of HTML, which would leave the user on a bare page; any other page and any
 * redirect means that the sign-in may begin. Rejects with `oauth-failed` or what the network says.
 */
export async function checkApp({ address, hostPin, fetch }: AppCheck): Promise<void> {
  const url = new URL(address)
  hostPin(url)
  const reply = await fetchReply(fetch, {
    url: url.href,
    method: 'GET',
    headers: { Accept: 'text/html' },
    idleMs: IDLE_MS,
    maxBytes: MAX_BYTES,
  }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'redirected') return undefined
    throw error
  })
  if (!reply) return
  if (reply.status === 429) throw tooSoon()
  const sentence = sentenceIn(reply)
  const failure = sentence === undefined ? undefined : failureOf(sentence)
  if (failure) throw new AppError({ code: 'oauth-failed', oauth: failure, message: sentence ?? '', status: 200 })
}

/** A page without a form, as short as one sentence. */
function sentenceIn({ status, body }: Reply): string | undefined {
  const html = body.toString('utf8')
  if (status !== 200 || /<(?:form|input|script)\b/i.test(html)) return undefined
  const text = printable(html.replace(/<[^>]*>/g, ' '), []).replaceAll('&quot;', '"')
  return text.length > 0 && text.length <= LONGEST_SENTENCE ? text : undefined
}

function failureOf(sentence: string): OAuthFailure | undefined {
  if (/redirect[_ ]ur[il]/i.test(sentence)) return 'redirect-unknown'
  if (/client[_ ]id|client identifier/i.test(sentence)) return 'app-unknown'
  return undefined
}
