import { describe, expect, it } from 'vitest'
import { AppError, ERROR_CODES } from '../../shared/contract/errors.ts'
import { createQueryClient } from './query-client.tsx'

describe('createQueryClient', () => {
  it('tries once more only after failures that may have passed', () => {
    const retry = createQueryClient().getDefaultOptions().queries?.retry
    if (typeof retry !== 'function') throw new Error('retry must ask the error')
    const retried = ERROR_CODES.filter((code) => retry(0, new AppError({ code, message: '' })))
    expect(retried.toSorted()).toEqual(['connection-lost', 'offline', 'server-error', 'timeout', 'unavailable'])
    expect(ERROR_CODES.some((code) => retry(1, new AppError({ code, message: '' })))).toBe(false)
  })

  it('never repeats a mutation, and does not wait for the network: main decides about both', () => {
    const { mutations, queries } = createQueryClient().getDefaultOptions()
    expect(mutations).toMatchObject({ retry: false, networkMode: 'always' })
    expect(queries).toMatchObject({ networkMode: 'always' })
  })
})
