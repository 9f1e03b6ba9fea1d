import { describe, expect, test } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { appliedSoFar } from './applied-so-far.ts'

const part = (change: object) => ({ index: 0, rows: 10, bytes: 10, batch: 0, state: 'arrived' as const, ...change })

describe('appliedSoFar', () => {
  test('says that nothing was applied only where every answer came', () => {
    expect(appliedSoFar(anUpload({ way: 'straight', parts: [part({})] }))).toContain('Nothing had been applied.')
  })

  test.each([{ state: 'in-doubt' as const }, { assumed: true }])(
    'claims nothing of a part %o on a shared definition',
    (change) => {
      const words = appliedSoFar(anUpload({ way: 'straight', parts: [part(change)] }))
      expect(words).not.toContain('Nothing')
      expect(words).toContain('may')
    },
  )

  test('a doubtful part in a private copy is no doubt about the data', () => {
    const words = appliedSoFar(anUpload({ way: 'private-copy', parts: [part({ state: 'in-doubt' })] }))
    expect(words).toBe('Nothing had been applied.')
  })
})
