import { describe, expect, test } from 'vitest'
import { utf8Locale } from './session.ts'

describe('utf8Locale', () => {
  test('leaves a locale alone that can name any file', () => {
    for (const env of [{ LANG: 'de_DE.UTF-8' }, { LC_ALL: 'C.utf8' }, { LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }]) {
      expect(utf8Locale(env)).toEqual({})
    }
  })

  test('brings one where there is none, or one that knows ASCII only', () => {
    for (const env of [{}, { LANG: '' }, { LANG: 'en_US.UTF-8', LC_ALL: 'C' }]) {
      expect(utf8Locale(env)).toEqual({ LC_ALL: 'C.UTF-8' })
    }
  })
})
