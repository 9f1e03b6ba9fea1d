import { isObject } from '../definitions/definition-body.ts'
import { type Answer, jsonAnswer, Refusal } from '../http/answer.ts'
import { isTooDeep } from '../http/request-json.ts'
import { findAppBySecret, type RegisteredApp } from './apps.ts'
import type { Gate } from './gate.ts'
import type { Grant, TakeFailure, Tokens } from './tokens.ts'

export const EIGHT_HOURS_S = 28_800

export interface TokenEndpointParts {
  readonly apps: readonly RegisteredApp[]
  readonly gate: Gate
  readonly codes: Tokens
  readonly access: Tokens
  readonly refresh: Tokens
}

type Parameters = ReadonlyMap<string, string>

/**
 * The 401 of the token endpoint since release 21C. Oracle says that the thousands digit of `error_code` is the
 * category and lists no codes, so these numbers are this simulator's own.
 */
const FAILURES = {
  'no-client': ['invalid_client', 1001, 'The client identifier or the client secret is wrong.'],
  'unknown-code': ['invalid_grant', 2001, 'The authorization code is not known.'],
  'used-code': ['invalid_grant', 2002, 'The authorization code was used before.'],
  'expired-code': ['invalid_grant', 2003, 'The authorization code has expired.'],
  'other-redirect': ['invalid_grant', 2004, 'The redirect_uri is not the one the code was sent to.'],
  'unknown-refresh': ['invalid_grant', 3001, 'The refresh token is not known.'],
  'used-refresh': ['invalid_grant', 3002, 'The refresh token was used before.'],
  'expired-refresh': ['invalid_grant', 3003, 'The refresh token has expired.'],
  'bad-user': ['invalid_grant', 4001, 'The user could not be authenticated.'],
} as const

function failed(kind: keyof typeof FAILURES): Refusal {
  const [error, error_code, error_description] = FAILURES[kind]
  return new Refusal(jsonAnswer(401, { error, error_code, error_description }))
}

/** JSON or a form: Eloqua reads both. */
function readParameters(body: Buffer): Parameters {
  const text = body.toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    const isReadable = isObject(value) && !isTooDeep(value)
    return new Map(isReadable ? Object.entries(value).map(([name, one]) => [name, String(one)]) : [])
  } catch {
    return new Map(new URLSearchParams(text))
  }
}

/** `POST /auth/oauth2/token`. A code works once, and so does a refresh token; the earlier access token lives on (26B). */
export function createTokenEndpoint(parts: TokenEndpointParts) {
  const { apps, gate, access, refresh } = parts
  return (authorization: string, body: Buffer, address: string): Answer => {
    const app = findAppBySecret(apps, authorization)
    if (!app) throw failed('no-client')
    const grant = granted(parts, { app, given: readParameters(body), address })
    if (!gate.mayEnter(grant.user, address)) throw failed('bad-user')
    const kept = { user: grant.user, clientId: app.clientId }
    return jsonAnswer(200, {
      access_token: access.issue(kept),
      token_type: 'bearer',
      expires_in: EIGHT_HOURS_S,
      refresh_token: refresh.issue(kept),
    })
  }
}

interface Asked {
  readonly app: RegisteredApp
  readonly given: Parameters
  readonly address: string
}

function granted(parts: TokenEndpointParts, asked: Asked): Grant {
  switch (asked.given.get('grant_type')) {
    case 'password':
      return byPassword(parts, asked)
    case 'authorization_code':
      return byCode(parts, asked)
    case 'refresh_token':
      return taken(parts.refresh.take(asked.given.get('refresh_token') ?? ''), 'refresh')
    default:
      throw new Refusal(jsonAnswer(400, { error: 'unsupported_grant_type' }))
  }
}

function byCode({ codes }: TokenEndpointParts, { app, given }: Asked): Grant {
  const grant = taken(codes.take(given.get('code') ?? ''), 'code')
  if (grant.clientId !== app.clientId) throw failed('unknown-code')
  if (grant.redirectUri !== given.get('redirect_uri')) throw failed('other-redirect')
  return grant
}

function byPassword({ gate }: TokenEndpointParts, { app, given, address }: Asked): Grant {
  const [company = '', user = ''] = (given.get('username') ?? '').split('\\')
  const isAllowed = gate.settings.way !== 'sso-only'
  const found = isAllowed && gate.byPassword({ company, user, password: given.get('password') ?? '' }, address)
  if (!found) throw failed('bad-user')
  return { user: found, clientId: app.clientId }
}

function taken(outcome: Grant | TakeFailure, kind: 'code' | 'refresh'): Grant {
  if (typeof outcome === 'string') throw failed(`${outcome}-${kind}`)
  return outcome
}
