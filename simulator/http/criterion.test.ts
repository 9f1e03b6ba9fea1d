import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsCriterion, fitsWildcard, parseCriterion } from './criterion.ts'

const ITEM = {
  name: 'Belgian contacts',
  createdAt: '2025-06-30T23:59:59.0000000Z',
  uri: '/contacts/exports/88',
  count: 9,
}

function fits(q: string): boolean | undefined {
  const criterion = parseCriterion(q)
  return criterion && fitsCriterion(ITEM, criterion)
}

describe('q', () => {
  it.each([
    ['name=Belgian contacts', true],
    ['"name=*CONTACTS"', true],
    ["name='bel*'", true],
    ['name="*x*"', false],
    ['name!=*x*', true],
    ['createdAt<2025-07-01', true],
    ['createdAt>=2025-07-01', false],
    ["createdAt>'2025-06-30 12:00:00'", true],
    ['count>10', false],
    ['count<=9', true],
    ['NAME=belgian*contacts', true],
    ['missing=', true],
    ['missing>1', false],
    ['uri=/contacts/exports/88', true],
  ])('%s', (q, expected) => expect(fits(q)).toBe(expected))

  it.each(['', 'name', '=x', '???', '* = *'])('is no criterion: %j', (q) => expect(parseCriterion(q)).toBeUndefined())
})

describe('fitsWildcard', () => {
  it('agrees with a regular expression of the same meaning', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 10 })
    fc.assert(
      fc.property(text, text, (pattern, whole) => {
        const expression = pattern
          .split('*')
          .map((part) => part.replaceAll('.', '\\.'))
          .join('[^]*')
        expect(fitsWildcard(pattern, whole)).toBe(new RegExp(`^${expression}$`).test(whole))
      }),
      { numRuns: 2_000 },
    )
  })

  it('stays quick for patterns that make regular expressions explode', () => {
    const started = performance.now()
    expect(fitsWildcard('*a'.repeat(500), 'a'.repeat(499))).toBe(false)
    expect(performance.now() - started).toBeLessThan(200)
  })
})
