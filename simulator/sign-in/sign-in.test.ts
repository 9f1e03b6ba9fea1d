import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient } from '../testing/test-client.ts'
import { PRACTICE_APP } from './apps.ts'
import { type BrowserAnswers, createTestBrowser } from './testing/test-browser.ts'

const DAY_MS = 86_400_000
const USER = { company: 'APITest', user: 'API.User', password: 'practice' }

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ contacts: 20, callbacks: 'none', users: [{ ...USER }] })
})
afterEach(() => simulator.close())

interface TokenBody {
  readonly access_token: string
  readonly refresh_token: string
  readonly error: string
  readonly error_code: number
  readonly error_description: string
}

async function token(
  parameters: Record<string, string>,
  given: { form?: boolean; secret?: string } = {},
): Promise<{ status: number; body: TokenBody }> {
  const client = Buffer.from(`${PRACTICE_APP.clientId}:${given.secret ?? PRACTICE_APP.clientSecret}`).toString('base64')
  const type = given.form ? 'application/x-www-form-urlencoded' : 'application/json'
  const response = await fetch(`${simulator.origin}/auth/oauth2/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${client}`, 'Content-Type': type },
    body: given.form ? new URLSearchParams(parameters) : JSON.stringify(parameters),
  })
  return { status: response.status, body: (await response.json()) as TokenBody }
}

const wayBack = (answers: BrowserAnswers = {}) => createTestBrowser(simulator.origin).authorize(answers)
const codeOf = async () => (await wayBack()).address?.searchParams.get('code') ?? ''
const exchange = (code: string) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: PRACTICE_APP.redirectUri })
const refresh = (refresh_token: string, form = false) => token({ grant_type: 'refresh_token', refresh_token }, { form })
const call = async (access: string) =>
  (await createTestClient(simulator)('/syncs?limit=1', { headers: { Authorization: `Bearer ${access}` } })).status
const whoAmI = async (password = 'practice', headers: Record<string, string> = {}) =>
  (await createTestClient(simulator, '')('/id', { user: `APITest\\API.User:${password}`, headers })).text

describe('the way to a code', () => {
  it('leads over the sign-in form and the consent page back to the registered address, state included', async () => {
    const { address, titles } = await wayBack({ state: 's 1' })
    expect(titles).toEqual(['Sign in to Eloqua', 'Allow Bulkdesk?'])
    expect(address?.href.startsWith(`${PRACTICE_APP.redirectUri}?code=`)).toBe(true)
    expect(address?.searchParams.get('state')).toBe('s 1')
  })

  it('leads over the identity provider where the company allows single sign-on only', async () => {
    simulator.control.signIn.settings.way = 'sso-only'
    const { address, titles } = await wayBack()
    expect(titles).toEqual(['Company sign-in', 'Allow Bulkdesk?'])
    expect(address?.searchParams.has('code')).toBe(true)
  })

  it('says access_denied where the user denies, and shows the form again after a wrong password', async () => {
    const denied = await wayBack({ answer: 'deny' })
    expect(denied.address?.search).toBe('?error=access_denied&state=test-state')
    expect((await wayBack({ password: 'wrong' })).page).toContain('was not accepted')
  })

  it.each([
    [{ clientId: '' }, 'The "client_id" parameter is required.'],
    [{ clientId: 'malformed' }, 'The "client_id" value is not a valid client identifier.'],
    [{ clientId: '0'.repeat(32) }, 'The "client_id" value is not a known client identifier.'],
    [{ redirectUri: '' }, 'The "redirect_uri" parameter is required.'],
    [{ redirectUri: 'https://elsewhere.example/' }, 'The "redirect_uri" value does not match'],
  ] as const)('answers %j with status 200 and a sentence', async (answers, sentence) => {
    const { status, page } = await wayBack(answers)
    expect([status, page]).toEqual([200, expect.stringContaining(sentence)])
  })

  it('refuses a second authorization within a minute', async () => {
    await codeOf()
    const soon = await wayBack()
    expect([soon.status, soon.page]).toEqual([429, expect.stringContaining('time frame of 60 seconds')])
    simulator.control.clock.advance(60_000)
    expect((await wayBack()).address?.searchParams.has('code')).toBe(true)
  })

  it('is closed where the company has passwords only', async () => {
    simulator.control.signIn.settings.way = 'password'
    expect((await wayBack()).page).toContain('not a known client identifier')
  })
})

describe('the token endpoint', () => {
  it('gives tokens for a code once, which calls accept for eight hours', async () => {
    const code = await codeOf()
    const { body } = await exchange(code)
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'refresh_token'])
    expect(await call(body.access_token)).toBe(200)
    expect((await exchange(code)).body).toMatchObject({ error: 'invalid_grant', error_code: 2002 })
    simulator.control.clock.advance(8 * 3_600_000)
    expect(await call(body.access_token)).toBe(401)
  })

  it('refuses a code that is older than a minute, and one that was sent to another address', async () => {
    const late = await codeOf()
    simulator.control.clock.advance(60_001)
    expect((await exchange(late)).body).toMatchObject({ error: 'invalid_grant', error_code: 2003 })
    const code = await codeOf()
    const elsewhere = await token({ grant_type: 'authorization_code', code, redirect_uri: 'https://x.example/' })
    expect(elsewhere.body).toMatchObject({ error: 'invalid_grant', error_code: 2004 })
  })

  it('lets a refresh token work once, and the earlier access token live on', async () => {
    const first = (await exchange(await codeOf())).body
    const second = await refresh(first.refresh_token, true)
    expect(await call(first.access_token)).toBe(200)
    expect(await call(second.body.access_token)).toBe(200)
    expect((await refresh(first.refresh_token)).body).toMatchObject({ error: 'invalid_grant', error_code: 3002 })
    expect((await refresh(second.body.refresh_token)).status).toBe(200)
  })

  it('lets a refresh token live for twelve months', async () => {
    const first = (await exchange(await codeOf())).body
    simulator.control.clock.advance(365 * DAY_MS)
    expect((await refresh(first.refresh_token)).body).toMatchObject({ error_code: 3003 })
  })

  it('says what is wrong with the client, the grant and the user', async () => {
    expect((await token({ grant_type: 'refresh_token' }, { secret: 'wrong' })).body).toMatchObject({
      error: 'invalid_client',
      error_code: 1001,
      error_description: expect.any(String),
    })
    expect((await token({ grant_type: 'magic' })).status).toBe(400)
    expect((await refresh('made-up')).body).toMatchObject({ error_code: 3001 })
    expect(await call('made-up')).toBe(401)
  })

  it('takes a password for tokens, but not where single sign-on is the only way', async () => {
    const grant = { grant_type: 'password', username: 'APITest\\API.User', password: 'practice' }
    expect((await token(grant)).status).toBe(200)
    simulator.control.signIn.settings.way = 'sso-only'
    expect((await token(grant)).body.error_code).toBe(4001)
  })

  it('ends tokens when it is told to', async () => {
    const { body } = await exchange(await codeOf())
    simulator.control.signIn.revokeAccess()
    expect(await call(body.access_token)).toBe(401)
    simulator.control.signIn.revokeRefresh()
    expect((await refresh(body.refresh_token)).status).toBe(401)
  })
})

describe('a refused password', () => {
  const NOT_AUTHENTICATED = '"Not authenticated."'

  it('locks the user for five minutes after the fifth in a row', async () => {
    for (let tries = 0; tries < 4; tries++) expect(await whoAmI('wrong')).toBe(NOT_AUTHENTICATED)
    expect(await whoAmI()).toContain('"username":"API.User"')
    for (let tries = 0; tries < 5; tries++) await whoAmI('wrong')
    expect(await whoAmI()).toBe(NOT_AUTHENTICATED)
    simulator.control.clock.advance(5 * 60_000)
    expect(await whoAmI()).toContain('"username":"API.User"')
  })

  it('is the answer where passwords are not accepted or the address is not on the list', async () => {
    const { settings } = simulator.control.signIn
    settings.way = 'sso-only'
    expect(await whoAmI()).toBe(NOT_AUTHENTICATED)
    settings.way = 'both'
    settings.allowedAddresses = ['203.0.113.7']
    expect(await whoAmI()).toBe(NOT_AUTHENTICATED)
    expect(await whoAmI('practice', { 'X-Forwarded-For': '203.0.113.7, 10.0.0.1' })).toContain('API.User')
  })

  it('is the answer to a password older than 120 days, a disabled user and one who has single sign-on only', async () => {
    const now = Date.now()
    const users = [
      { ...USER, user: 'old', passwordSetAt: now - 121 * DAY_MS },
      { ...USER, user: 'off', isDisabled: true },
      { ...USER, user: 'sso', isSsoOnly: true },
    ]
    const other = await startSimulator({ contacts: 5, users })
    const send = createTestClient(other, '')
    for (const { user } of users)
      expect((await send('/id', { user: `APITest\\${user}:practice` })).text, user).toBe(NOT_AUTHENTICATED)
    await other.close()
  })
})

it('shows and changes the settings over the control path', async () => {
  const control = createTestClient(simulator, '/simulator/control')
  expect((await control('/sign-in', { body: { way: 'sso-only' } })).json).toMatchObject({ way: 'sso-only' })
  expect(await whoAmI()).toBe('"Not authenticated."')
})
