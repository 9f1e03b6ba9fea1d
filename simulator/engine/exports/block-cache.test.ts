import { describe, expect, it } from 'vitest'
import { createBlockCache } from './block-cache.ts'

const block = (length: number) => ({ bytes: new Uint8Array(length), ends: new Uint32Array() })

describe('the block cache', () => {
  it('holds what was set last, and no more than it may', () => {
    const cache = createBlockCache(100)
    for (const key of ['1 a', '1 b', '2 a']) cache.set(key, block(40))
    expect(['1 a', '1 b', '2 a'].map((key) => cache.get(key) !== undefined)).toEqual([false, true, true])
    cache.set('3 a', block(101))
    expect(['1 b', '2 a', '3 a'].some((key) => cache.get(key))).toBe(false)
  })

  it('takes what is offered only where there is room, and has room again for what it forgets', () => {
    const cache = createBlockCache(100)
    cache.offer('1 a', block(60))
    cache.offer('1 b', block(60))
    expect([cache.get('1 a') !== undefined, cache.get('1 b')]).toEqual([true, undefined])
    cache.forget('1 ')
    cache.offer('10 a', block(100))
    cache.forget('1 ')
    expect(cache.get('10 a')).toBeDefined()
  })
})
