import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../contract/errors.ts'
import { ERROR_CONTEXTS } from './error-context.ts'
import { describeError } from './errors.ts'

const EVERY = ERROR_CODES.flatMap((code) => ERROR_CONTEXTS.map((context) => ({ code, context })))

describe('describeError', () => {
  it.each(EVERY)('has words for $code while $context', ({ code, context }) => {
    for (const fate of [undefined, 'not-sent', 'not-accepted', 'may-have-arrived'] as const) {
      const words = describeError({ code, message: 'x', ...(fate ? { fate } : {}) }, context)
      for (const text of Object.values(words)) {
        expect(text.length).toBeGreaterThan(8)
        expect(text).toMatch(/^\p{Lu}/u)
        expect(text).not.toMatch(/undefined|\[object|AppError/)
        if (code.includes('-')) expect(text).not.toContain(code)
      }
      expect(words.meaning).toMatch(/\.$/)
      expect(words.advice).toMatch(/\.$/)
    }
  })

  it('tells every code apart by its title', () => {
    const titles = new Set(ERROR_CODES.map((code) => describeError({ code, message: '' }, 'reading').title))
    expect(titles.size).toBe(ERROR_CODES.length)
  })

  it('never claims that nothing happened when a part may have arrived', () => {
    for (const code of ERROR_CODES) {
      const { meaning } = describeError({ code, message: '', fate: 'may-have-arrived' }, 'uploading')
      expect(meaning).toContain('may have reached Eloqua')
    }
  })

  it('does not frighten when the connection was never made', () => {
    const words = describeError({ code: 'timeout', message: '', fate: 'not-sent' }, 'uploading')
    expect(words.meaning).toBe('Eloqua didn’t accept this part; none of it is in Eloqua.')
  })

  it('explains the 404 of an upload, which also stands for a part that is too large', () => {
    expect(describeError({ code: 'not-found', message: '' }, 'uploading').meaning).toContain('32 MB')
  })

  it('says how long Eloqua asks you to wait', () => {
    const wait = (retryAfterSeconds: number) =>
      describeError({ code: 'server-error', message: '', retryAfterSeconds }, 'reading').advice
    expect(wait(3600)).toMatch(/^Eloqua asks you to wait an hour\. /)
    expect(wait(900)).toMatch(/^Eloqua asks you to wait 15 minutes\. /)
    expect(wait(1)).toMatch(/^Eloqua asks you to wait 1 second\. /)
  })
})
