import { act, renderHook } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useGrowing } from './use-growing.ts'

afterEach(() => vi.restoreAllMocks())

/** Frames that come when they are asked for. */
function frames() {
  let next: FrameRequestCallback | undefined
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((callback) => {
    next = callback
    return 1
  })
  return () => {
    const frame = next
    next = undefined
    act(() => frame?.(0))
    return frame !== undefined
  }
}

describe('useGrowing', () => {
  it('grows frame by frame until all are there, and then asks for no more', () => {
    const paint = frames()
    const { result } = renderHook(() => useGrowing(99))
    const seen = [result.current]
    while (paint()) seen.push(result.current)
    expect(seen).toEqual([30, 60, 90, 99])
  })

  it('begins to grow when there is something to show', () => {
    const paint = frames()
    const { result, rerender } = renderHook(({ total }) => useGrowing(total), { initialProps: { total: 0 } })
    expect([result.current, paint()]).toEqual([0, false])
    rerender({ total: 40 })
    paint()
    expect(result.current).toBe(40)
  })
})
