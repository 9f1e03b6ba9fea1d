import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOf, testOf } from './filter-draft.ts'
import type { FilterTest } from './view-state.ts'

const text = fc.string({ minLength: 1 })
const not = fc.constantFrom({}, { not: true } as const)
const tests: fc.Arbitrary<FilterTest> = fc.oneof(
  fc.tuple(fc.constantFrom('contains', 'equals', 'starts', 'ends'), text, not).map(([kind, value, sign]) => ({
    kind,
    text: value,
    ...sign,
  })),
  fc
    .tuple(fc.array(fc.string(), { minLength: 1 }), not)
    .map(([values, sign]) => ({ kind: 'one-of' as const, values, ...sign })),
  not.map((sign) => ({ kind: 'blank' as const, ...sign })),
  text.map((from) => ({ kind: 'range' as const, as: 'number' as const, from })),
)

describe('a filter in its form', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(tests, (test) => {
        expect(testOf(draftOf(test, 'number'), 'number')).toEqual(test)
      }),
    )
  })

  it('is none while nothing was entered', () => {
    for (const kind of ['one-of', 'contains', 'range'] as const) {
      expect(testOf({ ...draftOf(undefined, 'text'), kind }, 'text')).toBeUndefined()
    }
  })
})
