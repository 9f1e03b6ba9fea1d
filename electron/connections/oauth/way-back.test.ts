import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import { authorizeAddress, isWayBack, readWayBack } from './way-back.ts'

const expected = { redirectUri: 'https://bulkdesk.example/signed-in', state: 'state~1' }
const at = (query: string) => `${expected.redirectUri}?${query}`

describe('readWayBack', () => {
  it.each([
    [at('code=abc&state=state~1'), { kind: 'code', code: 'abc' }],
    [`  ${at('state=state%7E1&code=a%2Fb%3D')}\n`, { kind: 'code', code: 'a/b=' }],
    [at('error=access_denied&state=state~1'), { kind: 'error', error: 'access_denied' }],
    [at('code=abc&state=another'), { kind: 'other-attempt' }],
    [at('code=abc'), { kind: 'other-attempt' }],
    [at('error=access_denied'), { kind: 'other-attempt' }],
    [expected.redirectUri, { kind: 'no-code' }],
    ['https://bulkdesk.example/other?code=abc&state=state~1', { kind: 'elsewhere' }],
    ['https://bulkdesk.example.evil.test/signed-in?code=abc&state=state~1', { kind: 'elsewhere' }],
    ['http://bulkdesk.example/signed-in?code=abc&state=state~1', { kind: 'elsewhere' }],
    ['https://login.eloqua.com/auth/oauth2/authorize?client_id=x', { kind: 'elsewhere' }],
    ['abc', { kind: 'elsewhere' }],
    ['', { kind: 'elsewhere' }],
  ] as const)('reads %s', (address, outcome) => expect(readWayBack(address, expected)).toEqual(outcome))

  it('takes no code whose state is not exactly the one of the attempt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (state, code) => {
        fc.pre(state !== expected.state)
        const address = at(new URLSearchParams({ code, state }).toString())
        expect(readWayBack(address, expected)).toEqual({ kind: 'other-attempt' })
      }),
    )
  })

  it('never throws on what a user may paste', () => {
    fc.assert(fc.property(anyText(), (text) => void readWayBack(text, expected)))
  })
})

describe('isWayBack', () => {
  it('knows the registered address with port, path and any query', () => {
    const registered = 'https://localhost:8443/callback?app=1'
    expect(isWayBack('https://localhost:8443/callback?app=1&code=x', registered)).toBe(true)
    expect(isWayBack('https://localhost/callback?code=x', registered)).toBe(false)
    expect(isWayBack('https://localhost:8443/callback/more?code=x', registered)).toBe(false)
  })
})

describe('authorizeAddress', () => {
  it('asks for a code with the one scope Eloqua has', () => {
    const url = new URL(authorizeAddress('https://login.eloqua.com/auth/oauth2/authorize', 'id', expected))
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'id',
      redirect_uri: expected.redirectUri,
      scope: 'full',
      state: expected.state,
    })
  })
})
