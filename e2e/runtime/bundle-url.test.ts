import { describe, expect, it } from 'vitest'
import { asChromiumKnowsIt, asMainKnowsIt } from './bundle-url.ts'

describe('asMainKnowsIt and asChromiumKnowsIt', () => {
  it('turn the bundle into the stand-in and back', () => {
    expect(asChromiumKnowsIt('app://bundle/index.html')).toBe('http://bundle.localhost/index.html')
    expect(asMainKnowsIt('http://bundle.localhost/a.js?b#c')).toBe('app://bundle/a.js?b#c')
    expect(asMainKnowsIt('http://bundle.localhost')).toBe('app://bundle')
  })

  it.each([
    'http://bundle.localhost.evil.example/',
    'http://bundle.localhost:8080/',
    'https://bundle.localhost/',
    'http://x.bundle.localhost/',
  ])('leave %s a stranger', (url) => {
    expect(asMainKnowsIt(url)).toBe(url)
  })
})
