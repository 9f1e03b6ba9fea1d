import { type UIEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'

const OVERSCAN = 6

/**
 * Which rows of a long list are in sight. Spread `scrollProps` on the scrolling element, give the inner one `height` and move
 * the rows down by `top`. Only these rows are in the DOM, however many there are.
 */
export function useWindowedRows(count: number, rowHeight: number) {
  const ref = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 400 })
  const measure = useCallback(() => {
    const element = ref.current
    if (element) setView({ top: element.scrollTop, height: element.clientHeight || 400 })
  }, [])
  useLayoutEffect(() => {
    measure()
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(measure)
    if (ref.current) observer?.observe(ref.current)
    return () => observer?.disconnect()
  }, [measure])

  const from = Math.max(0, Math.min(Math.floor(view.top / rowHeight) - OVERSCAN, count))
  const to = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN)

  /** Brings a row into sight with the least scrolling. */
  const reveal = useCallback(
    (index: number) => {
      const element = ref.current
      if (!element) return
      const top = index * rowHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + element.clientHeight) {
        element.scrollTop = top + rowHeight - element.clientHeight
      }
      measure()
    },
    [rowHeight, measure],
  )
  return {
    from,
    to,
    top: from * rowHeight,
    height: count * rowHeight,
    reveal,
    scrollProps: { ref, onScroll: (_event: UIEvent) => measure() },
  }
}
