import { describe, expect, it } from 'vitest'
import { likelyCauses, type RefusalClues, TRIES_BEFORE_LOCK } from './refusal-causes.ts'

const FIRST_TRY: RefusalClues = {
  tries: 1,
  isTyped: true,
  wasAccepted: false,
  isOtherNetwork: false,
  passwordDays: undefined,
}
const first = (clues: Partial<RefusalClues>) => likelyCauses({ ...FIRST_TRY, ...clues })[0]

describe('the likeliest cause of “Not authenticated.”', () => {
  it.each([
    ['is a typing error at the first try', {}, 'typo'],
    ['is still a typing error where this user was accepted before', { wasAccepted: true }, 'typo'],
    ['is a changed password where the saved one is refused', { isTyped: false, wasAccepted: true }, 'password-changed'],
    ['is the age of a password of 120 days', { isTyped: false, wasAccepted: true, passwordDays: 120 }, 'password-old'],
    ['is the address in another network than last time', { wasAccepted: true, isOtherNetwork: true }, 'address'],
    ['is the lock from the fifth try on, whatever else is known', { tries: 5, passwordDays: 400 }, 'locked'],
  ] as const)('%s', (_title, clues, cause) => {
    expect(first(clues)).toBe(cause)
  })

  it('is never a typing error where nothing was typed, nor a changed password where something was', () => {
    expect(likelyCauses({ ...FIRST_TRY, isTyped: false })).not.toContain('typo')
    expect(likelyCauses(FIRST_TRY)).not.toContain('password-changed')
  })

  it('leaves none of the documented causes out', () => {
    const all = likelyCauses({ ...FIRST_TRY, tries: TRIES_BEFORE_LOCK })
    expect([...all].sort()).toEqual(['address', 'disabled', 'locked', 'password-old', 'sso-only', 'typo'])
  })

  it('puts a lock higher with every try', () => {
    const places = [1, 2, 3, 4, 5].map((tries) => likelyCauses({ ...FIRST_TRY, tries }).indexOf('locked'))
    expect(places).toEqual([...places].sort((a, b) => b - a))
    expect(places.at(-1)).toBe(0)
  })
})
