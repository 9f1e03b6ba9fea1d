import { type UIEvent, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { type ScrollPlace, useScrollPlace } from './use-scroll-place.ts'

const OVERSCAN = 6

/**
 * Which rows of a long list are in sight. Spread `scrollProps` on the scrolling element, give the inner one `height` and move
 * the rows down by `top`. Only these rows are in the DOM, however many there are. `place`: where it begins.
 */
export function useWindowedRows(count: number, rowHeight: number, place?: ScrollPlace) {
  const ref = useRef<HTMLDivElement>(null)
  const notePlace = useScrollPlace(ref, place)
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

  const reveal = useCallback(
    (index: number) => {
      if (ref.current) bringIntoSight(ref.current, index * rowHeight, rowHeight)
      measure()
    },
    [rowHeight, measure],
  )
  function onScroll(_event: UIEvent): void {
    notePlace()
    measure()
  }
  return {
    from,
    to,
    top: from * rowHeight,
    height: count * rowHeight,
    reveal,
    scrollProps: { ref, onScroll },
  }
}

/** With the least scrolling. */
function bringIntoSight(list: HTMLElement, top: number, height: number): void {
  if (top < list.scrollTop) list.scrollTop = top
  else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight
}
