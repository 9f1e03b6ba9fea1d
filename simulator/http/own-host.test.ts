import { describe, expect, it } from 'vitest'
import { isFromSignInPage } from './own-host.ts'

const ORIGIN = 'http://127.0.0.1:5000'
const ask = (url: string, headers: Record<string, string> = {}) =>
  isFromSignInPage({ url, headers: { host: '127.0.0.1:5000', ...headers } }, ORIGIN)

describe('isFromSignInPage', () => {
  it('lets the user open the pages, and their own forms be sent', () => {
    expect(ask('/auth/oauth2/authorize?client_id=x')).toBe(true)
    expect(
      ask('/auth/login', { origin: ORIGIN, referer: `${ORIGIN}/auth/login`, 'sec-fetch-site': 'same-origin' }),
    ).toBe(true)
  })

  it.each([
    ['/api/bulk/2.0/syncs', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['/auth/login', { origin: 'https://evil.example' }],
    ['/auth/login', { 'sec-fetch-site': 'cross-site' }],
    ['/auth/login', { referer: 'http://127.0.0.1:5000.evil.example/' }],
    ['/auth/login', { host: 'evil.example:5000' }],
  ])('lets no other page reach %s with %j', (url, headers) => expect(ask(url, headers)).toBe(false))
})
