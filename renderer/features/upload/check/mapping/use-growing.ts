import { useEffect, useState } from 'react'

/** As many as are laid out and painted within a frame. */
const STEP = 30

/** How many of `total` lines to draw: some at once, and the others frame by frame, so that no frame has to wait for all. */
export function useGrowing(total: number): number {
  const [count, setCount] = useState(STEP)
  const isDone = count >= total
  useEffect(() => {
    if (isDone) return
    const frame = requestAnimationFrame(() => setCount(count + STEP))
    return () => cancelAnimationFrame(frame)
  }, [count, isDone])
  return Math.min(count, total)
}
