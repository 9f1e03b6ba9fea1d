import { randomBytes } from 'node:crypto'
import { isObject } from '../definitions/definition-body.ts'
import { type Answer, jsonAnswer, Refusal, refusal } from '../http/answer.ts'
import type { Query } from '../http/list-query.ts'
import { isTooDeep } from '../http/request-json.ts'
import type { Clock } from '../world/clock.ts'
import { findUser, parseUser, type SimulatorUser } from './users.ts'

const EIGHT_HOURS_S = 28_800
const ONE_YEAR_S = 365 * 86_400
const ONE_MINUTE_S = 60

export interface OAuth {
  /** `POST /auth/oauth2/token` with a JSON or form body; a refresh token works once. */
  token(authorization: string, body: Buffer): Answer
  /** `GET /auth/oauth2/authorize`: consent is given at once, by who signed in with Basic or else by the first user. */
  authorize(authorization: string, query: Query): Answer
  /** The user of a `Bearer` header. */
  userOf(authorization: string): SimulatorUser | undefined
}

interface Grant {
  readonly user: SimulatorUser
  readonly untilMs: number
}

type Parameters = ReadonlyMap<string, string>

/** Tokens of one kind; a taken one is gone. */
function createTokens(clock: Clock, seconds: number) {
  const grants = new Map<string, Grant>()
  const find = (token: string) => {
    const grant = grants.get(token)
    return grant && clock.now() < grant.untilMs ? grant.user : undefined
  }
  return {
    issue(user: SimulatorUser): string {
      const token = randomBytes(32).toString('base64url')
      grants.set(token, { user, untilMs: clock.now() + seconds * 1_000 })
      return token
    },
    find,
    take(token: string): SimulatorUser | undefined {
      const user = find(token)
      grants.delete(token)
      return user
    },
  }
}

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

function failed(status: 400 | 401, error: string): Refusal {
  return new Refusal(jsonAnswer(status, { error }))
}

export function createOAuth(users: readonly SimulatorUser[], clock: Clock): OAuth {
  const access = createTokens(clock, EIGHT_HOURS_S)
  const refresh = createTokens(clock, ONE_YEAR_S)
  const codes = createTokens(clock, ONE_MINUTE_S)

  function granted(parameters: Parameters): SimulatorUser | undefined {
    switch (parameters.get('grant_type')) {
      case 'password': {
        const given = parseUser(`${parameters.get('username')}:${parameters.get('password')}`)
        const text = given && `${given.company}\\${given.user}:${given.password}`
        return text === undefined ? undefined : findUser(users, `Basic ${Buffer.from(text).toString('base64')}`)
      }
      case 'authorization_code':
        return codes.take(parameters.get('code') ?? '')
      case 'refresh_token':
        return refresh.take(parameters.get('refresh_token') ?? '')
      default:
        throw failed(400, 'unsupported_grant_type')
    }
  }

  return {
    token(authorization, body) {
      if (!/^basic\s+\S+/i.test(authorization)) throw failed(401, 'invalid_client')
      const user = granted(readParameters(body))
      if (!user) throw failed(401, 'invalid_grant')
      return jsonAnswer(200, {
        access_token: access.issue(user),
        token_type: 'bearer',
        expires_in: EIGHT_HOURS_S,
        refresh_token: refresh.issue(user),
      })
    },
    authorize(authorization, query) {
      const user = authorization ? findUser(users, authorization) : users[0]
      const target = query.get('redirect_uri') ?? ''
      if (!user) throw refusal(401)
      if (query.get('response_type') !== 'code' || !URL.canParse(target)) throw failed(400, 'invalid_request')
      const location = new URL(target)
      location.searchParams.set('code', codes.issue(user))
      const state = query.get('state')
      if (state !== undefined) location.searchParams.set('state', state)
      return { status: 302, reason: 'Found', headers: { Location: location.href } }
    },
    userOf(authorization) {
      const token = /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1]
      return token === undefined ? undefined : access.find(token)
    },
  }
}
