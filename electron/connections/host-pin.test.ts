import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HostPin, pinToEloqua, pinToLoopback, pinToOrigin } from './host-pin.ts'

function passes(pin: HostPin, url: string): boolean {
  try {
    pin(new URL(url))
    return true
  } catch {
    return false
  }
}

describe('pinToEloqua', () => {
  it.each([
    'https://login.eloqua.com/id',
    'https://secure.p03.eloqua.com/API/Bulk/2.0/',
    'https://secure.p03.eloqua.com/api/bulk/2.0/syncs/12/data?limit=1',
    'https://www05.secure.eloqua.com/api/bulk/2.0',
    'https://SECURE.P03.ELOQUA.COM:443/api/bulk/2.0/syncs',
  ])('lets %s see the credential', (url) => {
    expect(passes(pinToEloqua, url)).toBe(true)
  })

  it.each([
    'http://login.eloqua.com/id',
    'https://login.eloqua.com:8443/id',
    'https://ann@login.eloqua.com/id',
    'https://:pw@login.eloqua.com/id',
    'https://evil.example/id',
    'https://eloqua.com/id',
    'https://eloqua.com.evil.example/id',
    'https://x.eloqua.com.evil/id',
    'https://xeloqua.com/id',
    'https://evil-eloqua.com/id',
    'https://login.eloqua.com./id',
    'https://.eloqua.com/id',
    'https://a..eloqua.com/id',
    'https://-a.eloqua.com/id',
    'https://evil.example/.eloqua.com/id',
    'https://evil.example#.eloqua.com/id',
    'https://evil.example?.eloqua.com/id',
    'https://127.0.0.1/id',
    'https://[::1]/id',
    'https://2130706433/id',
    'https://login.eloqua.com/',
    'https://login.eloqua.com/id/more',
    'https://login.eloqua.com/api/rest/2.0/data/contacts',
    'https://login.eloqua.com/api/bulk/2.0x/syncs',
    'https://login.eloqua.com/api/bulk/2.0/../../rest/2.0',
    'https://login.eloqua.com/api/bulk/2.0/%2e%2e/%2e%2e/rest',
    'ftp://login.eloqua.com/id',
    'app://login.eloqua.com/id',
    'file:///id',
  ])('lets %s see nothing', (url) => {
    expect(passes(pinToEloqua, url)).toBe(false)
  })

  it('lets only https urls through whose name really ends in .eloqua.com, however the url was put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'eloqua.com',
        '.eloqua.com',
        'login',
        '.',
        '@',
        ':',
        '#',
        '?',
        '/',
        '\\',
        '%2e',
        '%00',
        'ｅloqua',
        '。',
        '443',
      ),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('https:', 'http:', 'HTTPS:'),
        fc.array(piece, { minLength: 1, maxLength: 6 }),
        (scheme, pieces) => {
          const text = `${scheme}//${pieces.join('')}/api/bulk/2.0/syncs`
          fc.pre(URL.canParse(text))
          const url = new URL(text)
          if (!passes(pinToEloqua, text)) return
          expect(url.protocol).toBe('https:')
          expect(url.host.split('.').slice(-2)).toEqual(['eloqua', 'com'])
          expect(url.username + url.password + url.port).toBe('')
        },
      ),
      { numRuns: 5_000 },
    )
  })
})

describe('pinToLoopback', () => {
  it.each(['http://127.0.0.1:8080/id', 'http://localhost:3/api/bulk/2.0/syncs', 'http://[::1]:80/id'])(
    'lets %s through',
    (url) => expect(passes(pinToLoopback, url)).toBe(true),
  )
  it.each([
    'https://127.0.0.1:8080/id',
    'http://127.0.0.1.evil.example/id',
    'http://192.168.1.4/id',
    'http://0.0.0.0/id',
    'http://ann@127.0.0.1/id',
    'http://127.0.0.1:8080/other',
    'http://login.eloqua.com/id',
  ])('stops %s', (url) => expect(passes(pinToLoopback, url)).toBe(false))
})

describe('pinToOrigin', () => {
  const pin = pinToOrigin('http://127.0.0.1:8080')
  it('lets exactly the server through that Bulkdesk started', () => {
    expect(passes(pin, 'http://127.0.0.1:8080/id')).toBe(true)
    expect(passes(pin, 'http://127.0.0.1:8081/id')).toBe(false)
    expect(passes(pin, 'http://localhost:8080/id')).toBe(false)
    expect(passes(pin, 'https://login.eloqua.com/id')).toBe(false)
  })
  it('is no way around the loopback rule', () => {
    expect(passes(pinToOrigin('http://evil.example'), 'http://evil.example/id')).toBe(false)
  })
})
