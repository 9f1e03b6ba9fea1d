import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../simulator.ts'
import { createTestClient } from '../testing/test-client.ts'

const CLIENT = `Basic ${Buffer.from('app:secret').toString('base64')}`

describe('OAuth', () => {
  let simulator: Simulator
  beforeEach(async () => {
    simulator = await startSimulator({ contacts: 50, callbacks: 'none' })
  })
  afterEach(() => simulator.close())

  async function token(
    parameters: Record<string, string>,
    form = false,
  ): Promise<{ status: number; body: Record<string, string> }> {
    const response = await fetch(`${simulator.origin}/auth/oauth2/token`, {
      method: 'POST',
      headers: {
        Authorization: CLIENT,
        'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      body: form ? new URLSearchParams(parameters) : JSON.stringify(parameters),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }

  const call = (access: string | undefined) =>
    createTestClient(simulator)('/syncs?limit=1', { headers: { Authorization: `Bearer ${access}` } })

  it('gives tokens for a password, which discovery and calls accept until they end', async () => {
    const { body } = await token({
      grant_type: 'password',
      scope: 'full',
      username: 'APITest\\API.User',
      password: 'practice',
    })
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'refresh_token'])
    expect((await call(body.access_token)).status).toBe(200)
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect((await createTestClient(simulator, '')('/id', { headers })).text).toContain('"username":"API.User"')
    simulator.control.clock.advance(8 * 3_600_000 + 1_000)
    expect((await call(body.access_token)).status).toBe(401)
  })

  it('lets a refresh token work once: the next one replaces it', async () => {
    const first = await token({ grant_type: 'password', username: 'APITest\\API.User', password: 'practice' })
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token ?? '' }
    const second = await token(refresh, true)
    expect((await call(second.body.access_token)).status).toBe(200)
    expect(await token(refresh)).toEqual({ status: 401, body: { error: 'invalid_grant' } })
    const third = await token({ ...refresh, refresh_token: second.body.refresh_token ?? '' })
    expect(third.status).toBe(200)
  })

  it('sends a code to the redirect address, which buys tokens once', async () => {
    const query = 'response_type=code&client_id=app&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fdone&state=s%201'
    const consent = await fetch(`${simulator.origin}/auth/oauth2/authorize?${query}`, { redirect: 'manual' })
    const location = new URL(consent.headers.get('location') ?? '')
    expect([consent.status, location.searchParams.get('state')]).toEqual([302, 's 1'])
    const exchange = { grant_type: 'authorization_code', code: location.searchParams.get('code') ?? '' }
    expect((await token(exchange)).status).toBe(200)
    expect((await token(exchange)).status).toBe(401)
  })

  it('refuses wrong passwords, unknown grants and made-up tokens', async () => {
    expect((await token({ grant_type: 'password', username: 'APITest\\API.User', password: 'no' })).status).toBe(401)
    expect((await token({ grant_type: 'magic' })).status).toBe(400)
    expect((await call('made-up')).status).toBe(401)
  })
})
