import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCallbackFault } from './callback-url.ts'

describe('findCallbackFault', () => {
  it('takes any web address, and none at all', () => {
    expect(findCallbackFault('')).toBeUndefined()
    expect(findCallbackFault('  ')).toBeUndefined()
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), (url) => findCallbackFault(url) === undefined))
  })

  it.each(['example.com', 'ftp://example.com', 'javascript:alert(1)', 'https://', 'http:/example', 'file:///etc'])(
    'refuses %s',
    (text) => {
      expect(findCallbackFault(text)).toMatch(/https:\/\//)
    },
  )

  it('refuses what is longer than Eloqua takes', () => {
    expect(findCallbackFault(`https://example.com/${'x'.repeat(1_980)}`)).toBeUndefined()
    expect(findCallbackFault(`https://example.com/${'x'.repeat(1_981)}`)).toMatch(/2,000 characters/)
  })

  it('refuses to hand a password to Eloqua', () => {
    expect(findCallbackFault('https://jane:secret@example.com/done')).toMatch(/password/)
  })
})
