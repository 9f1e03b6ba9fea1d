import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../shared/contract/errors.ts'
import { anyText } from '../../../shared/testing/any-text.ts'
import { codeForStatus, errorFromReply, parseFailures, printable, unexpectedAnswer } from './answer-errors.ts'
import { networkError } from './network-errors.ts'
import { parseProxyAnswer } from './proxy-answer.ts'
import { parseRetryAfter } from './retry-after.ts'

describe('parseFailures', () => {
  it('reads the failures of the Bulk API', () => {
    const body = { failures: [{ field: 'fields', constraint: 'Must hold 1 to 250 entries' }, { value: 'x' }] }
    expect(parseFailures(Buffer.from(JSON.stringify(body)))).toEqual([
      { field: 'fields', constraint: 'Must hold 1 to 250 entries' },
    ])
  })

  it('reads the array of the Application API', () => {
    const body = [
      { type: 'ObjectValidationError', property: 'name', requirement: { type: 'NameRequirement' }, value: 7 },
    ]
    expect(parseFailures(Buffer.from(JSON.stringify(body)))).toEqual([
      { field: 'name', value: '7', constraint: 'NameRequirement' },
    ])
  })

  it('finds none in anything else', () => {
    for (const text of ['', 'Bad Request', '<html></html>', '{}', '[]', '{"failures":{}}', '[1,2]', 'null']) {
      expect(parseFailures(Buffer.from(text))).toBeUndefined()
    }
  })

  it('never throws, whatever the body is', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void parseFailures(Buffer.from(text))))
  })
})

describe('errorFromReply', () => {
  it.each(['/syncs/7/data', '/contacts/imports/1/data', '/syncs/7/rejects'])('keeps nothing of a row at %s', (path) => {
    const failures = [{ field: 'email', value: 'ann@example.com', constraint: 'Must be an email address' }]
    for (const body of ['ann@example.com', '{"message":"ann@example.com"}', JSON.stringify({ failures })]) {
      for (const status of [200, 400, 500]) {
        const reply = { status, reason: '', headers: {}, body: Buffer.from(body) }
        const kept = { secrets: [], path }
        const error = status === 200 ? unexpectedAnswer(reply, kept) : errorFromReply(reply, kept)
        expect(JSON.stringify(error)).not.toContain('ann@')
      }
    }
  })

  it('gives every status a code of the closed set and words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.string(), (status, body) => {
        const error = errorFromReply(
          { status, reason: '', headers: {}, body: Buffer.from(body) },
          { secrets: [], path: '/syncs' },
        )
        expect(ERROR_CODES).toContain(error.code)
        expect(error.code).toBe(error.failures ? 'validation' : codeForStatus(status))
        expect(error.message.length).toBeGreaterThan(5)
      }),
    )
  })
})

describe('printable', () => {
  it('keeps at most 500 printable characters on one line', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 2_000 }), (text) => {
        const shown = printable(text, [])
        expect(shown.length).toBeLessThanOrEqual(500)
        expect(/[\p{Cc}\p{Cf}\n]/u.test(shown)).toBe(false)
      }),
    )
  })

  it('cuts every secret out, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(printable(`${before}S3cr3t-x${after}`, ['S3cr3t-x'])).not.toContain('S3cr3t-x')
      }),
    )
  })
})

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')

  it('reads seconds and dates, within a second and an hour', () => {
    expect(parseRetryAfter('120', now)).toBe(120)
    expect(parseRetryAfter('0', now)).toBe(1)
    expect(parseRetryAfter('86400', now)).toBe(3600)
    expect(parseRetryAfter('Sun, 22 Nov 2026 10:15:00 GMT', now)).toBe(900)
    expect(parseRetryAfter('Sun, 22 Nov 2026 09:00:00 GMT', now)).toBe(1)
  })

  it('ignores what it cannot read', () => {
    for (const header of [undefined, '', 'soon', '-5x', 'NaN']) expect(parseRetryAfter(header, now)).toBeUndefined()
  })
})

describe('networkError', () => {
  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'offline'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['net::ERR_CONNECTION_RESET', 'connection-lost'],
    ["Attempted to redirect, but redirect policy was 'error'", 'redirected'],
    ['something else', 'connection-lost'],
  ])('knows %s as %s', (message, code) => {
    expect(networkError(new Error(message)).code).toBe(code)
  })

  it('finds the reason inside what fetch throws, and keeps no address', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:443'), { code: 'ECONNREFUSED' })
    const error = networkError(new TypeError('fetch failed', { cause: new AggregateError([cause]) }))
    expect(error).toMatchObject({ code: 'offline', detail: 'ECONNREFUSED' })
    expect(JSON.stringify(error)).not.toContain('10.1.2.3')
  })
})

describe('parseProxyAnswer', () => {
  it('reads each way in order', () => {
    expect(parseProxyAnswer('PROXY proxy.acme.example:8080; HTTPS [::1]:443;SOCKS5 a:1; DIRECT')).toEqual([
      { kind: 'proxy', host: 'proxy.acme.example', port: 8080, isTls: false },
      { kind: 'proxy', host: '::1', port: 443, isTls: true },
      { kind: 'unsupported', scheme: 'SOCKS5' },
      { kind: 'direct' },
    ])
  })

  it('goes direct when the answer says nothing', () => {
    for (const answer of ['', ' ; ', 'NONSENSE x']) expect(parseProxyAnswer(answer)).toEqual([{ kind: 'direct' }])
  })
})
