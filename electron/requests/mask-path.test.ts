import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { harOf } from './har.ts'
import { maskPath } from './mask-path.ts'

const HOST = 'https://secure.p03.eloqua.com'

/** What a person, an identity provider or a server may have put into an address: at least eight signs, one no digit. */
const secrets = fc.oneof(
  fc.emailAddress(),
  fc.string({ minLength: 8, maxLength: 40 }).filter((text) => /\D/.test(text.trim()) && text.trim().length > 7),
  fc.base64String({ minLength: 12, maxLength: 60 }),
  fc.uuid(),
)
const parameters = fc.constantFrom('q', 'code', 'state', 'limit', 'offset', 'orderBy', 'token', 'access_token', 'email')

/** In every form in which an address may spell it. */
function formsOf(secret: string): readonly string[] {
  const url = new URL(HOST)
  url.searchParams.set('q', secret)
  return [secret, encodeURIComponent(secret), encodeURI(secret), url.search.slice(3)]
}

describe('maskPath', () => {
  it.each([
    ['/id', '/id'],
    ['/api/bulk/2.0/syncs/66104/data?limit=1000&offset=0', '/api/bulk/2.0/syncs/66104/data?limit=1000&offset=0'],
    ['/API/Bulk/2.0/customObjects/9/syncActions/6', '/API/Bulk/2.0/customObjects/9/syncActions/6'],
    [
      '/api/bulk/2.0/syncs?orderBy=createdAt+DESC&totalResults=true',
      '/api/bulk/2.0/syncs?orderBy=createdAt%20DESC&totalResults=true',
    ],
    [`/api/bulk/2.0/contacts/exports?q=name='*jane@acme.com*'`, '/api/bulk/2.0/contacts/exports?q=••••'],
    [
      '/auth/oauth2/authorize?response_type=code&client_id=abc&state=xyz',
      '/auth/oauth2/authorize?response_type=code&client_id=••••&state=••••',
    ],
    ['/back?code=4/abc&jane@acme.com=1', '/••••?••••=••••&••••=••••'],
    ['/api/bulk/2.0/syncs/jane@acme.com', '/api/bulk/2.0/syncs/••••'],
    ['/api/bulk/2.0/syncs/4915112345678', '/api/bulk/2.0/syncs/••••'],
  ])('shows %s as %s', (path, shown) => {
    expect(maskPath(new URL(HOST + path))).toBe(shown)
  })

  it('lets nothing through that came from elsewhere, wherever in the address it stands', () => {
    fc.assert(
      fc.property(secrets, parameters, fc.boolean(), (secret, parameter, inPath) => {
        const url = new URL(`${HOST}/api/bulk/2.0/syncs`)
        if (inPath) url.pathname += `/${encodeURIComponent(secret)}`
        url.searchParams.set(parameter, secret)
        url.searchParams.set(secret, '1')
        const path = maskPath(url)
        const har = harOf([{ ...ENTRY, path }], '1.0.0')
        for (const form of formsOf(secret)) expect([path.includes(form), har.includes(form)]).toEqual([false, false])
      }),
    )
  })
})

const ENTRY = {
  id: 1,
  startedAt: '2026-11-28T18:00:00.000Z',
  method: 'GET',
  origin: HOST,
  feature: 'syncs',
  attempt: 1,
  bytesOut: 0,
} as const
